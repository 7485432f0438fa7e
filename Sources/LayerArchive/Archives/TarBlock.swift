/// One block of 512 bytes of a tar, as a header (POSIX.1-2024, pax, "ustar Interchange Format").
struct TarBlock {
    let bytes: [UInt8]

    var type: UInt8 { bytes[156] }

    var isEmpty: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Whether the checksum is right: that of the bytes, or as old programs counted it of signed ones.
    var hasChecksum: Bool {
        guard let said = number(148..<156) else { return false }
        var sum: Int64 = 0
        var signed: Int64 = 0
        for (index, byte) in bytes.enumerated() {
            let byte = (148..<156).contains(index) ? UInt8(ascii: " ") : byte
            sum += Int64(byte)
            signed += Int64(Int8(bitPattern: byte))
        }
        return said == sum || said == signed
    }

    /// The name, with the prefix that ustar keeps apart.
    var path: [UInt8] {
        let name = text(0..<100)
        guard bytes[257..<263].elementsEqual("ustar\0".utf8) else { return name }
        let prefix = text(345..<500)
        return prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
    }

    /// A field up to its first NUL.
    func text(_ field: Range<Int>) -> [UInt8] { Array(bytes[field].prefix { $0 != 0 }) }

    /// A number: octal digits with spaces or NULs around them, or GNU's base 256; 0 for an empty field, nil for what is none.
    func number(_ field: Range<Int>) -> Int64? {
        let bytes = bytes[field]
        if let first = bytes.first, first & 0x80 != 0 { return Self.wide(bytes, isNegative: first & 0x40 != 0) }
        let digits = bytes.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        var value: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
            value = value << 3 | Int64(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func wide(_ bytes: ArraySlice<UInt8>, isNegative: Bool) -> Int64? {
        var value: Int64 = isNegative ? -1 : 0
        for (index, byte) in bytes.enumerated() {
            let byte = index == 0 ? (isNegative ? byte | 0x80 : byte & 0x7F) : byte
            guard value >> 55 == (isNegative ? -1 : 0) else { return nil }
            value = value << 8 | Int64(byte)
        }
        return value
    }
}

/// What pax headers and GNU's long names say of an entry instead of its own header.
struct PaxRecords {
    var path: [UInt8]?
    var linkPath: [UInt8]?
    var longName: [UInt8]?
    var longLink: [UInt8]?
    var size: UInt64?
    var owner: Int64?
    var group: Int64?
    var time: Int64?
    var attributes: [String: [UInt8]] = [:]
    var isSparse = false

    /// Reads the records of one header; false when they are malformed.
    mutating func read(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let first = rest.first, first != 0 {
            let digits = rest.prefix { $0 != UInt8(ascii: " ") }
            guard digits.count <= 9, let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 2,
                length <= rest.count
            else { return false }
            let record = rest.prefix(length).dropFirst(digits.count + 1)
            guard record.last == UInt8(ascii: "\n"), let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                return false
            }
            let key = String(decoding: record[..<equals], as: UTF8.self)
            guard take(key, Array(record[record.index(after: equals)...].dropLast())) else { return false }
            rest = rest.dropFirst(length)
        }
        return true
    }

    private mutating func take(_ key: String, _ value: [UInt8]) -> Bool {
        switch key {
        case "path": path = value.isEmpty ? nil : value
        case "linkpath": linkPath = value.isEmpty ? nil : value
        case "size":
            size = UInt64(String(decoding: value, as: UTF8.self))
            return size != nil && size ?? 0 < 1 << 62
        case "uid":
            owner = Int64(String(decoding: value, as: UTF8.self))
            return owner != nil
        case "gid":
            group = Int64(String(decoding: value, as: UTF8.self))
            return group != nil
        case "mtime":
            time = Int64(String(decoding: value.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self))
            return time != nil
        default:
            if key.hasPrefix("GNU.sparse.") { isSparse = true }
            if key.hasPrefix("SCHILY.xattr.") { attributes[String(key.dropFirst("SCHILY.xattr.".count))] = value }
        }
        return true
    }

    /// These records, and those of others where there is none of these.
    func over(_ others: PaxRecords) -> PaxRecords {
        var all = self
        all.path = path ?? others.path
        all.linkPath = linkPath ?? others.linkPath
        all.size = size ?? others.size
        all.owner = owner ?? others.owner
        all.group = group ?? others.group
        all.time = time ?? others.time
        all.attributes = others.attributes.merging(attributes) { $1 }
        all.isSparse = isSparse || others.isSparse
        return all
    }
}
