/// A line of a metadata file as a person sees it: indentation, a word, what separates it from a value.
struct MetadataLine {
    /// How the word is followed.
    enum Form {
        /// `word: value` or `word:`, as YAML wants it.
        case entry
        /// `word:value`.
        case noSpace
        /// `word = value`.
        case equals
        /// `word value` or `word` alone.
        case other
    }

    /// The line without its end.
    let text: String
    /// Spaces before the word.
    let indent: Int
    /// Letters, digits, `_`, `-` and `.` at the line's start; may be empty.
    let word: String
    /// How the word is followed.
    let form: Form
    /// The column of what follows the word, from 1.
    let separatorColumn: Int
    /// What comes after, without spaces at its ends.
    let value: String
    /// The column of the value, from 1.
    let valueColumn: Int

    init(_ scalars: Substring.UnicodeScalarView) {
        text = String(scalars)
        let spaces = scalars.prefix { $0 == " " }
        indent = spaces.count
        let content = scalars.dropFirst(indent)
        let head = content.prefix {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-.".unicodeScalars.contains($0))
        }
        word = String(head)
        let gap = content[head.endIndex...].prefix { $0 == " " || $0 == "\t" }
        var rest = content[gap.endIndex...]
        separatorColumn = indent + head.count + gap.count + 1
        form = Self.form(after: gap.isEmpty, rest)
        if form != .other { rest = rest.dropFirst() }
        let space = rest.prefix { $0 == " " || $0 == "\t" }
        value = String(rest.dropFirst(space.count)).trimmed
        valueColumn = separatorColumn + (form == .other ? 0 : 1) + space.count
    }

    /// Whether there is nothing on the line.
    var isBlank: Bool { text.trimmed.isEmpty }

    /// Whether the line is a comment.
    var isComment: Bool { text.trimmed.hasPrefix("#") }

    /// Whether the value is a block on the lines that follow.
    var opensBlock: Bool { value.hasPrefix("|") || value.hasPrefix(">") }

    /// Why a value that is written without quotes cannot be, and where in it.
    var valueFault: (message: String, offset: Int)? {
        let scalars = Array(value.unicodeScalars)
        guard let first = scalars.first else { return nil }
        if first == "\"" || first == "'" { return quotesFault(scalars) }
        guard !"[{|>&*!#".unicodeScalars.contains(first) else { return nil }
        let isIndicator = "-?".unicodeScalars.contains(first) && (scalars.count == 1 || scalars[1] == " ")
        if isIndicator || "@`%,]}".unicodeScalars.contains(first) {
            return ("a value that starts with '\(first)' needs quotes", 0)
        }
        for (offset, scalar) in scalars.enumerated() {
            if scalar == "#", scalars[offset - 1] == " " { return nil }
            guard scalar == ":" else { continue }
            let last = offset + 1 == scalars.count
            if last || scalars[offset + 1] == " " { return ("a value that holds ': ' needs quotes", offset) }
        }
        return nil
    }

    /// What stands behind the closing quote of a value, which is then no text in quotes but one with quotes in it.
    private func quotesFault(_ scalars: [Unicode.Scalar]) -> (message: String, offset: Int)? {
        let isSingle = scalars[0] == "'"
        var index = 1
        while index < scalars.count {
            if isSingle ? scalars[index] == "'" && scalars[index...].dropFirst().first == "'" : scalars[index] == "\\" {
                // A single quote that is written twice, or what a backslash escapes.
                index += 2
                continue
            }
            if scalars[index] == scalars[0] { break }
            index += 1
        }
        let rest = scalars.dropFirst(index + 1)
        guard let next = rest.firstIndex(where: { $0 != " " && $0 != "\t" }), scalars[next] != "#" else { return nil }
        return ("a value with something behind its closing quote needs quotes as a whole", next)
    }

    private static func form(after isAdjacent: Bool, _ rest: Substring.UnicodeScalarView.SubSequence) -> Form {
        guard let first = rest.first else { return .other }
        if first == "=" { return .equals }
        guard first == ":" else { return .other }
        let next = rest.dropFirst().first
        if next == nil || next == " " || next == "\t" || next == "\r" { return .entry }
        return isAdjacent ? .noSpace : .other
    }
}
