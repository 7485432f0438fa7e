internal import LayerArchive

/// The rows of a `RECORD` (packaging specification "Recording installed projects": CSV with path, hash, size).
struct RecordTable: Sendable {
    /// One row.
    struct Row: Sendable, Hashable {
        var path: String
        var hash: String
        var size: String
    }

    /// Why a text is no table.
    struct SyntaxError: Error {
        let line: Int
        let reason: String
    }

    var rows: [Row]

    init(rows: [Row]) {
        self.rows = rows
    }

    /// Reads CSV as Python's `csv` module does with its usual dialect; empty lines are passed over.
    init(_ bytes: [UInt8]) throws(SyntaxError) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw SyntaxError(line: 1, reason: "it is not UTF-8")
        }
        var reader = CSVReader(bytes)
        rows = []
        while let fields = try reader.next() {
            guard fields != [""] else { continue }
            guard fields.count == 3 else {
                throw SyntaxError(line: reader.line, reason: "a row has \(fields.count) fields instead of 3")
            }
            rows.append(Row(path: fields[0], hash: fields[1], size: fields[2]))
        }
    }

    /// The table as a file: rows in the order of their paths' bytes, lines ended by a line feed.
    var encoded: [UInt8] {
        let sorted = rows.sorted { PathBytes.precede($0.path, $1.path) }
        var text: [UInt8] = []
        text.reserveCapacity(sorted.count * 128)
        for row in sorted {
            text += Self.field(row.path).utf8
            text.append(UInt8(ascii: ","))
            text += Self.field(row.hash).utf8
            text.append(UInt8(ascii: ","))
            text += Self.field(row.size).utf8
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// The hash column for a SHA-256: URL-safe base64 without padding.
    static func hash(_ sha256: [UInt8]) -> String {
        "sha256=" + Base64URL.encode(sha256)
    }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x2c || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
