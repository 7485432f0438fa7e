internal import CLinux
internal import ContentStore
internal import Glibc
internal import Hummingbird
internal import NIOCore
internal import SystemPackage

/// A blob's file, open for reading for as long as this value is in use.
///
/// Open before the answer begins: a blob that is collected meanwhile is still sent whole.
final class BlobFile: Sendable {
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
    }

    deinit {
        close(descriptor)
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
            try await FileSending(of: self, range, disk, to: channel).finish()
            try await writer.finish(nil)
        }
    }

    /// Reads a piece; blocks.
    ///
    /// - Parameters:
    ///   - place: its first byte.
    ///   - length: its size in bytes, all of which must be there.
    /// - Returns: the bytes.
    /// - Throws: `StoreError` with code `system`.
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

    /// Reads what the system's memory holds of a piece, without waiting for the disk (preadv2(2), `RWF_NOWAIT`).
    ///
    /// - Parameters:
    ///   - place: its first byte.
    ///   - length: its size in bytes.
    ///   - buffer: where the bytes go.
    /// - Returns: how many bytes there were; 0 where the disk has to be asked.
    func readFromMemory(at place: Int64, _ length: Int, into buffer: inout ByteBuffer) -> Int {
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: length) { free in
            max(0, datalab_read_from_memory(descriptor, free.baseAddress, length, off_t(place)))
        }
    }

    /// Asks the system to bring a part into its memory; does not wait for it.
    ///
    /// - Parameter range: the part.
    func expect(_ range: Range<Int64>) {
        posix_fadvise(descriptor, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_WILLNEED)
    }
}
