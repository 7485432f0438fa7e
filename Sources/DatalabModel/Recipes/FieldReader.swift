internal import Reporting
internal import SourcedYAML

/// Takes the keys of a mapping one by one and collects what is wrong; keys that nobody took are unknown.
struct FieldReader<Node: MetadataNode> {
    private let entries: [String: MetadataMember<Node>]
    private let order: [String]
    private let place: Place
    private let path: String
    private var taken: [String] = []
    var problems: [Problem] = []

    /// A reader of a mapping; `path` is its name with a dot, for messages (`server.`).
    init?(_ node: Node, path: String = "") {
        guard let mapping = node.members else { return nil }
        entries = Dictionary(mapping.map { ($0.key, $0) }) { first, _ in first }
        order = mapping.map(\.key)
        place = node.place
        self.path = path
    }

    /// A key's value; a key that must be there and is not is an error.
    mutating func value(_ key: String, required: Bool = false) -> Node? {
        taken.append(key)
        if let entry = entries[key] { return entry.value }
        if required { problems.append(.error(at: place, "the key '\(path)\(key)' is missing", hint: "add it")) }
        return nil
    }

    /// A key's value as text that is not empty.
    mutating func text(_ key: String, required: Bool = false) -> String? {
        guard let node = value(key, required: required) else { return nil }
        return text(of: node, key)
    }

    /// A key's value as a list of texts; empty when the key is not there.
    mutating func texts(_ key: String, required: Bool = false) -> [String] {
        guard let node = value(key, required: required) else { return [] }
        guard let nodes = node.sequence else {
            fail(at: node, "'\(path)\(key)' must be a list, found \(node.kindInWords)", hint: "write '[one, two]'")
            return []
        }
        if required, nodes.isEmpty { fail(at: node, "'\(path)\(key)' is empty", hint: "list at least one") }
        return nodes.compactMap { text(of: $0, key) }
    }

    /// A key's value as keys with texts; empty when the key is not there.
    mutating func textMapping(_ key: String) -> [String: String] {
        guard let node = value(key) else { return [:] }
        guard let mapping = node.members else {
            fail(
                at: node,
                "'\(path)\(key)' must be a mapping, found \(node.kindInWords)",
                hint: "write keys and values, indented"
            )
            return [:]
        }
        var result: [String: String] = [:]
        for entry in mapping {
            guard let written = entry.value.written else {
                fail(
                    at: entry.value,
                    "'\(path)\(key).\(entry.key)' must be text, found \(entry.value.kindInWords)",
                    hint: "write one text"
                )
                continue
            }
            result[entry.key] = entry.value.isNull ? "" : written
        }
        return result
    }

    /// A key's value as mapping.
    mutating func fields(_ key: String, required: Bool = false) -> FieldReader? {
        guard let node = value(key, required: required) else { return nil }
        if let reader = FieldReader(node, path: "\(path)\(key).") { return reader }
        fail(
            at: node,
            "'\(path)\(key)' must be a mapping, found \(node.kindInWords)",
            hint: "write keys and values, indented"
        )
        return nil
    }

    /// Adds an error at a value.
    mutating func fail(at node: Node, _ message: String, hint: String) {
        problems.append(.error(at: node.place, message, hint: hint))
    }

    /// The keys that were asked for, with the mapping's name before them.
    var keys: Set<String> { Set(taken.map { path + $0 }) }

    /// Tells the keys nobody took; all problems of the mapping.
    mutating func finish() -> [Problem] {
        for key in order where !taken.contains(key) {
            let hint = Spelling.didYouMean(Spelling.closest(to: key, in: taken, limit: 1)) ?? "remove it"
            problems.append(.error(at: entries[key]?.keyPlace, "unknown key '\(path)\(key)'", hint: hint))
        }
        return problems
    }

    private mutating func text(of node: Node, _ key: String) -> String? {
        guard let text = node.text, !node.isNull else {
            fail(at: node, "'\(path)\(key)' must be text, found \(node.kindInWords)", hint: "write one text")
            return nil
        }
        if text.isEmpty { fail(at: node, "'\(path)\(key)' is empty", hint: "write one text") }
        return text.isEmpty ? nil : text
    }
}
