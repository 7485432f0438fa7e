import Glibc
internal import Synchronization
public import SystemPackage

/// A file's bytes mapped into memory, read-only, for as long as the value lives.
///
/// Pages are read when touched, and given back after every megabyte that was used: a mapped file costs address space,
/// not memory, however large it is.
/// The file must not be shortened while it is mapped: map only files that this program owns (caches, scratch files).
public final class MappedFile: Sendable {
    /// The file's path.
    public let path: FilePath
    /// The file's size in bytes.
    public let count: Int
    private nonisolated(unsafe) let base: UnsafeRawPointer?
    /// How many bytes were used since pages were given back.
    private let used = Atomic(0)
    private static let dropSize = 1 << 20

    /// Maps a regular file.
    ///
    /// - Parameter path: the file.
    /// - Throws: `Errno` when it cannot be opened, is not a regular file (`EINVAL`), or cannot be mapped.
    public init(_ path: FilePath) throws(Errno) {
        self.path = path
        let descriptor = path.withPlatformString { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Errno(rawValue: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .invalidArgument }
        count = Int(status.st_size)
        guard count > 0 else {
            base = nil
            return
        }
        guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw Errno(rawValue: errno)
        }
        base = UnsafeRawPointer(address)
    }

    deinit {
        if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
    }

    /// Gives the bytes of a range to a function; the pointer is valid only inside it.
    ///
    /// - Precondition: the range lies within `0..<count`.
    public func withBytes<Result, Failure: Error>(
        _ range: Range<Int>,
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result,
    ) throws(Failure) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside of \(path)")
        defer { giveBack(range.count) }
        return try body(UnsafeRawBufferPointer(start: base.map { $0 + range.lowerBound }, count: range.count))
    }

    /// Lets go of the pages that were touched, once enough were; what is needed again is read again, from the page cache.
    ///
    /// To be called while a long range is used, too.
    func giveBack(_ size: Int) {
        guard let base, used.wrappingAdd(size, ordering: .relaxed).newValue >= Self.dropSize else { return }
        used.store(0, ordering: .relaxed)
        madvise(UnsafeMutableRawPointer(mutating: base), count, MADV_DONTNEED)
    }
}
