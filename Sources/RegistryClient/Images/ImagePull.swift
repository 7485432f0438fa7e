public import ContentStore
internal import HTTPTransfer
public import OCIModel
internal import Reporting

/// Fetches images of a registry into a store: verified, and only what the store does not have.
public struct ImagePull: Sendable {
    private let registry: Registry
    private let blobs: BlobStore

    /// A pull from a registry into a store.
    public init(from registry: Registry, into blobs: BlobStore) {
        self.registry = registry
        self.blobs = blobs
    }

    /// Which of an index's images are wanted.
    public enum Choice: Sendable, Hashable {
        /// The image for one platform.
        case platform(Platform)
        /// All images, and the index.
        case all
    }

    /// Fetches an image with its configuration and, unless said otherwise, its layers.
    ///
    /// - Parameters:
    ///   - reference: the image.
    ///   - choice: what is wanted of an index.
    ///   - takesLayers: whether layers are fetched; without them the image can be read, and built upon, not run.
    /// - Returns: the descriptor of the manifest or index that was fetched, byte for byte.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    public func pull(_ reference: ImageReference, _ choice: Choice, takesLayers: Bool = true) async throws -> Descriptor
    {
        try await pull(reference, registry.manifest(reference), choice, takesLayers: takesLayers, depth: 0)
    }

    private func pull(
        _ reference: ImageReference,
        _ manifest: RemoteManifest,
        _ choice: Choice,
        takesLayers: Bool,
        depth: Int,
    ) async throws -> Descriptor {
        guard depth < 4 else { throw RegistryError(.malformed, reference, "indexes name indexes that name indexes") }
        switch manifest.content {
        case .image(let image):
            try await fetch([image.config] + (takesLayers ? image.layers : []), from: reference.repository)
            try blobs.put(manifest.bytes, by: manifest.descriptor.digest.algorithm)
            return manifest.descriptor
        case .index(let index):
            guard case .platform(let platform) = choice else {
                for one in index.manifests {
                    let child = try await child(one, of: reference)
                    _ = try await pull(reference, child, choice, takesLayers: takesLayers, depth: depth + 1)
                }
                try blobs.put(manifest.bytes, by: manifest.descriptor.digest.algorithm)
                return manifest.descriptor
            }
            let chosen = try choose(platform, from: index, reference)
            return try await pull(
                reference,
                child(chosen, of: reference),
                choice,
                takesLayers: takesLayers,
                depth: depth + 1
            )
        }
    }

    /// A manifest that an index names, which must be what the index says.
    private func child(_ descriptor: Descriptor, of reference: ImageReference) async throws -> RemoteManifest {
        let manifest = try await registry.manifest(reference.pinned(to: descriptor.digest))
        guard manifest.descriptor.size == descriptor.size, manifest.descriptor.mediaType == descriptor.mediaType else {
            throw RegistryError(
                .mismatch,
                reference,
                "the manifest \(descriptor.digest) is not what the index says of it"
            )
        }
        return manifest
    }

    private func choose(_ platform: Platform, from index: Index, _ reference: ImageReference) throws(RegistryError)
        -> Descriptor
    {
        let matching = index.manifests.filter { one in
            one.platform?.os == platform.os && one.platform?.architecture == platform.architecture
                && (platform.variant == nil || one.platform?.variant == platform.variant)
        }
        if let chosen = matching.first { return chosen }
        let offered = index.manifests.compactMap(\.platform).map { "\($0.os)/\($0.architecture)" }
        throw RegistryError(
            .notFound,
            reference,
            "there is no image for \(platform.os)/\(platform.architecture)",
            hint: offered.isEmpty
                ? nil : "there is one for \(offered.map { printable($0) }.prefix(12).joined(separator: ", "))"
        )
    }

    /// Fetches blobs of a repository, each verified; those in the store are not fetched.
    ///
    /// - Parameters:
    ///   - wanted: the blobs.
    ///   - repository: the repository's name.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    public func fetch(_ wanted: [Descriptor], from repository: String) async throws {
        let unique = Array(Dictionary(wanted.map { ($0.digest, $0) }) { first, _ in first }.values)
        let missing = unique.filter { blobs.size(of: $0.digest) != $0.size }
        let total = UInt64(BoundedNumber.sum(missing.map(\.size)))
        let progress = ByteProgress("pulling", total: total, registry.options.progress)
        try await registry.forEachBlob(missing) { blob in
            _ = try await registry.fetch(blob, from: repository, into: blobs) { progress.add(Int64($0)) }
        }
    }
}
