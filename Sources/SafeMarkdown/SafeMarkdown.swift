/// Markdown that strangers wrote, as HTML that can do nothing.
///
/// The common subset of CommonMark 0.31 and GitHub's tables, strikethrough and bare addresses. There is no raw HTML: tags and
/// comments are left out, and what stands between them is text. Pictures are named, not shown. A link goes only where
/// ``Rules/link`` says. Written for this project, as the C libraries that are to be had here have known ways to be kept busy:
/// here time, nesting and output are bounded whatever the text is.
package enum SafeMarkdown {
    /// What a text may lead to, and how it fits into its page.
    package struct Rules: Sendable {
        /// The address of a link for what the text has there; nil where it may not lead.
        package var link: @Sendable (String) -> String?
        /// So much deeper are its headings than it says: the page around it has headings too.
        package var headingShift: Int

        /// Rules.
        package init(headingShift: Int, link: @escaping @Sendable (String) -> String?) {
            self.headingShift = headingShift
            self.link = link
        }
    }

    /// What bounds a text.
    package enum Limits {
        /// The longest text that is looked at, in bytes.
        package static let text = 256 << 10
        /// The longest HTML, in bytes, beside the ends of what is open then.
        package static let output = 1 << 20
        /// How deep lists and quotations may be in each other; what is deeper is text.
        package static let depth = 8
        /// How deep emphasis and links may be in each other.
        static let inlineDepth = 16
        /// So many bytes are looked at, counting those that are looked at again.
        static let work = 16 << 20
        /// Columns of a table.
        static let columns = 50
        /// Definitions of links.
        static let references = 1000
        /// The longest address of a link, in bytes.
        static let address = 2048
    }

    /// A text as HTML.
    ///
    /// - Parameters:
    ///   - text: Markdown; one that is too long is cut, with a sign of it.
    ///   - rules: where links may lead.
    /// - Returns: its HTML.
    package static func html(_ text: String, _ rules: Rules) -> SafeHTML {
        let isCut = text.utf8.count > Limits.text
        var reader = BlockReader(work: Work(Limits.work))
        let lines = Lines.split(Array(text.utf8.prefix(Limits.text)))
        let blocks = reader.blocks(lines, depth: 0)
        var writer = BlockWriter(rules, reader.references, reader.work)
        writer.write(blocks)
        if isCut { writer.writeCut() }
        return writer.finish()
    }
}

/// HTML that only this module makes, from escaped text and its own tags.
package struct SafeHTML: Sendable, Hashable {
    /// The HTML.
    package let text: String
}

/// How much is still looked at; what is left of a text when it runs out is written as it is.
final class Work {
    private var left: Int

    init(_ amount: Int) { left = amount }

    var isSpent: Bool { left <= 0 }

    /// Takes note of bytes that are looked at.
    func spend(_ amount: Int) { left -= min(left, max(0, amount)) }
}

typealias Bytes = ArraySlice<UInt8>

/// Lines of a text.
enum Lines {
    /// The lines, with spaces for the tabs they begin with, and without carriage returns.
    static func split(_ text: [UInt8]) -> [Bytes] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            return line.prefix { $0.isBlank }.contains(UInt8(ascii: "\t")) ? expanded(line) : line
        }
    }

    private static func expanded(_ line: Bytes) -> Bytes {
        var spaces: [UInt8] = []
        let blank = line.prefix { $0.isBlank }
        for byte in blank {
            let count = byte == UInt8(ascii: "\t") ? 4 - spaces.count % 4 : 1
            spaces += [UInt8](repeating: UInt8(ascii: " "), count: count)
        }
        return (spaces + line[blank.endIndex...])[...]
    }
}

extension UInt8 {
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
    var isSpace: Bool { isBlank || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    /// Punctuation of ASCII, which a backslash takes the meaning of.
    var isPunctuation: Bool { (0x21...0x7E).contains(self) && !isDigit && !isLetter }
}

extension Bytes {
    /// The spaces it begins with.
    var indent: Int { prefix { $0 == UInt8(ascii: " ") }.count }

    var isBlankLine: Bool { allSatisfy { $0.isBlank } }

    var trimmed: Bytes {
        let start = drop { $0.isSpace }
        guard let last = start.lastIndex(where: { !$0.isSpace }) else { return [] }
        return start[...last]
    }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { starts(with: $0) }
    }

    /// The same, whatever the case of its letters.
    func starts(withWord text: StaticString) -> Bool {
        text.withUTF8Buffer { word in prefix(word.count).map { $0 | 0x20 }.elementsEqual(word.map { $0 | 0x20 }) }
    }

    var string: String { String(decoding: self, as: UTF8.self) }
}
