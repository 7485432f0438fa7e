internal import ContentStore
package import ImageContents

extension LocalImages {
    /// Everything that is in an image.
    ///
    /// - Parameter name: a name or digest of the store, or an image in a registry.
    /// - Returns: the index of all its layers.
    /// - Throws: `StoreError`, `RegistryError`, `TransferError`, `LayerArchiveError`, `CancellationError`.
    package func index(of name: String) async throws -> ImageIndex {
        try await ImageIndex.read(read(name), in: layout.blobs)
    }

    /// What differs between two images.
    ///
    /// - Parameters:
    ///   - first: a name or digest of the store, or an image in a registry.
    ///   - second: another one.
    /// - Returns: the difference.
    /// - Throws: `StoreError`, `RegistryError`, `TransferError`, `LayerArchiveError`, `CancellationError`.
    package func difference(_ first: String, _ second: String) async throws -> ImageDifference {
        try await ImageDifference.between(read(first), read(second), in: layout.blobs)
    }
}
