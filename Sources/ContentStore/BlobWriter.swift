internal import Files
internal import Glibc
internal import Hashing
public import OCIModel
internal import SystemPackage

/// Writes one blob into a store: hashed as it comes, visible only when finished.
///
/// One owner at a time: not `Sendable`.
public final class BlobWriter {
    private let store: BlobStore
    private let path: FilePath
    private let descriptor: Int32
    private let hasher: ContentHasher
    private var size: Int64 = 0
    private var isFinished = false

    init(store: BlobStore, path: FilePath, _ algorithm: Digest.Algorithm) throws(StoreError) {
        self.store = store
        hasher = ContentHasher(algorithm)
        self.path = path
        descriptor = path.withPlatformString { Glibc.open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444) }
        guard descriptor >= 0 else { throw StoreError(.system(Errno(rawValue: errno)), at: path) }
        // The lock tells other processes that this ingest has a living writer.
        FileLock.attempt(.exclusive, on: descriptor)
    }

    deinit {
        if !isFinished { FileCalls.remove(path) }
        Glibc.close(descriptor)
    }

    /// Adds bytes.
    ///
    /// - Parameter bytes: the next bytes of the blob.
    /// - Throws: `StoreError` with code `system`; the writer is then of no further use.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        hasher.update(bytes)
        size += Int64(bytes.count)
        do {
            try FileCalls.writeAll(bytes, to: descriptor)
        } catch {
            throw StoreError(.system(error), at: path)
        }
    }

    /// Makes the blob visible under its digest: synced first, then renamed.
    ///
    /// - Parameter expected: the digest the content must have, where it is known.
    /// - Returns: the blob's digest, its size in bytes, and whether the store did not have it before.
    /// - Throws: `StoreError`: `mismatch` (nothing is kept), `system`.
    public func finish(expected: Digest? = nil) throws(StoreError) -> (digest: Digest, size: Int64, isNew: Bool) {
        let digest = hasher.finish()
        if let expected, expected != digest {
            throw StoreError(.mismatch(expected: "\(expected)", found: "\(digest)"), at: path)
        }
        let isNew = !store.contains(digest)
        let destination = store.path(of: digest)
        try atPath(destination) {
            try FileCalls.sync(descriptor)
            try FileCalls.move(path, to: destination)
        }
        isFinished = true
        return (digest, size, isNew)
    }
}
