internal import CLibArchive
import Glibc
import SystemPackage

/// The bytes of a tar without its compression, which libarchive takes away.
final class TarInput {
    private let archive: OpaquePointer
    private let name: String
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    /// The part of the buffer that was not given yet.
    private var ready = 0..<0
    /// Whether anything was given.
    private(set) var hasGiven = false
    /// Whether there is a compression, whose end libarchive checks.
    private(set) var isCompressed = false

    /// So many bytes are still read.
    private var left: UInt64
    private let sizeLimit: UInt64

    init(_ path: FilePath, name: String, sizeLimit: UInt64) throws(LayerArchiveError) {
        self.sizeLimit = sizeLimit
        left = sizeLimit
        guard let archive = archive_read_new() else { fatalError("out of memory for an archive reader") }
        self.archive = archive
        self.name = name
        // Not `filter_all`: some of its filters start programs of the machine.
        let filters = [
            archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
            archive_read_support_filter_lzma, archive_read_support_filter_zstd, archive_read_support_filter_lz4,
        ]
        for add in filters { try check(add(archive), "no support for a compression") }
        try check(archive_read_support_format_raw(archive), "no support for plain bytes")
        try check(path.withPlatformString { archive_read_open_filename(archive, $0, 1 << 18) }, "cannot be opened")
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return }
        try check(status, "the tar is damaged")
        isCompressed = archive_filter_code(archive, 0) != ARCHIVE_FILTER_NONE
    }

    deinit {
        archive_read_free(archive)
        buffer.deallocate()
    }

    /// The next bytes, at least one of them; none at the end of the file.
    ///
    /// They are valid until the next call.
    func piece(atMost count: Int) throws(LayerArchiveError) -> UnsafeRawBufferPointer {
        if ready.isEmpty {
            let read = archive_read_data(archive, buffer.baseAddress, buffer.count)
            guard read >= 0 else { throw failure("its content is damaged or cut") }
            guard UInt64(read) <= left else {
                let detail = "it has more than \(sizeLimit) bytes, which is all that is read of it"
                throw LayerArchiveError(.tooLarge, archive: name, detail: detail)
            }
            left -= UInt64(read)
            ready = 0..<read
        }
        let piece = UnsafeRawBufferPointer(rebasing: buffer[ready.prefix(count)])
        ready = ready.dropFirst(piece.count)
        if !piece.isEmpty { hasGiven = true }
        return piece
    }

    /// The next block of 512 bytes; nil at the end of the file.
    func block() throws(LayerArchiveError) -> TarBlock? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        while bytes.count < 512 {
            let piece = try piece(atMost: 512 - bytes.count)
            if piece.isEmpty, bytes.isEmpty { return nil }
            guard !piece.isEmpty else {
                let detail = "\(bytes.count) bytes are too few for a header: unrecognized archive format, or cut"
                throw LayerArchiveError(.malformedArchive, archive: name, detail: detail)
            }
            bytes.append(contentsOf: piece)
        }
        return TarBlock(bytes: bytes)
    }

    private func check(_ status: Int32, _ what: String) throws(LayerArchiveError) {
        guard status == ARCHIVE_OK else { throw failure(what) }
    }

    private func failure(_ what: String) -> LayerArchiveError {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        return LayerArchiveError(.malformedArchive, archive: name, detail: "\(what): \(reason)")
    }
}
