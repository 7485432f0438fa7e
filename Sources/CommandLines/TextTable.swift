/// Rows set in columns with two spaces between them; numbers to the right.
package struct TextTable {
    /// How a column is set.
    package enum Alignment {
        case left
        case right
    }

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// A table with a heading for each column.
    package init(_ columns: [(heading: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.heading)]
    }

    /// Adds a row with a text for each column.
    package mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    /// The table as lines, the heading first.
    package var lines: [String] {
        let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(zip(row, alignments), widths).map { pair, width in
                let padding = String(repeating: " ", count: width - pair.0.count)
                return pair.1 == .left ? pair.0 + padding : padding + pair.0
            }
            return cells.joined(separator: "  ").trimmingSuffix(while: { $0 == " " })
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, predicate(last) { text.removeLast() }
        return String(text)
    }
}
