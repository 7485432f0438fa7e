public import ContentStore
public import OCIModel

/// Brings an image from one repository to another, of the same registry or not: only what is missing there.
public struct ImageCopy: Sendable {
    private let source: Registry
    private let target: Registry
    private let scratch: BlobStore

    /// A copy between registries.
    ///
    /// - Parameters:
    ///   - source: where the image is.
    ///   - target: where it goes; the same value when it is the same registry.
    ///   - scratch: a store for what is on its way.
    public init(from source: Registry, to target: Registry, through scratch: BlobStore) {
        self.source = source
        self.target = target
        self.scratch = scratch
    }

    /// Copies an image, byte for byte.
    ///
    /// - Parameters:
    ///   - reference: the image.
    ///   - choice: what is wanted of an index.
    ///   - place: where it goes: its tag, or `latest`.
    /// - Returns: what was done.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    public func copy(_ reference: ImageReference, _ choice: ImagePull.Choice, to place: ImageReference) async throws
        -> PushReport
    {
        let pull = ImagePull(from: source, into: scratch)
        let descriptor = try await pull.pull(reference, choice, takesLayers: false)
        var options = ImagePush.Options()
        options.tags = place.digest == nil ? [place.tag ?? "latest"] : []
        if source.host == target.host { options.mountSource = { _ in reference.repository } }
        options.obtain = { [source, scratch] blob in
            _ = try await source.fetch(blob, from: reference.repository, into: scratch) { _ in }
        }
        return try await ImagePush(to: target, repository: place.repository, from: scratch).push(descriptor, options)
    }
}
