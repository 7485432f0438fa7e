/// The local side of an entry: its header, its data and its data descriptor, checked against the central directory.
enum ZipLocal {
    /// Where an entry lies: its data, and all that belongs to it.
    struct Place {
        var data: Range<Int>
        var span: Range<Int>
    }

    /// Finds an entry's data; the local header and the descriptor must agree with the central header.
    static func check(
        _ central: ZipHeader,
        in file: UnsafeRawBufferPointer,
        before end: Int,
        archive: String,
        name: String,
        passesOver: Bool,
    ) throws(LayerArchiveError) -> Place {
        func fail(_ detail: String) -> LayerArchiveError {
            LayerArchiveError(.malformedArchive, archive: archive, entry: name, detail: detail)
        }
        guard central.localOffset < UInt64(end) else {
            throw fail("its local header lies outside of the file's entries")
        }
        let start = Int(central.localOffset)
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: file[..<end]), at: start)
        let local: ZipHeader
        do {
            local = try ZipHeader.local(&reader)
        } catch {
            throw fail("local header: \(ZipDirectory.words(error))")
        }
        if let field = disagreement(central, local, passesOver: passesOver) {
            throw fail("the local header and the central directory disagree on the \(field)")
        }
        guard central.compressedSize <= UInt64(reader.remaining) else {
            throw fail("its \(central.compressedSize) bytes reach beyond the file's entries")
        }
        let data = reader.offset..<reader.offset + Int(central.compressedSize)
        reader.offset = data.upperBound
        if central.hasDescriptor {
            let length = descriptorLength(central, at: reader)
            guard length != nil || passesOver else {
                throw fail("the data descriptor and the central directory disagree")
            }
            reader.offset += length ?? 0
        }
        return Place(data: data, span: start..<reader.offset)
    }

    private static func disagreement(_ central: ZipHeader, _ local: ZipHeader, passesOver: Bool) -> String? {
        if !central.name.elementsEqual(local.name) { return "name" }
        if central.method != local.method { return "method" }
        // Encryption and patching would make other content of the same bytes; the rest is what the central directory says.
        if passesOver { return (central.flags ^ local.flags) & 0x2061 != 0 ? "flags" : nil }
        if (central.flags ^ local.flags) & 0x2869 != 0 { return "flags" }
        if let unicode = local.unicodeName, central.unicodeName.map({ $0.name.elementsEqual(unicode.name) }) != true {
            return "name"
        }
        // With a descriptor the local values may be left out (section 4.4.4, bit 3), but not be others.
        let same = { (local: UInt64, central: UInt64) in local == central || local == 0 }
        if central.hasDescriptor {
            if !same(UInt64(local.crc32), UInt64(central.crc32)) { return "CRC-32" }
            return same(local.compressedSize, central.compressedSize) && same(local.size, central.size) ? nil : "sizes"
        }
        if central.crc32 != local.crc32 { return "CRC-32" }
        return central.compressedSize == local.compressedSize && central.size == local.size ? nil : "sizes"
    }

    /// The length of a descriptor that says what the central header says, in any of its four forms (section 4.3.9).
    private static func descriptorLength(_ central: ZipHeader, at start: ByteReader) -> Int? {
        for hasSignature in [true, false] {
            for isWide in [false, true] {
                var reader = start
                if hasSignature, reader.read(UInt32.self) != 0x0807_4B50 { continue }
                guard reader.read(UInt32.self) == central.crc32 else { continue }
                let sizes =
                    isWide
                    ? (reader.read(UInt64.self), reader.read(UInt64.self))
                    : (reader.read(UInt32.self).map(UInt64.init), reader.read(UInt32.self).map(UInt64.init))
                guard sizes == (central.compressedSize, central.size) else { continue }
                if isEnd(of: reader) { return reader.offset - start.offset }
            }
        }
        return nil
    }

    /// Whether what follows is the next local header, or the end of the entries.
    private static func isEnd(of reader: ByteReader) -> Bool {
        var next = reader
        return next.remaining == 0 || next.read(UInt32.self) == 0x0403_4B50
    }
}
