import Glibc
public import SystemPackage

/// Reads a tar, plain or compressed with gzip, bzip2, xz, lzma, zstd or lz4, from a file.
///
/// libarchive takes the compression away. The headers are read here (ustar, pax and GNU's long names), as it would bring names into
/// one form of Unicode, and two files of a layer would be one. One owner at a time: not `Sendable`. Reading blocks: not for the
/// cooperative pool.
public final class TarReader {
    private let input: TarInput
    private let name: String
    private var entryPath: String?
    private var isAtEnd = false
    private var failed: LayerArchiveError?
    /// The content of the last entry that was not read yet, and what fills its last block.
    private var rest: UInt64 = 0
    private var padding = 0
    /// Records of pax headers that count for all entries that follow.
    private var globalRecords = PaxRecords()

    /// The most bytes of a header that is no entry: names and attributes.
    private static let headerLimit: UInt64 = 8 << 20

    /// Opens a tar.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - name: the tar's name, for messages; the path when nil.
    ///   - sizeLimit: so many bytes are taken out of the compression at most, whatever they are: entries, headers, skipped content.
    /// - Throws: `LayerArchiveError`: `noInput` when the file cannot be opened.
    public init(_ path: FilePath, name: String? = nil, sizeLimit: UInt64 = .max) throws(LayerArchiveError) {
        self.name = name ?? path.string
        let accessible = path.withPlatformString { access($0, R_OK) }
        guard accessible == 0 else {
            throw LayerArchiveError(.noInput, archive: self.name, detail: "cannot be read: \(Errno(rawValue: errno))")
        }
        input = try TarInput(path, name: self.name, sizeLimit: sizeLimit)
    }

    /// The next entry, or nil after the last; content of the entry before that was not read is skipped.
    ///
    /// - Throws: `LayerArchiveError` when the tar is damaged or cut, at this and every further call.
    public func next() throws(LayerArchiveError) -> TarEntry? {
        if let failed { throw failed }
        guard !isAtEnd else { return nil }
        do throws(LayerArchiveError) {
            entryPath = nil
            try skip()
            let entry = try readEntry()
            isAtEnd = entry == nil
            return entry
        } catch {
            failed = error
            throw error
        }
    }

    /// Reads the content of the entry that ``next()`` gave last.
    ///
    /// - Parameter sink: takes the content in pieces of at most 256 KiB; the pointer is valid only inside the call.
    /// - Throws: `LayerArchiveError` when the tar is damaged or cut; what `sink` throws.
    public func readContent(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        if let failed { throw failed }
        while rest > 0 {
            let piece: UnsafeRawBufferPointer
            do throws(LayerArchiveError) {
                piece = try input.piece(atMost: Int(min(rest, 1 << 18)))
                guard !piece.isEmpty else { throw cut() }
            } catch {
                failed = error
                throw error
            }
            rest -= UInt64(piece.count)
            try sink(piece)
        }
    }

    private func skip() throws(LayerArchiveError) {
        while rest > 0 {
            let piece = try input.piece(atMost: Int(min(rest, 1 << 18)))
            guard !piece.isEmpty else { throw cut() }
            rest -= UInt64(piece.count)
        }
        while padding > 0 {
            let piece = try input.piece(atMost: padding)
            guard !piece.isEmpty else { throw cut() }
            padding -= piece.count
        }
    }

    private func cut() -> LayerArchiveError { failure(.malformedArchive, "the tar is damaged: it is cut") }

    private func failure(_ code: LayerArchiveError.Code, _ detail: String) -> LayerArchiveError {
        LayerArchiveError(code, archive: name, entry: entryPath, detail: detail)
    }
}

// MARK: - headers

extension TarReader {
    /// Reads headers up to the next entry's; nil at the two empty blocks that end a tar.
    private func readEntry() throws(LayerArchiveError) -> TarEntry? {
        var records = globalRecords
        while true {
            guard let header = try readHeader() else { return nil }
            switch header.type {
            case UInt8(ascii: "x"): try read(header, into: &records)
            case UInt8(ascii: "g"):
                try read(header, into: &globalRecords)
                try read(globalRecords, below: &records)
            case UInt8(ascii: "V"): _ = try readBytes(header)
            case UInt8(ascii: "L"): records.longName = try readText(header)
            case UInt8(ascii: "K"): records.longLink = try readText(header)
            default: return try entry(header, records)
            }
        }
    }

    private func readHeader() throws(LayerArchiveError) -> TarBlock? {
        let isFirst = !input.hasGiven
        guard let block = try input.block() else {
            if !isFirst, input.isCompressed { return nil }
            throw isFirst ? failure(.malformedArchive, "unrecognized archive format") : withoutEnd()
        }
        if block.isEmpty {
            guard try input.block()?.isEmpty ?? input.isCompressed else { throw withoutEnd() }
            return nil
        }
        guard block.hasChecksum else {
            let what = isFirst ? "unrecognized archive format" : "a header has a wrong checksum"
            throw failure(.malformedArchive, "the tar is damaged: \(what)")
        }
        return block
    }

