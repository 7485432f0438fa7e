/// The header fields at the start of `METADATA` and `WHEEL` (core metadata specification: the form of e-mail headers).
struct HeaderText {
    private var fields: [(name: String, value: String)] = []

    /// Reads up to the first empty line; lines that begin with white space continue the field before.
    init(_ bytes: [UInt8]) {
        // Most of a METADATA is a project's description, which follows the fields.
        for line in String(decoding: Self.head(of: bytes), as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        ) {
            if line.isEmpty { break }
            if let first = line.first, first == " " || first == "\t" {
                if !fields.isEmpty { fields[fields.count - 1].value += "\n" + line }
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                fields.append((line[..<colon].lowercased(), String(value)))
            }
        }
    }

    /// The bytes before the first empty line that line feeds end, if there is one.
    private static func head(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        let lineFeed = UInt8(ascii: "\n")
        for (index, byte) in bytes.enumerated().dropFirst() where byte == lineFeed && bytes[index - 1] == lineFeed {
            return bytes[..<index]
        }
        return bytes[...]
    }

    /// The values of a field, in order.
    func values(_ name: String) -> [String] {
        fields.filter { $0.name == name.lowercased() }.map { field in
            String(field.value.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
    }

    /// The value of a field that occurs once; nil when it is missing or occurs again.
    func single(_ name: String) -> String? {
        let all = values(name)
        return all.count == 1 ? all[0] : nil
    }
}
