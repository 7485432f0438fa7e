internal import Reporting
internal import SourcedYAML

/// Types, and values of them.
extension StepReader {
    /// What people write for a type, folded.
    private static let otherWords: [String: [StepType.Item]] = [
        "path": [.file], "filename": [.file], "dir": [.directory], "folder": [.directory], "str": [.string],
        "text": [.string],
        "integer": [.int, .long], "number": [.int, .float, .double], "real": [.float, .double], "bool": [.boolean],
        "flag": [.boolean],
        "choice": [.choice], "choices": [.choice], "array": [], "list": [], "record": [], "any": [],
    ]

    /// A type by its notation.
    mutating func type(_ node: some MetadataNode, _ key: String, of items: [StepType.Item]) -> StepType? {
        let known = items.map(\.rawValue)
        guard let text = node.text, !text.isEmpty else {
            let found = node.isNull ? "nothing" : node.kindInWords
            fail(
                at: node.place,
                "'\(key)' must be a type, found \(found)",
                hint: "write one such as 'File', 'File[]' for several, 'string?' for none or one"
            )
            return nil
        }
        if let type = StepType(notation: text), items.contains(type.item) { return type }
        let suffix = text.drop { $0 != "[" && $0 != "?" }
        let word = String(text.prefix(text.count - suffix.count))
        if let item = items.first(where: { $0.rawValue.lowercased() == word.lowercased() }),
            let type = StepType(notation: item.rawValue + suffix)
        {
            let message = "the type '\(Spelling.shortened(text))' is read as '\(type.notation)'"
            problems.append(.warning(at: node.place, message, hint: "write '\(type.notation)'"))
            return type
        }
        let message =
            "'\(key)' is no type\(items.contains(.stdout) ? " of an output" : ""), found '\(Spelling.shortened(text))'"
        let meant = (Self.otherWords[Spelling.folded(word)] ?? []).filter(items.contains).map(\.rawValue)
        let near = meant.isEmpty ? Spelling.closest(to: word, in: known) : meant
        let hint: String
        if let item = StepType.Item(rawValue: word), item.isStream, items.contains(item) {
            hint = "write '\(word)': a command has one"
        } else if items.contains(where: { $0.rawValue == word }) {
            hint = "write '\(word)[]' for several, '\(word)?' for none or one, '\(word)[]?' for both"
        } else if near.isEmpty, items.contains(.stdout), StepType(notation: text) != nil {
            hint = "have it written to a file: write 'type: File' with a 'glob'"
        } else {
            hint =
                Spelling.didYouMean(near) ?? "use \(Spelling.listed(known, last: "or")), with '[]' behind it for a list"
        }
        fail(at: node.place, message, hint: hint)
        return nil
    }

    /// The values that an `enum` may have.
    mutating func choices(_ node: some MetadataNode, _ key: String) -> [String] {
        guard let nodes = node.sequence, !nodes.isEmpty else {
            let found = node.sequence == nil ? node.kindInWords : "an empty list"
            fail(
                at: node.place,
                "'\(key)' must be a list of words, found \(found)",
                hint: "write '\(key.split(separator: ".").last ?? ""): [one, two]'"
            )
            return []
        }
        var choices: [String] = []
        for node in nodes.prefix(100) {
            let isWord = { (text: String) in
                text.utf8.count <= 100 && !text.isEmpty
                    && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._+-".contains($0)) }
            }
            guard let text = node.text, isWord(text) else {
                let found = node.text.map { "'\(Spelling.shortened($0))'" } ?? node.kindInWords
                fail(
                    at: node.place,
                    "'\(key)' must hold words, found \(found)",
                    hint: "use letters, digits, '.', '_', '+' and '-'"
                )
                continue
            }
            if choices.contains(text) {
                fail(at: node.place, "'\(key)' has '\(text)' twice", hint: "remove one")
            } else {
                choices.append(text)
            }
        }
        if nodes.count > 100 { fail(at: nodes[100].place, "'\(key)' has more than 100 words", hint: "take a 'string'") }
        return choices
    }

