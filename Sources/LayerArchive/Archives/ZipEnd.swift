/// What the end of a zip says: where its central directory is (APPNOTE 6.3.10, sections 4.3.14 to 4.3.16).
struct ZipEnd {
    var entryCount: UInt64
    var directory: Range<Int>
    /// How many bytes stand before the zip, which its offsets do not count.
    var shift: Int
    /// How many bytes follow the zip.
    var trailing: Int

    private static let endSize = 22
    private static let locatorSize = 20
    private static let end64Size = 56

    /// Finds and checks the end records of a whole file.
    static func read(_ file: UnsafeRawBufferPointer, archive: String, rules: ZipRules) throws(LayerArchiveError)
        -> ZipEnd
    {
        let passesOver = rules.contains(.passesOverStrayBytes)
        let (offset, trailing) = try findEnd(file, archive: archive, passesOver: passesOver)
        guard let plain = EndRecord(file, at: offset) else {
            throw LayerArchiveError(.malformedArchive, archive: archive, detail: "the end record is cut")
        }
        let wide = try EndRecord.readZip64(file, before: offset, plain: plain, archive: archive, passesOver: passesOver)
        let record = wide?.record ?? plain
        guard record.disk == 0, record.directoryDisk == 0, record.entriesHere == record.entries else {
            throw LayerArchiveError(
                .unsupported,
                archive: archive,
                detail: "the zip is one part of a set on several disks"
            )
        }
        let limit = UInt64(wide?.offset ?? offset)
        let (last, overflow) = record.directoryOffset.addingReportingOverflow(record.directorySize)
        guard !overflow, last == limit || (passesOver && last < limit) else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail:
                    "the central directory does not end where the end record begins (at \(last), expected \(limit))",
                hint: "bytes before, inside or after the zip are refused; make the zip anew",
            )
        }
        let shift = Int(limit - last)
        let directory = Int(record.directoryOffset) + shift..<Int(last) + shift
        return ZipEnd(entryCount: record.entries, directory: directory, shift: shift, trailing: trailing)
    }

    /// The end record is the one whose comment reaches the end of the file; there must be one only.
    ///
    /// Where none does and bytes that belong to nothing are passed over, it is the last whose comment ends before the file does.
    private static func findEnd(_ file: UnsafeRawBufferPointer, archive: String, passesOver: Bool)
        throws(LayerArchiveError) -> (offset: Int, trailing: Int)
    {
        guard file.count >= endSize else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail: "\(file.count) bytes are too few for a zip"
            )
        }
        var found: [Int] = []
        var followed: (offset: Int, trailing: Int)?
        for offset in max(0, file.count - endSize - 0xFFFF)...(file.count - endSize) where file[offset] == 0x50 {
            var reader = ByteReader(file, at: offset)
            guard reader.read(UInt32.self) == 0x0605_4B50 else { continue }
            reader.offset = offset + 20
            guard let length = reader.read(UInt16.self) else { continue }
            let rest = file.count - (offset + endSize + Int(length))
            if rest == 0 { found.append(offset) }
            if rest > 0 { followed = (offset, rest) }
        }
        if found.isEmpty, passesOver, let followed { return followed }
        guard let offset = found.last else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail: "not a zip, or cut: no end of the central directory was found",
                hint: "download or make it anew",
            )
        }
        guard found.count == 1 else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail: "there are \(found.count) ends of a central directory"
            )
        }
        return (offset, 0)
    }

    private struct EndRecord {
        var disk: UInt32
        var directoryDisk: UInt32
        var entriesHere: UInt64
        var entries: UInt64
        var directorySize: UInt64
        var directoryOffset: UInt64

        init?(_ file: UnsafeRawBufferPointer, at offset: Int) {
            var reader = ByteReader(file, at: offset + 4)
            guard let disk = reader.read(UInt16.self), let directoryDisk = reader.read(UInt16.self),
                let here = reader.read(UInt16.self), let all = reader.read(UInt16.self),
                let size = reader.read(UInt32.self), let start = reader.read(UInt32.self)
            else { return nil }
            self.disk = UInt32(disk)
            self.directoryDisk = UInt32(directoryDisk)
            entriesHere = UInt64(here)
            entries = UInt64(all)
            directorySize = UInt64(size)
            directoryOffset = UInt64(start)
        }

        private init?(zip64 file: UnsafeRawBufferPointer, at offset: Int) {
            var reader = ByteReader(file, at: offset + 16)
            guard let disk = reader.read(UInt32.self), let directoryDisk = reader.read(UInt32.self),
                let here = reader.read(UInt64.self), let all = reader.read(UInt64.self),
                let size = reader.read(UInt64.self), let start = reader.read(UInt64.self)
            else { return nil }
            self.disk = disk
            self.directoryDisk = directoryDisk
            entriesHere = here
            entries = all
            directorySize = size
            directoryOffset = start
        }

        /// The zip64 end record, when its locator stands before the plain one; both must say the same.
        static func readZip64(
            _ file: UnsafeRawBufferPointer,
            before end: Int,
            plain: EndRecord,
            archive: String,
            passesOver: Bool,
        ) throws(LayerArchiveError) -> (record: EndRecord, offset: Int)? {
            guard end >= ZipEnd.locatorSize else { return nil }
            var reader = ByteReader(file, at: end - ZipEnd.locatorSize)
            guard reader.read(UInt32.self) == 0x0706_4B50 else { return nil }
            guard let disk = reader.read(UInt32.self), let offset = reader.read(UInt64.self),
                let disks = reader.read(UInt32.self)
            else { return nil }
            guard disk == 0, disks <= 1 else {
                throw LayerArchiveError(
                    .unsupported,
                    archive: archive,
                    detail: "the zip is one part of a set on several disks"
                )
            }
            let expected = end - ZipEnd.locatorSize - ZipEnd.end64Size
            // Bytes before the zip are not counted in its own offsets.
            guard expected >= 0, offset == UInt64(expected) || (passesOver && offset < UInt64(expected)) else {
                throw LayerArchiveError(
                    .malformedArchive,
                    archive: archive,
                    detail: "the zip64 end record is not where its locator says"
                )
            }
            var head = ByteReader(file, at: expected)
            guard head.read(UInt32.self) == 0x0606_4B50, head.read(UInt64.self) == UInt64(ZipEnd.end64Size - 12),
                let record = EndRecord(zip64: file, at: expected), record.agrees(with: plain)
            else {
                throw LayerArchiveError(.malformedArchive, archive: archive, detail: "the two end records disagree")
            }
            return (record, expected)
        }

        /// Whether each field of the plain record is the same, or says "see zip64".
        private func agrees(with plain: EndRecord) -> Bool {
            (plain.entries == 0xFFFF || plain.entries == entries)
                && (plain.entriesHere == 0xFFFF || plain.entriesHere == entriesHere)
                && (plain.directorySize == 0xFFFF_FFFF || plain.directorySize == directorySize)
                && (plain.directoryOffset == 0xFFFF_FFFF || plain.directoryOffset == directoryOffset)
        }
    }
}
