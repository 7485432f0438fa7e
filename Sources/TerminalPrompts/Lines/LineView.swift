/// The part of an edited line that fits beside its prompt, and where its cursor is.
package struct LineView: Sendable, Hashable {
    /// What is shown.
    package let text: String
    /// The columns before the cursor.
    package let column: Int
    /// Whether the whole line is shown.
    package let isWhole: Bool

    /// The part around the cursor.
    ///
    /// - Parameters:
    ///   - line: the line.
    ///   - width: the columns there are, at least 4.
    package init(_ line: EditedLine, width: Int) {
        let characters = line.characters
        let total = TextWidth.of(line.text)
        // The cursor itself needs a column behind the text.
        guard total >= width else {
            text = line.text
            column = TextWidth.of(String(characters[..<line.cursor]))
            isWhole = true
            return
        }
        var start = line.cursor
        var before = 0
        while start > 0, before + TextWidth.of(characters[start - 1]) <= width * 2 / 3 {
            start -= 1
            before += TextWidth.of(characters[start])
        }
        var end = line.cursor
        var columns = before
        while end < characters.count, columns + TextWidth.of(characters[end]) < width {
            columns += TextWidth.of(characters[end])
            end += 1
        }
        text = String(characters[start..<end])
        column = before
        isWhole = false
    }
}
