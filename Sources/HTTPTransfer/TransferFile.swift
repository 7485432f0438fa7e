internal import Glibc
public import SystemPackage

/// A part of an open file that is sent as a body: read piece by piece, by several attempts if need be.
public final class TransferFile: Sendable, Hashable {
    /// The part that is sent, in bytes from the file's start.
    public let range: Range<UInt64>
    private let descriptor: FileDescriptor

    /// Opens a file; it is closed with the last use of the value.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - range: the part that is sent.
    /// - Throws: `Errno`.
    public init(_ path: FilePath, range: Range<UInt64>) throws {
        descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        self.range = range
    }

    deinit {
        try? descriptor.close()
    }

    /// Reads bytes of the part; 0 at its end.
    ///
    /// - Parameters:
    ///   - buffer: takes the bytes.
    ///   - offset: where in the part to begin.
    /// - Returns: how many bytes were read.
    /// - Throws: `Errno`; `ioError` when the file ends before the part does.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws -> Int {
        let left = UInt64(range.count) - min(offset, UInt64(range.count))
        guard left > 0 else { return 0 }
        let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(Int(min(left, UInt64(buffer.count)))))
        let count = unsafe try descriptor.read(fromAbsoluteOffset: Int64(range.lowerBound + offset), into: piece)
        guard count > 0 else { throw Errno.ioError }
        return count
    }

    /// Whether two values are one.
    public static func == (left: TransferFile, right: TransferFile) -> Bool { left === right }

    /// Feeds the value's identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
