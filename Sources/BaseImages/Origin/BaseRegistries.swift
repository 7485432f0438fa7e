internal import ContentStore
internal import OCIModel
internal import PythonPackages
public import RegistryClient

/// How the registries are reached that have images which bases are made from.
public struct BaseRegistries: Sendable {
    private let credentials: CredentialStore
    private let options: RegistryOptions

    /// Registries with credentials for them.
    public init(credentials: CredentialStore, options: RegistryOptions) {
        self.credentials = credentials
        self.options = options
    }

    /// The reference with the digest that its tag stands for now.
    ///
    /// - Throws: `RegistryError` with code `notFound` when there is no such image; `TransferError`.
    func resolve(_ reference: ImageReference) async throws -> ImageReference {
        guard reference.digest == nil else { return reference }
        let named = reference.withDefaultTag
        let place = options.mirrors.place(of: named)
        guard let digest = try await registry(of: place).digest(of: place) else {
            throw RegistryError(
                .notFound,
                place,
                "there is no such image",
                hint: "correct the image that the base is from"
            )
        }
        var resolved = named
        resolved.digest = digest
        return resolved
    }

    /// Reads an image for an architecture: its manifest and configuration come into the store, its layers do not.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`; `BaseError` with code `origin` for what is no image of layers.
    func image(_ reference: ImageReference, for architecture: PythonTarget.Architecture, into blobs: BlobStore)
        async throws -> OriginImage
    {
        let place = options.mirrors.place(of: reference)
        let pull = ImagePull(from: registry(of: place), into: blobs)
        let platform = ImagePull.Choice.platform(Platform(architecture: architecture.ociName))
        let manifest = try await pull.pull(place, platform, takesLayers: false)
        return try OriginImage(reference, StoredImage(manifest, in: blobs), architecture: architecture)
    }

    private func registry(of reference: ImageReference) -> Registry {
        Registry(host: reference.registry, credentials: credentials, options: options)
    }
}