    /// What an input is where nothing is given.
    mutating func standard(_ node: some MetadataNode, _ key: String, _ type: StepType, _ choices: [String]?)
        -> MetadataValue?
    {
        guard !type.item.isPath else {
            let hint =
                "write 'type: \(type.item.rawValue)\(type.isList ? "[]" : "")?', and let the command take its own where none is given"
            fail(
                at: node.place,
                "'\(key)' cannot name a file: a step's files are on the machine that runs it",
                hint: hint
            )
            return nil
        }
        return value(node, key, type, choices)
    }

    /// A value of a type, as text; nil where it is none.
    mutating func value(_ node: some MetadataNode, _ key: String, _ type: StepType, _ choices: [String]?)
        -> MetadataValue?
    {
        guard type.isList else { return item(node, key, type.item, choices).map(MetadataValue.text) }
        guard let nodes = node.sequence else {
            let message =
                "'\(key)' must be a list, as the type is '\(type.notation)', found \(node.isNull ? "nothing" : node.kindInWords)"
            fail(at: node.place, message, hint: "write '\(key.split(separator: ".").last ?? ""): [one, two]'")
            return nil
        }
        return .list(nodes.compactMap { item($0, key, type.item, choices).map(MetadataValue.text) })
    }

    private mutating func item(_ node: some MetadataNode, _ key: String, _ type: StepType.Item, _ choices: [String]?)
        -> String?
    {
        guard let written = node.written, !node.isNull else {
            fail(
                at: node.place,
                "'\(key)' must be one value, found \(node.isNull ? "nothing" : node.kindInWords)",
                hint: "write a value of the type '\(type.rawValue)'"
            )
            return nil
        }
        let text = written.trimmed
        var expected: String?
        switch type {
        case .string: return written
        case .file, .directory:
            if !text.isEmpty, !text.hasPrefix("/"), !text.split(separator: "/").contains("..") { return text }
            expected = "a path below the repository"
        case .int:
            if let number = Self.whole(text, in: Int64(Int32.min)...Int64(Int32.max)) { return "\(number)" }
            expected = "a whole number from \(Int32.min) to \(Int32.max)"
        case .long:
            if let number = Self.whole(text, in: .min ... .max) { return "\(number)" }
            expected = "a whole number of 64 bits"
        case .float: if let number = Self.decimal(text), Float(number).isFinite { return text }
        case .double: if Self.decimal(text) != nil { return text }
        case .boolean:
            if let flag = Self.flag(text) { return "\(flag)" }
            expected = "'true' or 'false'"
        case .choice:
            guard let choices, !choices.contains(text) else { return text }
            let hint =
                Spelling.didYouMean(Spelling.closest(to: text, in: choices))
                ?? "use \(Spelling.listed(choices, last: "or"))"
            fail(at: node.place, "'\(key)' is none of the choices, found '\(Spelling.shortened(text))'", hint: hint)
            return nil
        case .stdout, .stderr: return nil
        }
        let message =
            "'\(key)' must be \(expected ?? "a number such as 0.5 or 1e-3"), found '\(Spelling.shortened(text))'"
        fail(at: node.place, message, hint: "change it, or the type '\(type.rawValue)'")
        return nil
    }

    /// A whole number with a sign or without; nil for every other text, and for one outside of the range.
    static func whole(_ text: String, in range: ClosedRange<Int64>) -> Int64? {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard (1...19).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text), range.contains(number)
        else { return nil }
        return number
    }

    /// A finite number in decimal notation, as JSON and YAML have it; nil for every other text.
    static func decimal(_ text: String) -> Double? {
        guard text.utf8.count <= 40, text.wholeMatch(of: #/[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?/#) != nil,
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// Yes or no.
    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes": true
        case "false", "no": false
        default: nil
        }
    }
}
