/// Reads comma-separated values row by row (RFC 4180; line ends of any kind).
struct CSVReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    /// The line of the row that was read last, from 1.
    private(set) var line = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The fields of the next row; nil at the end.
    mutating func next() throws(RecordTable.SyntaxError) -> [String]? {
        guard place < scalars.count else { return nil }
        line += 1
        var fields: [String] = []
        while true {
            fields.append(try field())
            guard place < scalars.count else { return fields }
            let separator = scalars[place]
            place += 1
            if separator == "\r", place < scalars.count, scalars[place] == "\n" { place += 1 }
            if separator != "," { return fields }
        }
    }

    private mutating func field() throws(RecordTable.SyntaxError) -> String {
        place < scalars.count && scalars[place] == "\"" ? try quotedField() : plainField()
    }

    private mutating func plainField() -> String {
        var text = String.UnicodeScalarView()
        while place < scalars.count, !isSeparator(scalars[place]) {
            text.append(scalars[place])
            place += 1
        }
        return String(text)
    }

    private mutating func quotedField() throws(RecordTable.SyntaxError) -> String {
        var text = String.UnicodeScalarView()
        place += 1
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            guard scalar == "\"" else {
                text.append(scalar)
                continue
            }
            if place < scalars.count, scalars[place] == "\"" {
                text.append(scalar)
                place += 1
            } else {
                guard place == scalars.count || isSeparator(scalars[place]) else {
                    throw RecordTable.SyntaxError(line: line, reason: "text follows a closing quote")
                }
                return String(text)
            }
        }
        throw RecordTable.SyntaxError(line: line, reason: "a quote is not closed")
    }

    private func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "\n" || scalar == "\r" }
}
