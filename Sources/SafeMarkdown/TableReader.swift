/// Reads tables: a line of cells, a line of dashes, and lines of cells.
enum TableReader {
    /// The table at a place; nil when there is none.
    static func read(_ lines: [Bytes], _ place: inout Int) -> Block.Table? {
        guard place + 1 < lines.count, lines[place].contains(UInt8(ascii: "|")), isDelimiter(lines[place + 1]) else {
            return nil
        }
        let columns = cells(lines[place + 1]).count
        let head = cells(lines[place])
        guard head.count == columns, columns <= SafeMarkdown.Limits.columns else { return nil }
        var table = Block.Table(head: head)
        place += 2
        while place < lines.count, case .text = LineStart(lines[place]), lines[place].contains(UInt8(ascii: "|")) {
            table.rows.append(Array(cells(lines[place]).prefix(columns)))
            place += 1
        }
        return table
    }

    private static func isDelimiter(_ line: Bytes) -> Bool {
        guard line.contains(UInt8(ascii: "-")), line.indent < 4 else { return false }
        return cells(line).allSatisfy { cell in
            let dashes = cell.drop { $0 == UInt8(ascii: ":") }.prefix { $0 == UInt8(ascii: "-") }
            let rest = cell[dashes.endIndex...]
            return !dashes.isEmpty && dashes.startIndex - cell.startIndex <= 1
                && (rest.isEmpty || rest.elementsEqual([UInt8(ascii: ":")]))
        }
    }

    /// The texts between bars; a backslash before a bar makes it a part of the text.
    private static func cells(_ line: Bytes) -> [Bytes] {
        var text = line.trimmed
        if text.first == UInt8(ascii: "|") { text = text.dropFirst() }
        var cells: [Bytes] = []
        var start = text.startIndex
        var isEscaped = false
        for place in text.indices {
            if text[place] == UInt8(ascii: "|"), !isEscaped {
                cells.append(text[start..<place].trimmed)
                start = place + 1
            }
            isEscaped = text[place] == UInt8(ascii: "\\") && !isEscaped
        }
        let last = text[start...].trimmed
        if !last.isEmpty || cells.isEmpty { cells.append(last) }
        return cells
    }
}
