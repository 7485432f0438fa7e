/// The header fields at the start of `METADATA` and `WHEEL` (core metadata specification: the form of e-mail headers).
///
/// Read as Python's `email` does (RFC 5322 with what occurs): lines end with LF, CR LF or CR, names are told apart without regard to
/// case, a line that begins with white space goes on with the field before, and the first line that is no field ends them all. Bytes
/// that are no UTF-8 are replaced.
struct HeaderText {
    private var fields: [(name: String, value: String)] = []

    /// Reads up to the first line that is no field.
    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            rest = rest[line.endIndex...]
            if rest.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) { rest = rest.dropFirst() }
            rest = rest.dropFirst()
            guard add(line) else { return }
        }
    }

    /// Adds a line; false for one that is no field.
    private mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
            guard !fields.isEmpty else { return true }
            fields[fields.count - 1].value += "\n" + String(decoding: line, as: UTF8.self)
            return true
        }
        if line.starts(with: "From ".utf8) { return true }
        let name = line.prefix { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
        guard line[name.endIndex...].first == UInt8(ascii: ":") else { return false }
        let value = line[name.endIndex...].dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        fields.append((String(decoding: name, as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self)))
        return true
    }

    /// The values of a field, in order.
    func values(_ name: String) -> [String] {
        fields.filter { $0.name == name.lowercased() }.map(\.value.trimmingSpace)
    }

    /// The value of a field, of several the first; nil when it is missing.
    func first(_ name: String) -> String? { values(name).first }
}
