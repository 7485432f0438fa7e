internal import CLibArchive
import Glibc
public import SystemPackage

/// Reads a tar, plain or compressed with gzip, bzip2, xz, lzma, zstd or lz4, from a file with libarchive.
///
/// One owner at a time: not `Sendable`. Reading blocks: not for the cooperative pool.
public final class TarReader {
    private let archive: OpaquePointer
    private let utf8: locale_t?
    private let name: String
    private let path: FilePath
    private var entryPath: String?
    private var isAtEnd = false

    /// Opens a tar.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - name: the tar's name, for messages; the path when nil.
    /// - Throws: `LayerArchiveError`: `noInput` when the file cannot be opened.
    public init(_ path: FilePath, name: String? = nil) throws(LayerArchiveError) {
        guard let archive = archive_read_new() else { fatalError("out of memory for an archive reader") }
        self.archive = archive
        self.name = name ?? path.string
        self.path = path
        // libarchive converts the names of pax headers to the locale's encoding, and loses what the C locale lacks.
        utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let accessible = path.withPlatformString { access($0, R_OK) }
        guard accessible == 0 else {
            throw LayerArchiveError(.noInput, archive: self.name, detail: "cannot be read: \(Errno(rawValue: errno))")
        }
        // Not `filter_all`: some of its filters start programs of the machine.
        let filters = [
            archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
            archive_read_support_filter_lzma, archive_read_support_filter_zstd, archive_read_support_filter_lz4,
        ]
        for add in filters { try check(add(archive), "no support for a compression") }
        try check(archive_read_support_format_tar(archive), "no support for tar")
        let status = withUTF8 { path.withPlatformString { archive_read_open_filename(archive, $0, 1 << 18) } }
        try check(status, "cannot be opened")
    }

    deinit {
        archive_read_free(archive)
        if let utf8 { freelocale(utf8) }
    }

    /// The next entry, or nil after the last; content of the entry before that was not read is skipped.
    ///
    /// - Throws: `LayerArchiveError` when the tar is damaged or cut, at this and every further call.
    public func next() throws(LayerArchiveError) -> TarEntry? {
        guard !isAtEnd else { return nil }
        entryPath = nil
        var pointer: OpaquePointer?
        let status = withUTF8 { archive_read_next_header(archive, &pointer) }
        if status == ARCHIVE_EOF {
            try checkEnd()
            isAtEnd = true
            return nil
        }
        try check(status, "the tar is damaged")
        guard let pointer else { throw failure(.malformedArchive, "an entry without a header") }
        let entry = try withUTF8 { () throws(LayerArchiveError) in try describe(pointer) }
        entryPath = entry.path
        return entry
    }

    /// Reads the content of the entry that ``next()`` gave last, holes of sparse files as zeros.
    ///
    /// - Parameter sink: takes the content in pieces of at most 256 KiB; the pointer is valid only inside the call.
    /// - Throws: `LayerArchiveError` when the tar is damaged or cut; what `sink` throws.
    public func readContent(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
            guard count != 0 else { return }
            guard count > 0 else { throw libraryFailure("its content is damaged or cut") }
            try sink(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// libarchive takes the end of the file for the end of the tar; without compression nothing else would notice the
    /// cut.
    private func checkEnd() throws(LayerArchiveError) {
        guard archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE else { return }
        let tail: [UInt8]?
        do {
            let file = try FileDescriptor.open(path, .readOnly)
            tail = try file.closeAfter {
                let size = try file.seek(offset: 0, from: .end)
                guard size >= 1024 else { return nil }
                return try [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
                    count = try file.read(fromAbsoluteOffset: size - 1024, into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
        } catch {
            throw failure(.inputOutput, "cannot be read: \(error)")
        }
        guard let tail, tail.count == 1024, tail.allSatisfy({ $0 == 0 }) else {
            throw failure(.malformedArchive, "the tar is cut: the two empty blocks at its end are missing")
        }
    }

    private func check(_ status: Int32, _ what: String) throws(LayerArchiveError) {
        guard status == ARCHIVE_OK else { throw libraryFailure(what) }
    }

    private func libraryFailure(_ what: String) -> LayerArchiveError {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        return failure(.malformedArchive, "\(what): \(reason)")
    }

    private func failure(_ code: LayerArchiveError.Code, _ detail: String) -> LayerArchiveError {
        LayerArchiveError(code, archive: name, entry: entryPath, detail: detail)
    }

    private func withUTF8<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard let utf8 else { return try body() }
        let before = uselocale(utf8)
        defer { uselocale(before) }
        return try body()
    }
}

extension TarReader {
    private func describe(_ entry: OpaquePointer) throws(LayerArchiveError) -> TarEntry {
        guard let path = text(archive_entry_pathname(entry)) else {
            throw failure(.unsafePath, "an entry's name is no UTF-8")
        }
        entryPath = path
        guard let owner = UInt32(exactly: archive_entry_uid(entry)),
            let group = UInt32(exactly: archive_entry_gid(entry)),
            let size = UInt64(exactly: archive_entry_size(entry))
        else {
            throw failure(.malformedArchive, "its owner, group or size is out of range")
        }
        return TarEntry(
            path: path,
            kind: try kind(of: entry),
            mode: UInt16(archive_entry_perm(entry) & 0o7777),
            owner: owner,
            group: group,
            modificationTime: Int64(archive_entry_mtime(entry)),
            size: size,
            extendedAttributes: attributes(of: entry),
        )
    }

    private func kind(of entry: OpaquePointer) throws(LayerArchiveError) -> TarEntry.Kind {
        if archive_entry_hardlink(entry) != nil {
            guard let target = text(archive_entry_hardlink(entry)) else {
                throw failure(.unsafePath, "the target of the hard link is no UTF-8")
            }
            return .hardLink(target: target)
        }
        switch archive_entry_filetype(entry) {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        case S_IFLNK:
            guard let target = text(archive_entry_symlink(entry)) else {
                throw failure(.unsafePath, "the target of the link is no UTF-8")
            }
            return .symbolicLink(target: target)
        case S_IFCHR:
            return .characterDevice(
                major: UInt64(archive_entry_rdevmajor(entry)),
                minor: UInt64(archive_entry_rdevminor(entry)),
            )
        case S_IFBLK:
            return .blockDevice(
                major: UInt64(archive_entry_rdevmajor(entry)),
                minor: UInt64(archive_entry_rdevminor(entry)),
            )
        case S_IFIFO: return .pipe
        case S_IFSOCK: return .socket
        default: throw failure(.unsupported, "an entry of an unknown kind")
        }
    }

    private func attributes(of entry: OpaquePointer) -> [String: [UInt8]] {
        var attributes: [String: [UInt8]] = [:]
        guard archive_entry_xattr_reset(entry) > 0 else { return attributes }
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK {
            guard let name else { continue }
            attributes[String(cString: name)] = Array(UnsafeRawBufferPointer(start: value, count: size))
        }
        return attributes
    }

    private func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.flatMap { String(validatingCString: $0) }
    }
}
