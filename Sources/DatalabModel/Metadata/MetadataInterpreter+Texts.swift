internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// A text without spaces at its ends; nil when it is not given, empty, or optional and says `None`.
    mutating func text(_ field: MetadataField) -> String? {
        guard let fact = facts.facts[field], let scalar = scalar(of: fact.value, field) else { return nil }
        let text = scalar.isNull ? "" : scalar.text.trimmed
        guard !text.isEmpty else {
            if MetadataField.mandatory.contains(field) { reportEmpty(field, fact) }
            return nil
        }
        if Self.saysNothing(text) {
            problems.append(saysNothing(field, text, at: fact.value.place))
            return MetadataField.mandatory.contains(field) ? text : nil
        }
        warnAboutTemplate(text, field, at: fact.value.place)
        return text
    }

    /// A text on one line: any run of white space becomes one space.
    mutating func line(_ field: MetadataField) -> String? {
        text(field).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    /// Several texts: a list, or one text that is split at separators.
    mutating func list(_ field: MetadataField, separators: Set<Character> = []) -> [String] {
        guard let fact = facts.facts[field] else { return [] }
        if fact.value.mapping != nil {
            problems.append(
                .error(
                    at: fact.value.place,
                    "'\(field.key)' must be text or a list, found a mapping",
                    hint: "write '\(field.key): [one, two]'"
                )
            )
            return []
        }
        guard let nodes = fact.value.sequence else {
            let parts = text(field)?.split(whereSeparator: separators.contains).map(String.init) ?? []
            return Self.unique(parts.map(\.trimmed))
        }
        var texts: [String] = []
        for node in nodes {
            guard let scalar = scalar(of: node, field) else { continue }
            let text = scalar.isNull ? "" : scalar.text.trimmed
            if Self.saysNothing(text) {
                problems.append(saysNothing(field, text, at: node.place))
            } else {
                texts.append(text)
            }
        }
        return Self.unique(texts)
    }

    /// A text that should be the address of something on the web.
    mutating func address(_ field: MetadataField) -> String? {
        guard let text = text(field), let fact = facts.facts[field] else { return nil }
        let isAddress = ["http://", "https://", "data:"].contains { text.lowercased().hasPrefix($0) }
        if !isAddress || text.contains(where: \.isWhitespace) {
            let message = "'\(field.key)' is not an address, found '\(Spelling.shortened(text))'"
            problems.append(
                .warning(at: fact.value.place, message, hint: "write an address that starts with 'https://'")
            )
        }
        return text
    }

    /// The scalar of a value that must be text.
    private mutating func scalar(of node: YAMLNode, _ field: MetadataField) -> YAMLScalar? {
        if let scalar = node.scalar { return scalar }
        let hint = "write one text, in quotes if it holds any of '[]{}:#'"
        problems.append(.error(at: node.place, "'\(field.key)' must be text, found \(node.kindInWords)", hint: hint))
        return nil
    }

    private mutating func reportEmpty(_ field: MetadataField, _ fact: MetadataFacts.Fact) {
        if case .derived = origin {
            problems.append(.error(at: fact.keyPlace, "the value is empty", hint: "write the \(field.key)"))
            return
        }
        let option = field.option.map { ", or give it with '\($0)'" } ?? ""
        problems.append(.error(at: fact.keyPlace, "'\(field.key)' is empty", hint: "write it\(option)"))
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen = Set<String>()
        return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension MetadataInterpreter {
    /// Whether a text only says that there is nothing to say.
    static func saysNothing(_ text: String) -> Bool {
        ["none", "n/a", "na", "nil", "tbd", "tbc", "todo", "-", "..."].contains(text.lowercased())
    }

    private func saysNothing(_ field: MetadataField, _ text: String, at place: Place) -> Problem {
        let mandatory = MetadataField.mandatory.contains(field)
        let hint = mandatory ? "write what users should read there" : "leave the key out when there is nothing to say"
        return .warning(at: place, "'\(field.key)' says '\(Spelling.shortened(text))'", hint: hint)
    }

    private mutating func warnAboutTemplate(_ text: String, _ field: MetadataField, at place: Place) {
        let lowered = text.lowercased()
        guard let left = Self.templates.first(where: { lowered.contains($0.lowercased()) }) else { return }
        let message = "'\(field.key)' still holds the template's text '\(left)'"
        problems.append(.warning(at: place, message, hint: "write your own"))
    }

    /// What templates and examples of metadata files say.
    private static let templates = [
        "This is a JupyterLab demo datalab", "JupyterLab demo", "jane.doe@", "john.doe@", "Jane Doe", "John Doe",
        "Lorem ipsum", "@example.", "//example.", "Your name", "Your e-mail", "Your title", "Short description of",
    ]
}
