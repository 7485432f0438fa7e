public import OCIModel

/// An image read from a store: its manifest and configuration as values, with the descriptor that names it.
public struct StoredImage: Sendable {
    /// The manifest's descriptor.
    public let descriptor: Descriptor
    /// The decoded manifest.
    public let manifest: Manifest
    /// The decoded configuration.
    public let config: ImageConfig

    /// Reads an image.
    ///
    /// - Parameters:
    ///   - descriptor: the manifest's descriptor.
    ///   - blobs: the store that has it.
    /// - Throws: `StoreError`: `missing`, `mismatch`, `malformed`, `system`.
    public init(_ descriptor: Descriptor, in blobs: BlobStore) throws(StoreError) {
        self.descriptor = descriptor
        let manifestBytes = try blobs.read(descriptor.digest)
        manifest = try atPath(blobs.path(of: descriptor.digest)) {
            try CanonicalJSON.decode(Manifest.self, from: manifestBytes)
        }
        let configDigest = manifest.config.digest
        let configBytes = try blobs.read(configDigest)
        config = try atPath(blobs.path(of: configDigest)) {
            try CanonicalJSON.decode(ImageConfig.self, from: configBytes)
        }
    }

    /// The size of all layers as stored, in bytes.
    public var compressedSize: Int64 { BoundedNumber.sum(manifest.layers.map(\.size)) }
}
