internal import ContentStore
internal import HTTPTransfer
internal import OCIModel
internal import PythonPackages
public import RegistryClient
internal import Reporting

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
        guard let digest = try await reaching(place, for: reference, { try await $0.digest(of: place) }) else {
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
        let platform = ImagePull.Choice.platform(Platform(architecture: architecture.ociName))
        let manifest = try await reaching(place, for: reference) {
            try await ImagePull(from: $0, into: blobs).pull(place, platform, takesLayers: false)
        }
        return try OriginImage(reference, StoredImage(manifest, in: blobs), architecture: architecture)
    }

    /// Fetches blobs of a repository into a store, each checked against its digest.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    func pull(_ layers: [Descriptor], from repository: ImageReference, into blobs: BlobStore) async throws {
        let place = options.mirrors.place(of: repository)
        try await ImagePull(from: registry(of: place), into: blobs).fetch(layers, from: place.repository)
    }

    private func registry(of reference: ImageReference) -> Registry {
        Registry(host: reference.registry, credentials: credentials, options: options)
    }

    /// Does something with a registry: one that has no address here, or where nobody listens, is told at once, not after all attempts.
    private func reaching<Value: Sendable>(
        _ place: ImageReference,
        for image: ImageReference,
        _ work: (Registry) async throws -> Value,
    ) async throws -> Value {
        var single = options
        single.transfer.retries.attempts = 1
        do {
            return try await work(Registry(host: place.registry, credentials: credentials, options: single))
        } catch let error as TransferError where error.code == .connection && Self.isAbsent(error) {
            throw BaseError(
                .unreachable,
                "the base is made from the image '\(image)', and '\(place.registry)' cannot be reached: \(error.detail)",
                hint:
                    "name a mirror that has it, '--registry-mirror \(image.registry)=HOST/PATH' or $DATALAB_REGISTRY_MIRRORS, or another "
                    + "base with '--base-image'; a desktop with an editor needs neither: 'datalab new --template spyder'"
            )
        } catch let error as TransferError
            where [.connection, .timeout].contains(error.code) || error.failureClass == .temporary
        {
            return try await work(Registry(host: place.registry, credentials: credentials, options: options))
        }
    }

    private static func isAbsent(_ error: TransferError) -> Bool {
        ["resolve host", "resolve proxy", "refused", "connect to server"].contains {
            error.detail.lowercased().contains($0)
        }
    }
}
