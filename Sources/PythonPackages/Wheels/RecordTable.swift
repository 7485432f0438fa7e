internal import LayerArchive
internal import Texts

/// The rows of a `RECORD` (packaging specification "Recording installed projects": CSV with path, hash, size).
struct RecordTable: Sendable {
    /// One row.
    struct Row: Sendable, Hashable {
        var path: String
        var hash: String
        var size: String
        /// Whether another row says something else of the same path.
        var isContradicted = false

        init(path: String, hash: String, size: String) {
            (self.path, self.hash, self.size) = (path, hash, size)
        }

        /// Whether two rows say the same of the same bytes.
        static func == (first: Row, second: Row) -> Bool {
            PathBytes.areSame(first.path, second.path) && (first.hash, first.size) == (second.hash, second.size)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(BytePath(path)) }
    }

    var rows: [Row]
    /// What of the text is no row as it should be, each with its line.
    private(set) var faults: [String] = []

    init(rows: [Row]) {
        self.rows = rows
    }

    /// Reads CSV as Python's `csv` module does with its usual dialect; empty lines are passed over.
    ///
    /// Nothing is refused: of a row with another number of fields the path and the hash count, if it has them.
    init(_ bytes: [UInt8]) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        rows = []
        if hasMark { faults.append("RECORD begins with a byte order mark") }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            faults.append("RECORD is not UTF-8; nothing of it is used")
            return
        }
        var reader = CSVReader(hasMark ? Array(bytes.dropFirst(3)) : bytes)
        while let fields = reader.next() {
            guard fields != [""] else { continue }
            if fields.count != 3 {
                faults.append("RECORD, line \(reader.line): a row has \(fields.count) fields instead of 3")
            }
            let fields = fields + ["", ""]
            rows.append(Row(path: fields[0], hash: fields[1], size: fields.count == 5 ? fields[2] : ""))
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
