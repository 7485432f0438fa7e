internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// A text without spaces at its ends; nil when it is not given, empty, or says `None`.
    mutating func text(_ field: MetadataField) -> String? {
        guard let fact = facts.facts[field], let text = joined(fact.value, field) else { return nil }
        guard !text.isEmpty else {
            if field.isMandatory { reportEmpty(field, fact) }
            return nil
        }
        if Self.saysNothing(text), isLenient(field) || !field.isMandatory {
            problems.append(saysNothing(field, text, at: fact.value.place))
            return nil
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
        if fact.value.isMapping {
            let message = "'\(field.key)' must be text or a list, found a mapping"
            refuse(field, at: fact.value.place, message, hint: "write '\(field.key): [one, two]'")
            return []
        }
        guard let nodes = fact.value.sequence else {
            let parts = text(field)?.split(whereSeparator: separators.contains).map(String.init) ?? []
            return Self.unique(parts.map(\.trimmed))
        }
        var texts: [String] = []
        for node in nodes {
            guard let text = scalar(of: node, field) else { continue }
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

    /// The text of a value: a scalar, or the texts of a list, such as several authors, one after the other.
    private mutating func joined(_ node: any MetadataNode, _ field: MetadataField) -> String? {
        guard let nodes = node.sequence, isLenient(field) else {
            return scalar(of: node, field)
        }
        let texts = nodes.compactMap { node in
            let named = node.written == nil ? node["name"] : node
            return named.flatMap { $0.isNull ? nil : $0.text }
        }
        guard !texts.isEmpty, texts.count == nodes.count else {
            _ = scalar(of: node, field)
            return nil
        }
        let text = texts.joined(separator: ", ")
        let hint = "write '\(field.key): \(YAMLWriting.scalar(text))'"
        let message = "'\(field.key)' must be text, found a list, it is read as '\(Spelling.shortened(text))'"
        problems.append(.warning(at: node.place, message, hint: hint))
        return text
    }

    /// The text of a value that must be a scalar.
    private mutating func scalar(of node: any MetadataNode, _ field: MetadataField) -> String? {
        if let text = node.text { return text }
        let hint = "write one text, in quotes if it holds any of '[]{}:#'"
        refuse(field, at: node.place, "'\(field.key)' must be text, found \(node.kindInWords)", hint: hint)
        return nil
    }

    private mutating func reportEmpty(_ field: MetadataField, _ fact: MetadataFacts.Fact) {
        // What is taken instead is told where it is derived.
        guard !isLenient(field) || derived.fact(field) == nil else { return }
        if fact.isOption {
            return problems.append(.error(at: fact.keyPlace, "the value is empty", hint: "write the \(field.key)"))
        }
        let option = field.option.map { ", or give it with '\($0.name)'" } ?? ""
        refuse(field, at: fact.keyPlace, "'\(field.key)' is empty", instead: "it stays so", hint: "write it\(option)")
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
        let hint =
            field.isMandatory ? "write what users should read there" : "leave the key out when there is nothing to say"
        return .warning(at: place, "'\(field.key)' says '\(Spelling.shortened(text))'", hint: hint)
    }

    private mutating func warnAboutTemplate(_ text: String, _ field: MetadataField, at place: Place) {
        let lowered = text.lowercased()
        let words = Set(lowered.split { !$0.isLetter }.map(String.init))
        let left =
            Self.templates.first { lowered.contains($0.lowercased()) }
            ?? Self.templateWords.first { words.contains($0.lowercased()) }
        guard let left else { return }
        let message = "'\(field.key)' still holds the template's text '\(left)'"
        problems.append(.warning(at: place, message, hint: "write your own"))
    }

    /// Words, by themselves, that somebody meant to replace.
    private static let templateWords = ["TODO", "FIXME", "CHANGEME", "XXX", "placeholder"]

    /// What templates and examples of metadata files say.
    private static let templates = [
        "This is a JupyterLab demo datalab", "JupyterLab demo", "jane.doe@", "john.doe@", "Jane Doe", "John Doe",
        "Lorem ipsum", "@example.", "//example.", "Your name", "Your e-mail", "Your email", "Your title", "your.name@",
        "Your organisation", "Your organization", "Short description of", "Description of your", "A short abstract",
        "change me", "<your ", "@domain.tld", "user@domain", "first.last@", "@your",
    ]
}
