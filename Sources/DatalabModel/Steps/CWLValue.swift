internal import SourcedYAML

/// A value of a CWL document, which keeps the order of its keys.
enum CWLValue: Hashable, ExpressibleByStringLiteral {
    /// A text.
    case text(String)
    /// A number as it is written.
    case number(String)
    /// A yes or no.
    case flag(Bool)
    /// A list.
    case list([CWLValue])
    /// Keys with values.
    case mapping([Member])

    /// A key with its value.
    struct Member: Hashable {
        let key: String
        let value: CWLValue
    }

    init(stringLiteral value: String) { self = .text(value) }

    /// Keys with values; without those that have none.
    static func object(_ members: [(String, CWLValue?)]) -> CWLValue {
        .mapping(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    /// Texts.
    static func texts(_ texts: [String]) -> CWLValue { .list(texts.map(CWLValue.text)) }

    /// A value of the metadata that is of a type.
    init(_ value: MetadataValue, _ type: StepType.Item) {
        switch value {
        case .list(let items): self = .list(items.map { CWLValue($0, type) })
        case .text(let text):
            switch type {
            case .int, .long, .float, .double: self = .number(text.hasPrefix("+") ? String(text.dropFirst()) : text)
            case .boolean: self = .flag(text == "true")
            default: self = .text(text)
            }
        case .mapping: self = .mapping([])
        }
    }

    /// The value as a YAML document.
    var yaml: String { lines(indented: 0).joined(separator: "\n") + "\n" }

    /// The value on one line; nil for what takes several.
    private var scalar: String? {
        switch self {
        case .text(let text): Self.scalar(text)
        case .number(let text): text
        case .flag(let flag): "\(flag)"
        case .list(let items):
            items.allSatisfy { if case .mapping = $0 { false } else { true } }
                ? "[\(items.compactMap { $0.scalarInBrackets }.joined(separator: ", "))]" : nil
        case .mapping(let members): members.isEmpty ? "{}" : nil
        }
    }

    private var scalarInBrackets: String? {
        if case .text(let text) = self { return Self.isPlain(text) ? text : YAMLWriting.quoted(text) }
        return scalar
    }

    /// A text that no reader takes for a number, a reference or anything else.
    private static func scalar(_ text: String) -> String { isPlain(text) ? text : YAMLWriting.quoted(text) }

    private static func isPlain(_ text: String) -> Bool {
        let words = ["null", "true", "false", "yes", "no", "on", "off", "none", "y", "n"]
        return text.first.map { $0.isASCII && ($0.isLetter || $0 == "/") } ?? false
            && !words.contains(text.lowercased())
            && text.utf8.count < 80 && !text.hasSuffix(" ")
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./ ".contains($0)) }
    }

    private func lines(indented depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        switch self {
        case .mapping(let members) where !members.isEmpty:
            return members.flatMap { member -> [String] in
                let key = Self.scalar(member.key)
                if let scalar = member.value.scalar { return ["\(indent)\(key): \(scalar)"] }
                return ["\(indent)\(key):"] + member.value.lines(indented: depth + 1)
            }
        case .list(let items) where scalar == nil:
            return items.flatMap { item -> [String] in
                if let scalar = item.scalar { return ["\(indent)- \(scalar)"] }
                var lines = item.lines(indented: depth + 1)
                lines[0] = "\(indent)- \(lines[0].dropFirst(indent.count + 2))"
                return lines
            }
        default: return [indent + (scalar ?? "")]
        }
    }
}
