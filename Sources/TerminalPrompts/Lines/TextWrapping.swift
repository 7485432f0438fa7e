/// Breaks text into lines that fit.
package enum TextWrapping {
    /// The lines of a text.
    ///
    /// - Parameters:
    ///   - text: the text; its own line ends are kept.
    ///   - width: the most columns of a line, at least 1.
    ///   - first: what the first line begins with.
    ///   - rest: what the others begin with.
    /// - Returns: at least one line; a word that is too long for a line is cut.
    package static func lines(_ text: String, width: Int, first: String = "", rest: String = "") -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = lines.isEmpty ? first : rest
            var isBegun = false
            for word in paragraph.split(separator: " ") {
                if isBegun, TextWidth.of(line) + 1 + TextWidth.of(word) > width {
                    lines.append(line)
                    (line, isBegun) = (rest, false)
                }
                line += (isBegun ? " " : "") + word
                isBegun = true
                while TextWidth.of(line) > width {
                    let (head, tail) = cut(line, width)
                    lines.append(head)
                    line = rest + tail
                }
            }
            lines.append(line)
        }
        return lines
    }

    /// The start of a text that fits, never empty, and what is left of it.
    static func cut(_ text: String, _ width: Int) -> (head: String, tail: String) {
        var columns = 0
        var count = 0
        for character in text {
            columns += TextWidth.of(character)
            if columns > width, count > 0 { break }
            count += 1
        }
        return (String(text.prefix(count)), String(text.dropFirst(count)))
    }
}
