internal import Reporting
internal import SourcedYAML

/// The facts of a metadata file by field: dotted keys and nested mappings made one.
struct MetadataFacts {
    /// A value and the key it was given by.
    struct Fact {
        var key: String
        var keyPlace: Place
        var keyRange = 0..<0
        var value: any MetadataNode
        /// Whether an option of the command line gave it: what is wrong with it is an error, as the command can be repeated.
        var isOption = false

        /// The value as the file has it; nil for one that no file has.
        var yaml: YAMLNode? { value as? YAMLNode }
    }

    var facts: [MetadataField: Fact] = [:]
    var additional: [String: MetadataValue] = [:]
    var problems: [Problem] = []
    private var unknownKeys = 0
    /// Unknown keys that can only mean a fact which every datalab should have, in the order of the file.
    private var guesses: [(field: MetadataField, fact: Fact, entry: YAMLEntry)] = []
    /// So many unknown keys are told each; a file with more is another file.
    private static let toldUnknownKeys = 20
    /// Of so many unknown keys it is guessed what they mean: guessing takes time.
    private static let guessedKeys = 100

    /// Collects the facts of the file's root.
    mutating func collect(_ root: YAMLNode) {
        for entry in root.mapping ?? [] { collect(entry, under: nil) }
        for (field, fact, entry) in guesses {
            guard facts[field] == nil else {
                keep(fact.key, entry)
                continue
            }
            facts[field] = fact
            let message = "the key '\(Spelling.shortened(fact.key))' is read as '\(field.key)'"
            problems.append(.warning(at: fact.keyPlace, message, hint: "write '\(field.key)'"))
        }
    }

    /// Puts the options' facts in the place of the file's.
    mutating func replace(with options: MetadataOptions) {
        for field in MetadataFields.all {
            let texts = options[field]
            guard !texts.isEmpty, let option = field.option?.name else { continue }
            let place = Place(file: option)
            guard !texts.contains(where: Self.holdsControl) else {
                problems.append(.error(at: place, "the value holds a control character", hint: "remove it"))
                continue
            }
            let value =
                field.jsonForm == .texts ? StatedValue(texts, at: place) : StatedValue(texts[0], at: place)
            facts[field] = Fact(key: option, keyPlace: place, value: value, isOption: true)
        }
    }

    /// Sets a fact whose value did not come from a file.
    mutating func set(_ field: MetadataField, _ value: StatedValue) {
        if let place = Self.controlPlace(in: value) {
            let message = "the value of '\(field.key)' holds a control character"
            problems.append(.error(at: place, message, hint: "remove it"))
            return
        }
        facts[field] = Fact(key: field.key, keyPlace: value.place, value: value)
    }

    private mutating func collect(_ written: YAMLEntry, under group: String?) {
        let entry = printable(written)
        let written = group.map { "\($0).\(entry.key)" } ?? entry.key
        let path = canonical(written, at: entry.keyPlace)
        if group == nil, MetadataField.groupNames.contains(path), let entries = members(of: entry.value) {
            for member in entries { collect(member, under: path) }
        } else if group == nil, MetadataField.groupNames.contains(path), entry.value.scalar?.isNull == true {
            return
        } else if let field = MetadataField.field(of: path) {
            add(field, Fact(key: path, keyPlace: entry.keyPlace, keyRange: entry.keyRange, value: entry.value))
        } else {
            addUnknown(path, entry)
        }
    }

    /// The keys and values of a group: of a mapping, or of a list that holds nothing but one mapping.
    private func members(of node: YAMLNode) -> [YAMLEntry]? {
        if let entries = node.mapping { return entries }
        guard let nodes = node.sequence, nodes.count == 1 else { return nil }
        return nodes[0].mapping
    }

    /// The key as documented when it differs by case, `-` or `_` only, with a warning.
    private mutating func canonical(_ path: String, at place: Place) -> String {
        if MetadataField.field(of: path) != nil || MetadataField.groupNames.contains(path) { return path }
        let group = MetadataField.groupNames.first { Spelling.folded($0) == Spelling.folded(path) }
        guard let known = MetadataField.likeKey(path) ?? group else { return path }
        problems.append(.warning(at: place, "the key '\(path)' is read as '\(known)'", hint: "write '\(known)'"))
        return known
    }

    private mutating func add(_ field: MetadataField, _ fact: Fact) {
        guard let first = facts[field] else {
            facts[field] = fact
            return
        }
        let same = first.value.written == fact.value.written && fact.value.written != nil
        let hint = "keep one of the two"
        if same {
            let message = "'\(fact.key)' says again what '\(first.key)' says at \(first.keyPlace)"
            problems.append(.warning(at: fact.keyPlace, message, hint: hint))
        } else {
            let message = "'\(fact.key)' contradicts '\(first.key)' at \(first.keyPlace), which is taken"
            problems.append(.warning(at: fact.keyPlace, message, hint: hint))
        }
    }

