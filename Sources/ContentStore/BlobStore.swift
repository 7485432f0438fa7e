internal import Files
internal import Glibc
internal import Hashing
public import OCIModel
public import SystemPackage

/// Blobs on disk by digest, in the folder form of an OCI image layout (image-spec 1.1, image-layout.md).
///
/// A blob appears whole or not at all: it is written under `ingest/`, hashed while it is written, synced and renamed.
/// Several processes may share a store.
public struct BlobStore: Sendable {
    /// The layout's folder.
    public let root: FilePath
    /// Keeps others from removing what is in it; nil where nobody does.
    private let use: StoreUse?

    /// Opens a store, making its folders where they are missing.
    ///
    /// What writers that died have left under `ingest/` is removed.
    /// - Parameter root: the layout's folder.
    /// - Throws: `StoreError`.
    public init(root: FilePath) throws(StoreError) {
        try self.init(root: root, use: nil)
    }

    /// Opens a store that others may remove from when nobody uses it.
    ///
    /// - Parameters:
    ///   - root: the layout's folder.
    ///   - use: its use, which lasts as long as any copy of this value.
    /// - Throws: `StoreError`.
    init(root: FilePath, use: StoreUse?) throws(StoreError) {
        self.root = root
        self.use = use
        try atPath(root) {
            try FileCalls.makeFolders(root.appending("blobs").appending(Digest.Algorithm.sha256.rawValue))
        }
        let version = root.appending("oci-layout")
        if FileCalls.size(version) == nil {
            let text = #"{"imageLayoutVersion":"1.0.0"}"#
            try atPath(version) { try WholeFile.write(text, to: version, mode: .ofStoreFiles) }
        }
        try removeAbandonedIngests()
    }

    /// The file of a blob, whether it exists or not.
    public func path(of digest: Digest) -> FilePath {
        root.appending("blobs").appending(digest.algorithm.rawValue).appending(digest.hex)
    }

    /// The size of a blob in bytes; nil when the store does not have it.
    public func size(of digest: Digest) -> Int64? {
        FileCalls.size(path(of: digest))
    }

    /// Whether the store has a blob.
    public func contains(_ digest: Digest) -> Bool {
        size(of: digest) != nil
    }

    /// Starts a blob whose digest is not known yet.
    ///
    /// - Parameter algorithm: what the blob's digest is computed by.
    /// - Returns: a writer; a writer that is dropped before `finish` leaves nothing.
    /// - Throws: `StoreError`.
    public func ingest(_ algorithm: Digest.Algorithm = .sha256) throws(StoreError) -> BlobWriter {
        for folder in [root.appending("ingest"), root.appending("blobs").appending(algorithm.rawValue)] {
            try atPath(folder) { try FileCalls.makeFolders(folder) }
        }
        let name = "\(getpid())-\(UInt64.random(in: 0 ... .max))"
        return try BlobWriter(store: self, path: root.appending("ingest").appending(name), algorithm)
    }

    /// Stores bytes; content that is there already is not written again.
    ///
    /// - Parameters:
    ///   - bytes: the content.
    ///   - algorithm: what its digest is computed by.
    /// - Returns: its digest.
    /// - Throws: `StoreError`.
    @discardableResult
    public func put(_ bytes: [UInt8], by algorithm: Digest.Algorithm = .sha256) throws(StoreError) -> Digest {
        let digest = Digest(of: bytes, by: algorithm)
        if size(of: digest) == Int64(bytes.count) { return digest }
        let writer = try ingest(algorithm)
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(StoreError) in try writer.write(buffer) }
        return try writer.finish().digest
    }

    /// Reads a small blob (a manifest, a configuration) and checks its digest.
    ///
    /// - Parameters:
    ///   - digest: the blob's digest.
    ///   - limit: the most bytes it may have.
    /// - Returns: the bytes.
    /// - Throws: `StoreError`: `missing`, `mismatch`, `system`.
    public func read(_ digest: Digest, limit: Int = 16 << 20) throws(StoreError) -> [UInt8] {
        let path = path(of: digest)
        guard contains(digest) else { throw StoreError(.missing(digest), at: root) }
        let bytes = try atPath(path) { try FileCalls.readAll(path, limit: limit) }
        let found = Digest(of: bytes, by: digest.algorithm)
        guard found == digest else { throw StoreError(.mismatch(expected: "\(digest)", found: "\(found)"), at: path) }
        return bytes
    }

    /// Takes over a blob of another store: by a second name for the file where both are on one file system, else by a copy.
    ///
    /// - Parameters:
    ///   - digest: the blob.
    ///   - other: the store that has it.
    /// - Throws: `StoreError`: `missing`, `mismatch` (when copied content is not what its name says), `system`.
    public func adopt(_ digest: Digest, from other: BlobStore) throws(StoreError) {
        guard let size = other.size(of: digest) else { throw StoreError(.missing(digest), at: other.root) }
        guard self.size(of: digest) != size else { return }
        let folder = path(of: digest).removingLastComponent()
        try atPath(folder) { try FileCalls.makeFolders(folder) }
        do {
            try FileCalls.link(other.path(of: digest), to: path(of: digest))
        } catch {
            let writer = try ingest(digest.algorithm)
            try atPath(other.path(of: digest)) {
                try FileCalls.readPieces(other.path(of: digest)) { try writer.write($0) }
            }
            _ = try writer.finish(expected: digest)
        }
    }

    /// Removes ingest files nobody holds a lock on: their writers are gone.
    private func removeAbandonedIngests() throws(StoreError) {
        let folder = root.appending("ingest")
        guard FileCalls.isFolder(folder) else { return }
        for name in try atPath(folder, { try FileCalls.names(in: folder) }) {
            let path = folder.appending(name)
            guard let lock = try? FileLock(file: path, followsLink: false) else { continue }
            if lock.attempt(.exclusive) == .taken { FileCalls.remove(path) }
        }
    }
}

extension FilePermissions {
    /// The mode of a layout's files that are no blobs, which nobody writes to.
    static var ofStoreFiles: FilePermissions { [.ownerReadWrite, .groupRead, .otherRead] }
}
