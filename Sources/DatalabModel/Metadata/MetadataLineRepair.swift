internal import Reporting
internal import SourcedYAML

/// Finds the lines of a metadata file that lack a colon, a space or quotes, and mends a copy of them.
///
/// Only lines that start with a key of the metadata are touched, and only when the file cannot be read as it is. What is
/// proposed for a line is the line that is read in its place.
struct MetadataLineRepair {
    /// By how much the mended line is longer, from a column on.
    struct Shift {
        var column: Int
        var amount: Int
    }

    private(set) var problems: [Problem] = []
    private(set) var shifts: [Int: Shift] = [:]
    /// The file's content with the lines mended.
    private(set) var bytes: [UInt8]

    private let file: String
    private var group: String?
    private var blockIndent: Int?
    private var wellFormed: Set<String> = []
    private var lines: [MetadataLine] = []
    /// The last line, from 1, of a value in quotes that goes on over lines.
    private var quotedUntil: Int?

    init(_ content: [UInt8], file: String) {
        self.file = file
        bytes = content
        guard let text = String(validating: content, as: UTF8.self) else { return }
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        let scalars = hasMark ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        lines = scalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map(MetadataLine.init)
        wellFormed = Self.wellFormedKeys(lines)
        var mended: [String] = []
        for (number, line) in lines.enumerated() { mended.append(mend(line, number: number + 1)) }
        bytes = Array(mended.joined(separator: "\n").utf8)
    }

    /// Whether a word is a key, or the name of a group of keys.
    static func isKey(_ word: String, under group: String?) -> Bool {
        let path = group.map { "\($0).\(word)" } ?? word
        if MetadataField.likeKey(path) != nil { return true }
        return group == nil && MetadataField.groupNames.contains { Spelling.folded($0) == Spelling.folded(word) }
    }

    private static func wellFormedKeys(_ lines: [MetadataLine]) -> Set<String> {
        var keys: Set<String> = []
        var group: String?
        for line in lines where line.form == .entry {
            if line.indent == 0 { group = line.word }
            keys.insert(line.indent == 0 ? line.word : "\(group ?? "").\(line.word)")
        }
        return keys
    }

    private mutating func mend(_ written: MetadataLine, number: Int) -> String {
        var line = written
        if let last = quotedUntil, number <= last {
            return YAMLWriting.quoted(line.text.trimmed).dropFirst().dropLast() + (number == last ? "\"" : "")
        }
        if let blockIndent {
            if line.isBlank || line.indent > blockIndent { return line.text }
            self.blockIndent = nil
        }
        guard !line.isBlank, !line.isComment else { return line.text }
        mendTabs(&line, number: number)
        let owner = line.indent == 0 ? nil : group
        if line.indent == 0, line.form != .other || Self.isKey(line.word, under: nil) { group = line.word }
        guard line.indent == 0 || owner.map(isGroup) == true else { return line.text }
        if line.form == .entry {
            if line.opensBlock { blockIndent = line.indent }
            return mendValue(line, number: number)
        }
        let path = owner.map { "\($0).\(line.word)" } ?? line.word
        let isForgotten = line.indent == 0 && line.form == .noSpace && !line.word.isEmpty && !line.value.hasPrefix("//")
        guard isForgotten || Self.isKey(line.word, under: owner), !wellFormed.contains(path) else { return line.text }
        return mendKey(line, number: number)
    }

    /// Mends tabs before the word: two spaces for each.
    private mutating func mendTabs(_ line: inout MetadataLine, number: Int) {
        let scalars = line.text.unicodeScalars
        let space = scalars.prefix { $0 == " " || $0 == "\t" }
        guard let tab = space.firstIndex(of: "\t") else { return }
        let column = scalars.distance(from: scalars.startIndex, to: tab) + 1
        // A key of the file's own, below no group, was only pushed to the right.
        let rest = MetadataLine(scalars[space.endIndex...])
        let isOwn = group.map(isGroup) != true && Self.isKey(rest.word, under: nil)
        let spaces = isOwn ? "" : space.map { $0 == "\t" ? "  " : " " }.joined()
        let mended = spaces + String(scalars[space.endIndex...])
        tell(
            "a tab is used for indentation, spaces were expected",
            at: column,
            of: number,
            hint: "replace the tab with spaces",
            line: mended
        )
        shifts[number] = Shift(column: space.count, amount: spaces.count - space.count)
        line = MetadataLine(mended[...].unicodeScalars)
    }

    private func isGroup(_ word: String) -> Bool {
        MetadataField.groupNames.contains { Spelling.folded($0) == Spelling.folded(word) }
    }

    /// Mends `language:english`, `abstract This lab`, `title = x` and `contactPoint`.
    private mutating func mendKey(_ line: MetadataLine, number: Int) -> String {
        let end = line.indent + line.word.unicodeScalars.count
        let message: String
        var column = end + 1
        switch line.form {
        case .noSpace:
            message = "missing a space after ':'"
            column = line.separatorColumn + 1
        case .equals:
            message = "expected ':' after '\(line.word)', found '='"
            column = line.separatorColumn
        default:
            message = "missing ':' after '\(line.word)'"
        }
        let mended = rewrite(line, number: number)
        tell(message, at: column, of: number, hint: Self.hint(mended), line: mended)
        return mended
    }

    /// Mends values that need quotes: `title: Gaia: a survey`, `email: @me`.
    private mutating func mendValue(_ line: MetadataLine, number: Int) -> String {
        guard let fault = line.valueFault else { return line.text }
        let mended = rewrite(line, number: number)
        let column = line.valueColumn + fault.offset
        if let last = lastContinuation(of: line, number: number) {
            quotedUntil = last
            let place = Place(file: file, line: number, column: column)
            problems.append(.warning(at: place, "\(fault.message), it is read so", hint: Self.quotingHint))
            return String(mended.dropLast())
        }
        tell(fault.message, at: column, of: number, hint: Self.hint(mended), line: mended)
        return mended
    }

    /// The number of the last line that goes on with a value, indented below it; nil for a value on one line.
    private func lastContinuation(of line: MetadataLine, number: Int) -> Int? {
        let more = lines.dropFirst(number).prefix {
            !$0.isBlank && !$0.isComment && $0.indent > line.indent && $0.form != .entry
        }
        return more.isEmpty ? nil : number + more.count
    }

    /// The line as it was meant, its value in quotes where it needs them.
    private mutating func rewrite(_ line: MetadataLine, number: Int) -> String {
        let head = String(repeating: " ", count: line.indent) + line.word + ":"
        guard !line.value.isEmpty else { return head }
        let value = line.valueFault == nil ? line.value : YAMLWriting.quoted(line.value)
        let start = head.unicodeScalars.count + 2
        shifts[number] = Shift(column: line.valueColumn, amount: start - line.valueColumn)
        return "\(head) \(value)"
    }

    private mutating func tell(_ message: String, at column: Int, of number: Int, hint: String, line: String) {
        let place = Place(file: file, line: number, column: column)
        // The end of a line that ends with CR LF is not the line's.
        let text = line.hasSuffix("\r") ? String(line.unicodeScalars.dropLast()) : line
        let proposal = ProposedLine(text, in: file, replacing: number)
        problems.append(.warning(at: place, "\(message), it is read so", hint: hint, proposal: proposal))
    }

    /// What to write; a line that is too long for a message is not shown in part.
    private static func hint(_ line: String) -> String {
        let text = line.trimmed
        return text.count <= 160 ? "write '\(text)'" : quotingHint
    }

    private static let quotingHint = "put the whole value in quotes, with '\\' before each '\"' and '\\' in it"
}
