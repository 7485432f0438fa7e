/// Reads comma-separated values row by row (RFC 4180; line ends of any kind).
///
/// Works on bytes: the characters that separate are ASCII, and a RECORD can have tens of thousands of rows.
struct CSVReader {
    private let bytes: [UInt8]
    private var place = 0
    /// The line of the row that was read last, from 1.
    private(set) var line = 0

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// A reader of a text, which must be UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The fields of the next row; nil at the end.
    mutating func next() -> [String]? {
        guard place < bytes.count else { return nil }
        line += 1
        var fields: [String] = []
        while true {
            fields.append(field())
            guard place < bytes.count else { return fields }
            let separator = bytes[place]
            place += 1
            if separator == Self.carriageReturn, place < bytes.count, bytes[place] == Self.lineFeed { place += 1 }
            if separator != Self.comma { return fields }
        }
    }

    private mutating func field() -> String {
        place < bytes.count && bytes[place] == Self.quote ? quotedField() : plainField()
    }

    private mutating func plainField() -> String {
        let start = place
        while place < bytes.count, !isSeparator(bytes[place]) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Text behind a closing quote belongs to the field, and a quote that is never closed to all that follows, as in Python.
    private mutating func quotedField() -> String {
        var text: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            guard byte == Self.quote else {
                text.append(byte)
                continue
            }
            guard place < bytes.count, bytes[place] == Self.quote else {
                return String(decoding: text, as: UTF8.self) + plainField()
            }
            text.append(byte)
            place += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn
    }
}
