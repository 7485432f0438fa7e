import LayerArchive

/// Makes zips byte by byte, with every field open to lies.
struct ZipBuilder {
    /// The fields of a header.
    struct Fields {
        var flags: UInt16 = 0x0800
        var method: UInt16 = 0
        var crc: UInt32
        var compressedSize: UInt32
        var size: UInt32
        var name: [UInt8]
        var extra: [UInt8] = []
        var mode: UInt16 = 0o100644
        var disk: UInt16 = 0
        var offset: UInt32?
    }

    struct Entry {
        var local: Fields
        var central: Fields
        var data: [UInt8]
        var descriptor: [UInt8] = []
        var isListed = true

        init(_ name: String, _ content: String = "content", mode: UInt16 = 0o100644) {
            self.init(name: Array(name.utf8), Array(content.utf8), mode: mode)
        }

        init(name: [UInt8], _ content: [UInt8], mode: UInt16 = 0o100644) {
            let size = UInt32(content.count)
            local = Fields(
                crc: CRC32.checksum(content),
                compressedSize: size,
                size: size,
                name: name,
                mode: mode,
            )
            central = local
            data = content
        }

        /// The same entry after a change to both of its headers.
        func both(_ change: (inout Fields) -> Void) -> Entry {
            var entry = self
            change(&entry.local)
            change(&entry.central)
            return entry
        }

        func changed(_ change: (inout Entry) -> Void) -> Entry {
            var entry = self
            change(&entry)
            return entry
        }

        /// The content as one stored block of deflate.
        func deflated() -> Entry {
            changed { entry in
                let length = UInt16(entry.data.count)
                entry.data = [1] + little(length) + little(~length) + entry.data
                entry.local.method = 8
                entry.central.method = 8
                entry.local.compressedSize = UInt32(entry.data.count)
                entry.central.compressedSize = UInt32(entry.data.count)
            }
        }
    }

    /// The fields of the end record.
    struct End {
        var disk: UInt16 = 0
        var entriesHere: UInt16?
        var entries: UInt16?
        var size: UInt32?
        var offset: UInt32?
        var comment: [UInt8] = []
        /// The entries of a zip64 end record, which is written when this is set.
        var wideEntries: UInt64?
        var wideDisk: UInt32 = 0
        /// What the zip64 locator says more than the record's true place.
        var locatorShift: UInt64 = 0
        var commentLength: UInt16?
    }

    var entries: [Entry]
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []
    var end = End()

    init(_ entries: [Entry]) {
        self.entries = entries
    }

    func changed(_ change: (inout ZipBuilder) -> Void) -> ZipBuilder {
        var builder = self
        change(&builder)
        return builder
    }

    func bytes() -> [UInt8] {
        var bytes = prefix
        var directory: [UInt8] = []
        var listed: UInt16 = 0
        for entry in entries {
            let offset = UInt32(bytes.count)
            bytes += localHeader(entry.local) + entry.data + entry.descriptor
            guard entry.isListed else { continue }
            listed += 1
            directory += centralHeader(entry.central, offset: entry.central.offset ?? offset)
        }
        let start = UInt32(bytes.count)
        bytes += directory
        if let entries = end.wideEntries {
            let place = UInt64(bytes.count) + end.locatorShift
            bytes += little(0x0606_4B50 as UInt32) + little(44 as UInt64) + little(45 as UInt16) + little(45 as UInt16)
            bytes += little(end.wideDisk) + little(0 as UInt32) + little(entries) + little(entries)
            bytes += little(UInt64(directory.count)) + little(UInt64(start))
            bytes += little(0x0706_4B50 as UInt32) + little(0 as UInt32) + little(place) + little(1 as UInt32)
        }
        bytes += little(0x0605_4B50 as UInt32) + little(end.disk) + little(0 as UInt16)
        bytes += little(end.entriesHere ?? end.entries ?? listed) + little(end.entries ?? listed)
        bytes += little(end.size ?? UInt32(directory.count)) + little(end.offset ?? start)
        return bytes + little(end.commentLength ?? UInt16(end.comment.count)) + end.comment + suffix
    }

    private func localHeader(_ fields: Fields) -> [UInt8] {
        little(0x0403_4B50 as UInt32) + little(20 as UInt16) + common(fields) + fields.name + fields.extra
    }

    private func centralHeader(_ fields: Fields, offset: UInt32) -> [UInt8] {
        little(0x0201_4B50 as UInt32) + little(0x0314 as UInt16) + little(20 as UInt16) + common(fields)
            + little(0 as UInt16) + little(fields.disk) + little(0 as UInt16) + little(UInt32(fields.mode) << 16)
            + little(offset) + fields.name + fields.extra
    }

    private func common(_ fields: Fields) -> [UInt8] {
        little(fields.flags) + little(fields.method) + little(0x5A21_0000 as UInt32) + little(fields.crc)
            + little(fields.compressedSize) + little(fields.size) + little(UInt16(fields.name.count))
            + little(UInt16(fields.extra.count))
    }
}

/// A number's bytes, the lowest first.
func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
