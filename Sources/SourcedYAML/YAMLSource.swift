/// A YAML file's text as it can be edited: places of nodes count in it, everything between them stays as it is.
public struct YAMLSource: Sendable, Hashable {
    /// The text's scalars, without byte order mark.
    public private(set) var scalars: [Unicode.Scalar]

    /// The text of a file that ``YAMLDocument/parse(_:file:)`` reads; nil for one that it refuses to decode.
    public init?(_ bytes: [UInt8]) {
        guard let text = try? YAMLText(bytes, file: "") else { return nil }
        scalars = Array(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
    }

    /// The text.
    public var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The end of lines that the text uses first; a line feed when it has none.
    public var lineEnd: String {
        guard let index = scalars.firstIndex(where: { $0 == "\n" || $0 == "\r" }) else { return "\n" }
        guard scalars[index] == "\r" else { return "\n" }
        return index + 1 < scalars.count && scalars[index + 1] == "\n" ? "\r\n" : "\r"
    }

    /// Puts a text in the place of another; `\n` in it becomes the text's own end of lines.
    public mutating func replace(_ range: Range<Int>, with text: String) {
        let written = text.replacing("\n", with: lineEnd)
        scalars.replaceSubrange(range, with: Array(written.unicodeScalars))
    }

    /// The range of a node without the line ends a block's text has behind it.
    public func trimmed(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, scalars[end - 1].properties.isWhitespace { end -= 1 }
        return range.lowerBound..<end
    }

    /// The whole lines that a range touches, with the end of the last.
    public func lines(of range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, max(range.lowerBound, range.upperBound))
        while start > 0, !isLineEnd(start - 1) { start -= 1 }
        while end < scalars.count, !isLineEnd(end) { end += 1 }
        if end < scalars.count {
            end += scalars[end] == "\r" && end + 1 < scalars.count && scalars[end + 1] == "\n" ? 2 : 1
        }
        return start..<end
    }

    private func isLineEnd(_ index: Int) -> Bool { scalars[index] == "\n" || scalars[index] == "\r" }
}
