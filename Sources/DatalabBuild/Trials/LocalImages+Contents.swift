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

    /// Why packages are in a datalab's own environment.
    ///
    /// - Parameters:
    ///   - names: the packages' normalised names.
    ///   - image: a name or digest of the store, or an image in a registry.
    /// - Returns: the reasons by name, for those that are there.
    /// - Throws: `StoreError`, `RegistryError`, `TransferError`, `LayerArchiveError`, `CancellationError`.
    package func reasons(for names: [String], in image: String) async throws -> [String: PackageReason] {
        // Of the base only what it says of itself is read: a tenth of the whole.
        let roles: Set = ["contract", "packages", "files", "post-build"]
        let index = try await ImageIndex.read(read(image), in: layout.blobs) { roles.contains($0.role ?? "") }
        let reasons = ImageReasons(index)
        let found = names.compactMap { name in reasons.packages(named: name).first.map { (name, $0) } }
        return Dictionary(found) { first, _ in first }
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
