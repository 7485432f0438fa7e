internal import AppStoreCore
internal import ContentStore
internal import NIOCore
internal import OCIModel

/// The content of small blobs read lately: configurations, signatures, attestations.
///
/// A digest always means the same bytes, so nothing here can be wrong; who may read them is decided before.
struct SmallBlobs: Sendable {
    private let store: BlobStore
    private let known = RecentValues<Digest, ByteBuffer>(limit: 64 << 20)

    private static let sizeLimit: Int64 = 64 << 10

    init(store: BlobStore) {
        self.store = store
    }

    /// The content of a small blob; nil for one that is too large to be kept.
    ///
    /// - Parameters:
    ///   - digest: the blob.
    ///   - size: its size in bytes.
    ///   - disk: where reading blocks.
    /// - Returns: the bytes.
    /// - Throws: `StoreError` with code `system`.
    func read(_ digest: Digest, size: Int64, _ disk: DiskThreads) async throws -> ByteBuffer? {
        guard size <= Self.sizeLimit else { return nil }
        if let content = known[digest] { return content }
        let epoch = known.epoch
        let content = try await disk.run { [store] in try BlobFile(store.path(of: digest)).read(at: 0, Int(size)) }
        known.keep(content, for: digest, cost: Int(size) + 200, ifStill: epoch)
        return content
    }
}