    /// Compression has an end of its own; without it nothing but the blocks at the end would tell that a tar was cut.
    private func withoutEnd() -> LayerArchiveError {
        failure(.malformedArchive, "the tar is cut: the two empty blocks at its end are missing")
    }

    private func size(_ header: TarBlock) throws(LayerArchiveError) -> UInt64 {
        guard let size = header.number(124..<136), size >= 0 else {
            throw failure(.malformedArchive, "its owner, group or size is out of range")
        }
        return UInt64(size)
    }

    /// The content of a header that is no entry.
    private func readBytes(_ header: TarBlock) throws(LayerArchiveError) -> [UInt8] {
        rest = try size(header)
        guard rest <= Self.headerLimit else {
            throw failure(.tooLarge, "a header has \(rest) bytes, more than \(Self.headerLimit)")
        }
        padding = Self.padding(after: rest)
        var bytes: [UInt8] = []
        while rest > 0 {
            let piece = try input.piece(atMost: Int(rest))
            guard !piece.isEmpty else { throw cut() }
            bytes.append(contentsOf: piece)
            rest -= UInt64(piece.count)
        }
        try skip()
        return bytes
    }

    private func readText(_ header: TarBlock) throws(LayerArchiveError) -> [UInt8] {
        Array(try readBytes(header).prefix { $0 != 0 })
    }

    private func read(_ header: TarBlock, into records: inout PaxRecords) throws(LayerArchiveError) {
        guard records.read(try readBytes(header)) else {
            throw failure(.malformedArchive, "the tar is damaged: a pax header is malformed")
        }
    }

    private static func padding(after size: UInt64) -> Int { Int((512 - size % 512) % 512) }

    private func entry(_ header: TarBlock, _ records: PaxRecords) throws(LayerArchiveError) -> TarEntry {
        let bytes = records.path ?? records.longName ?? header.path
        guard let path = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw failure(.unsafePath, "an entry's name is no UTF-8")
        }
        entryPath = path
        guard !records.isSparse, header.type != UInt8(ascii: "S") else {
            throw failure(.unsupported, "a sparse file")
        }
        let kind = try kind(header, records, path)
        let stored: UInt64
        if let size = records.size { stored = size } else { stored = try size(header) }
        // Only files have content; of a hard link some programs write the size of the file that it is a name of.
        let hasContent = kind == .file
        rest = hasContent ? stored : 0
        padding = Self.padding(after: rest)
        guard let owner = UInt32(exactly: records.owner ?? header.number(108..<116) ?? -1),
            let group = UInt32(exactly: records.group ?? header.number(116..<124) ?? -1),
            let mode = header.number(100..<108), let time = records.time ?? header.number(136..<148)
        else { throw failure(.malformedArchive, "its owner, group or size is out of range") }
        return TarEntry(
            path: path,
            kind: kind,
            mode: UInt16(truncatingIfNeeded: mode & 0o7777),
            owner: owner,
            group: group,
            modificationTime: time,
            size: hasContent ? stored : 0,
            extendedAttributes: records.attributes,
        )
    }

    private func kind(_ header: TarBlock, _ records: PaxRecords, _ path: String) throws(LayerArchiveError)
        -> TarEntry.Kind
    {
        switch header.type {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
            // Before POSIX a folder was a file whose name ends with a slash.
            return path.utf8.last == UInt8(ascii: "/") ? .directory : .file
        case UInt8(ascii: "1"): return .hardLink(target: try target(header, records, "hard link"))
        case UInt8(ascii: "2"): return .symbolicLink(target: try target(header, records, "link"))
        case UInt8(ascii: "3"): return .characterDevice(major: device(header, 329), minor: device(header, 337))
        case UInt8(ascii: "4"): return .blockDevice(major: device(header, 329), minor: device(header, 337))
        case UInt8(ascii: "5"): return .directory
        case UInt8(ascii: "6"): return .pipe
        default: throw failure(.unsupported, "an entry of an unknown kind")
        }
    }

    private func target(_ header: TarBlock, _ records: PaxRecords, _ what: String) throws(LayerArchiveError) -> String {
        let bytes = records.linkPath ?? records.longLink ?? header.text(157..<257)
        guard let target = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw failure(.unsafePath, "the target of the \(what) is no UTF-8")
        }
        return target
    }

    private func device(_ header: TarBlock, _ offset: Int) -> UInt64 {
        UInt64(max(header.number(offset..<offset + 8) ?? 0, 0))
    }

    /// What counts for all entries counts for the next one where that has no record of its own.
    private func read(_ global: PaxRecords, below records: inout PaxRecords) throws(LayerArchiveError) {
        records = records.over(global)
    }
}
