internal import ContentStore
internal import Glibc
internal import Hummingbird
internal import NIOCore
internal import SystemPackage

/// A blob's file, open for reading for as long as this value is in use.
///
/// Open before the answer begins: a blob that is collected meanwhile is still sent whole.
final class BlobFile: Sendable {
    /// The open file, as what sends it needs it.
    let handle: NIOFileHandle
    private let descriptor: Int32
    private let path: FilePath

    /// Opens the file; blocks.
    ///
    /// - Parameter path: where it is.
    /// - Throws: `StoreError` with code `system`.
    init(_ path: FilePath) throws(StoreError) {
        self.path = path
        descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        guard descriptor >= 0 else { throw StoreError(.system(Errno(rawValue: errno)), at: path) }
        handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: descriptor)
    }

    deinit {
        try? handle.close()
    }

    /// A body that sends a part of the file.
    ///
    /// - Parameters:
    ///   - range: the part, which must be there.
    ///   - disk: where reading blocks.
    ///   - channel: the connection that is written to.
    /// - Returns: the body.
    func body(_ range: Range<Int64>, _ disk: DiskThreads, _ channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: range.count) { [self] writer in
            if let socket = try await FileSending(channel) {
                try await socket.send(self, range, disk)
            } else {
                try await copy(range, disk, channel, to: &writer)
            }
            try await writer.finish(nil)
        }
    }

    private static let pieceSize: Int64 = 256 << 10

    /// Copies a part through memory, as encryption must: the next piece is read while one is sent.
    private func copy(
        _ range: Range<Int64>,
        _ disk: DiskThreads,
        _ channel: any Channel,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        var place = range.lowerBound
        var reading = begin(at: place, range.upperBound, disk, channel)
        while let piece = try await reading?.get() {
            place += Int64(piece.readableBytes)
            reading = begin(at: place, range.upperBound, disk, channel)
            try await writer.write(piece)
        }
    }

    private func begin(
        at place: Int64,
        _ end: Int64,
        _ disk: DiskThreads,
        _ channel: any Channel
    ) -> EventLoopFuture<ByteBuffer>? {
        guard place < end else { return nil }
        let length = Int(min(Self.pieceSize, end - place))
        return disk.begin(on: channel.eventLoop) { [self] in try read(at: place, length) }
    }

    /// Reads a piece; blocks.
    func read(at place: Int64, _ length: Int) throws(StoreError) -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: length)
        var filled = 0
        while filled < length {
            let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: length - filled) { free in
                max(0, pread(descriptor, free.baseAddress, length - filled, off_t(place) + filled))
            }
            guard count > 0 else { throw StoreError(.system(.ioError), at: path) }
            filled += count
        }
        return buffer
    }

    /// Brings a part from the disk into the system's memory; blocks until it is there.
    func load(_ range: Range<Int64>) {
        posix_fadvise(descriptor, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_WILLNEED)
        // The advice returns at once; the last byte comes when what is before it has.
        var last: UInt8 = 0
        _ = pread(descriptor, &last, 1, off_t(range.upperBound) - 1)
    }
}
