public import OCIModel

/// What is known of a layer once it is written.
public struct LayerSummary: Sendable, Hashable, Codable {
    /// The digest of the uncompressed archive, as image configurations hold it.
    public var diffID: Digest
    /// The size of the compressed layer in bytes.
    public var size: Int64
    /// The size of the uncompressed archive in bytes.
    public var uncompressedSize: Int64
    /// How many entries it has, parent folders that were added included.
    public var entryCount: Int

    /// The facts of a layer.
    public init(diffID: Digest, size: Int64, uncompressedSize: Int64, entryCount: Int) {
        self.diffID = diffID
        self.size = size
        self.uncompressedSize = uncompressedSize
        self.entryCount = entryCount
    }
}