    private mutating func addUnknown(_ path: String, _ entry: YAMLEntry) {
        if unknownKeys + guesses.count < Self.guessedKeys, let field = Self.guess(path) {
            let fact = Fact(key: path, keyPlace: entry.keyPlace, keyRange: entry.keyRange, value: entry.value)
            guesses.append((field, fact, entry))
        } else {
            keep(path, entry)
        }
    }

    /// The fact every datalab should have that an unknown key can only mean: `abstrakt`, `email`, `author`.
    private static func guess(_ path: String) -> MetadataField? {
        if let field = MetadataField.field(usuallyCalled: path) { return field }
        let near = candidates(for: path)
        guard near.count == 1, let field = MetadataField.field(of: near[0]) else { return nil }
        return field.isMandatory || field == .licence ? field : nil
    }

    /// Keeps what no field is for.
    private mutating func keep(_ path: String, _ entry: YAMLEntry) {
        additional[path] = Self.value(of: entry.value)
        unknownKeys += 1
        if unknownKeys > Self.toldUnknownKeys {
            if unknownKeys == Self.toldUnknownKeys + 1 {
                problems.append(.warning(at: entry.keyPlace, "more unknown keys follow", hint: "is it the right file?"))
            }
            return
        }
        let hint = Spelling.didYouMean(Self.candidates(for: path)) ?? "it is kept as it is"
        problems.append(.warning(at: entry.keyPlace, "unknown key '\(Spelling.shortened(path))'", hint: hint))
    }

    private static func candidates(for path: String) -> [String] {
        let documented = MetadataFields.all.map(\.key)
        let parts = path.split(separator: ".").map(String.init)
        guard let last = parts.last else { return [] }
        let members = documented.filter { $0.hasSuffix(".\(last)") }
        if !members.isEmpty { return members }
        guard parts.count == 2 else { return Spelling.closest(to: path, in: documented, limit: 2) }
        let group = "\(parts[0])."
        let names = documented.filter { $0.hasPrefix(group) }.map { String($0.dropFirst(group.count)) }
        return Spelling.closest(to: last, in: names, limit: 1).map { group + $0 }
    }

    private static func value(of node: YAMLNode) -> MetadataValue {
        switch node.content {
        case .scalar(let scalar): .text(scalar.text)
        case .sequence(let nodes): .list(nodes.map(value(of:)))
        case .mapping(let entries):
            .mapping(Dictionary(entries.map { ($0.key, value(of: $0.value)) }) { first, _ in first })
        }
    }
}

extension MetadataFacts {
    /// An entry without control characters, which escapes such as `"\e"` can bring into a text.
    private mutating func printable(_ entry: YAMLEntry) -> YAMLEntry {
        var entry = entry
        if Self.holdsControl(entry.key) {
            entry.key = Self.printable(entry.key)
            let message = "the key holds a control character, it is read without"
            problems.append(.warning(at: entry.keyPlace, message, hint: "remove it"))
        }
        guard let place = Self.controlPlace(in: entry.value) else { return entry }
        let message = "the value of '\(entry.key)' holds a control character, it is read without"
        problems.append(.warning(at: place, message, hint: "remove it"))
        entry.value = Self.printable(entry.value)
        return entry
    }

    private static func printable(_ node: YAMLNode) -> YAMLNode {
        var node = node
        switch node.content {
        case .scalar(var scalar):
            scalar.text = printable(scalar.text)
            node.content = .scalar(scalar)
        case .sequence(let nodes):
            node.content = .sequence(nodes.map(printable))
        case .mapping(let entries):
            let clean = entries.map { entry in
                YAMLEntry(
                    key: printable(entry.key),
                    keyPlace: entry.keyPlace,
                    keyRange: entry.keyRange,
                    value: printable(entry.value)
                )
            }
            node.content = .mapping(clean)
        }
        return node
    }

    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isControl($0) }))
    }

    private static func controlPlace(in node: some MetadataNode) -> Place? {
        if let written = node.written { return holdsControl(written) ? node.place : nil }
        if let nodes = node.sequence { return nodes.lazy.compactMap { controlPlace(in: $0) }.first }
        return node.members?.lazy.compactMap { member in
            holdsControl(member.key) ? member.keyPlace : controlPlace(in: member.value)
        }.first
    }

    private static func holdsControl(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: isControl)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" && scalar != "\r"
    }
}
