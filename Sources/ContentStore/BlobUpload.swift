internal import Files
internal import Glibc
internal import Hashing
public import OCIModel
public import SystemPackage

/// A blob that arrives in parts, perhaps across restarts of the program: a file that grows, hashed as it grows.
///
/// The parts may come hours apart, so the file is open only while `append` is called between `rest`s. What was written before
/// this process began is hashed when the digest is asked for. One owner at a time: not `Sendable`.
public final class BlobUpload {
    /// The file that grows.
    public let path: FilePath
    /// How many bytes have arrived.
    public private(set) var size: Int64
    private let algorithm: Digest.Algorithm
    private var hasher: ContentHasher?
    private var descriptor: Int32 = -1

    /// Begins an upload.
    ///
    /// - Parameters:
    ///   - path: a file that does not exist yet, on the file system of the store it is meant for.
    ///   - algorithm: what to hash with as bytes arrive.
    /// - Throws: `StoreError` with code `system`.
    public init(creating path: FilePath, algorithm: Digest.Algorithm) throws(StoreError) {
        self.path = path
        self.algorithm = algorithm
        size = 0
        hasher = ContentHasher(algorithm)
        try open(O_CREAT | O_EXCL)
    }

    /// Goes on with an upload that another process began.
    ///
    /// - Parameters:
    ///   - path: the file as it was left.
    ///   - algorithm: what to hash with.
    /// - Throws: `StoreError` with code `system` when there is no such file.
    public init(resuming path: FilePath, algorithm: Digest.Algorithm) throws(StoreError) {
        guard let size = FileCalls.size(path) else { throw StoreError(.system(.noSuchFileOrDirectory), at: path) }
        self.path = path
        self.algorithm = algorithm
        self.size = size
        hasher = size == 0 ? ContentHasher(algorithm) : nil
    }

    deinit {
        rest()
    }

    /// Adds bytes at the end; after a failure the file is as it was before.
    ///
    /// - Parameter bytes: the next bytes.
    /// - Throws: `StoreError` with code `system`.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        if descriptor < 0 { try open(0) }
        do {
            try FileCalls.writeAll(bytes, to: descriptor, at: size)
        } catch {
            ftruncate(descriptor, off_t(size))
            throw StoreError(.system(error), at: path)
        }
        hasher?.update(bytes)
        size += Int64(bytes.count)
    }

    /// Closes the file until the next bytes come.
    public func rest() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Gives the upload up: nothing is left.
    public func cancel() {
        rest()
        FileCalls.remove(path)
    }

    /// The digest of all that has arrived; reads the file again where the running hash is of another kind or was lost.
    ///
    /// - Parameter algorithm: which kind of digest.
    /// - Returns: the digest; no more bytes may be added.
    /// - Throws: `StoreError` with code `system`.
    public func finish(_ algorithm: Digest.Algorithm) throws(StoreError) -> Digest {
        if algorithm == self.algorithm, let hasher {
            // A hasher that has given its digest begins anew, so it cannot be asked twice.
            self.hasher = nil
            return hasher.finish()
        }
        let hasher = ContentHasher(algorithm)
        try atPath(path) { try FileCalls.readPieces(path) { hasher.update($0) } }
        return hasher.finish()
    }

    /// Writes all that has arrived to the disk itself.
    ///
    /// - Throws: `StoreError` with code `system`.
    public func sync() throws(StoreError) {
        if descriptor < 0 { try open(0) }
        try atPath(path) { try FileCalls.sync(descriptor) }
        rest()
    }

    private func open(_ flags: Int32) throws(StoreError) {
        descriptor = path.withPlatformString { Glibc.open($0, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, 0o644) }
        guard descriptor >= 0 else { throw StoreError(.system(Errno(rawValue: errno)), at: path) }
    }
}

extension BlobStore {
    /// Makes a finished and synced upload visible under its digest, durably.
    ///
    /// - Parameters:
    ///   - file: the file of a `BlobUpload`; it is the blob afterwards.
    ///   - digest: what its `finish` gave.
    /// - Throws: `StoreError` with code `system`.
    public func take(_ file: FilePath, as digest: Digest) throws(StoreError) {
        let destination = path(of: digest)
        let folder = destination.removingLastComponent()
        try atPath(destination) {
            if !FileCalls.isFolder(folder) {
                try FileCalls.makeFolders(folder)
                try FileCalls.syncFolder(folder.removingLastComponent())
            }
            guard file.withPlatformString({ chmod($0, 0o444) }) == 0 else { throw Errno(rawValue: errno) }
            try FileCalls.move(file, to: destination)
            try FileCalls.syncFolder(folder)
        }
    }

    /// Removes a blob; one that is not there is not an error.
    public func remove(_ digest: Digest) {
        FileCalls.remove(path(of: digest))
    }

    /// The digests of all blobs, as the names of their files tell, in order.
    ///
    /// - Returns: the digests; files with other names are passed over.
    /// - Throws: `StoreError` with code `system`.
    public func digests() throws(StoreError) -> [Digest] {
        var found: [Digest] = []
        for algorithm in Digest.Algorithm.allCases {
            let folder = root.appending("blobs").appending(algorithm.rawValue)
            guard FileCalls.isFolder(folder) else { continue }
            let names = try atPath(folder) { try FileCalls.names(in: folder) }
            found += names.compactMap { Digest(algorithm: algorithm, hex: $0) }
        }
        return found
    }

    /// Reads a whole blob and says what its digest is.
    ///
    /// - Parameter digest: the blob.
    /// - Returns: the digest of its bytes, of the same kind; and its size.
    /// - Throws: `StoreError` with code `system` when it cannot be read.
    public func measure(_ digest: Digest) throws(StoreError) -> (digest: Digest, size: Int64) {
        let hasher = ContentHasher(digest.algorithm)
        var size: Int64 = 0
        try atPath(path(of: digest)) {
            try FileCalls.readPieces(path(of: digest)) { piece in
                hasher.update(piece)
                size += Int64(piece.count)
            }
        }
        return (hasher.finish(), size)
    }
}
