/// The fields that a central header and a local header share (APPNOTE 6.3.10, sections 4.3.7 and 4.3.12).
struct ZipHeader {
    var flags: UInt16
    var method: UInt16
    var crc32: UInt32
    var compressedSize: UInt64
    var size: UInt64
    var name: UnsafeRawBufferPointer
    /// The UTF-8 name of Info-ZIP's extra field 0x7075, with the CRC-32 of the name it replaces.
    var unicodeName: (crc: UInt32, name: UnsafeRawBufferPointer)?
    /// Of a central header: where the local header is.
    var localOffset: UInt64 = 0
    /// Of a central header: the upper half of the external attributes.
    var unixMode: UInt16 = 0
    /// Of a central header: whether a program of Unix wrote it (section 4.4.2), whose names may hold any letter.
    var isOfUnix = false
    var usesZip64 = false

    var hasDescriptor: Bool { flags & 0x0008 != 0 }
    var isUTF8: Bool { flags & 0x0800 != 0 }

    /// Why a header cannot be read.
    enum Fault: Error {
        case cut
        case signature
        case extraField
        case disk
    }

    /// Reads a central header and moves the reader behind it.
    static func central(_ reader: inout ByteReader) throws(Fault) -> ZipHeader {
        guard let signature = reader.read(UInt32.self) else { throw .cut }
        guard signature == 0x0201_4B50 else { throw .signature }
        guard let maker = reader.read(UInt16.self), reader.read(UInt16.self) != nil else { throw .cut }
        var (header, lengths) = try common(&reader)
        header.isOfUnix = maker >> 8 == 3
        guard let comment = reader.read(UInt16.self), let disk = reader.read(UInt16.self),
            reader.read(UInt16.self) != nil, let attributes = reader.read(UInt32.self),
            let offset = reader.read(UInt32.self)
        else { throw .cut }
        header.unixMode = UInt16(attributes >> 16)
        header.localOffset = UInt64(offset)
        var diskNumber = UInt32(disk)
        try header.readNameAndExtra(&reader, lengths, disk: &diskNumber)
        guard diskNumber == 0 else { throw .disk }
        guard reader.read(count: Int(comment)) != nil else { throw .cut }
        return header
    }

    /// Reads a local header and moves the reader to the entry's data.
    static func local(_ reader: inout ByteReader) throws(Fault) -> ZipHeader {
        guard let signature = reader.read(UInt32.self) else { throw .cut }
        guard signature == 0x0403_4B50 else { throw .signature }
        reader.offset += 2
        var (header, lengths) = try common(&reader)
        var disk: UInt32 = 0
        try header.readNameAndExtra(&reader, lengths, disk: &disk)
        return header
    }

    private static func common(_ reader: inout ByteReader) throws(Fault) -> (ZipHeader, (name: Int, extra: Int)) {
        guard let flags = reader.read(UInt16.self), let method = reader.read(UInt16.self),
            reader.read(UInt32.self) != nil, let crc = reader.read(UInt32.self),
            let compressed = reader.read(UInt32.self), let size = reader.read(UInt32.self),
            let nameLength = reader.read(UInt16.self), let extraLength = reader.read(UInt16.self)
        else { throw .cut }
        let header = ZipHeader(
            flags: flags,
            method: method,
            crc32: crc,
            compressedSize: UInt64(compressed),
            size: UInt64(size),
            name: UnsafeRawBufferPointer(start: nil, count: 0),
        )
        return (header, (Int(nameLength), Int(extraLength)))
    }

    private mutating func readNameAndExtra(
        _ reader: inout ByteReader,
        _ lengths: (name: Int, extra: Int),
        disk: inout UInt32,
    ) throws(Fault) {
        guard let name = reader.read(count: lengths.name), let extra = reader.read(count: lengths.extra) else {
            throw .cut
        }
        self.name = name
        var fields = ByteReader(extra)
        while fields.remaining >= 4 {
            guard let tag = fields.read(UInt16.self), let length = fields.read(UInt16.self),
                let value = fields.read(count: Int(length))
            else { throw .extraField }
            switch tag {
            case 0x0001: try readZip64(value, disk: &disk)
            case 0x7075: try readUnicodeName(value)
            default: break
            }
        }
    }

    /// Section 4.5.3: a value stands here only when the header's own field is all ones.
    private mutating func readZip64(_ value: UnsafeRawBufferPointer, disk: inout UInt32) throws(Fault) {
        guard !usesZip64 else { throw .extraField }
        usesZip64 = true
        var reader = ByteReader(value)
        for field in [\ZipHeader.size, \.compressedSize, \.localOffset] where self[keyPath: field] == 0xFFFF_FFFF {
            guard let wide = reader.read(UInt64.self) else { throw .extraField }
            self[keyPath: field] = wide
        }
        if disk == 0xFFFF {
            guard let wide = reader.read(UInt32.self) else { throw .extraField }
            disk = wide
        }
    }

    private mutating func readUnicodeName(_ value: UnsafeRawBufferPointer) throws(Fault) {
        var reader = ByteReader(value)
        guard unicodeName == nil, reader.read(UInt8.self) == 1, let crc = reader.read(UInt32.self),
            let name = reader.read(count: reader.remaining)
        else { throw .extraField }
        unicodeName = (crc, name)
    }
}
