internal import BaseImages
internal import ContentStore
internal import OCIModel
internal import RegistryClient
internal import Reporting

/// The layers that an image has of its base: those of one in a registry stay there until something needs their content.
struct InheritedLayers: Sendable {
    private let name: String
    /// The base's reference, where the image names one of a registry, as which it is asked for in a mirror, where there is one.
    private let base: ImageReference?
    private let layers: [Descriptor]
    private let layout: ImageLayout
    private let credentials: CredentialStore
    private let options: RegistryOptions

    /// What an image inherits; nil when it is no datalab.
    init?(
        of image: Descriptor,
        in layout: ImageLayout,
        credentials: CredentialStore,
        options: RegistryOptions,
    ) {
        guard let stored = try? StoredImage(image, in: layout.blobs),
            let base = stored.manifest.annotations?[AnnotationKey.baseName]
        else { return nil }
        let own: Set = ["packages", "files", "post-build", "identity"]
        layers = stored.manifest.layers.filter { !own.contains($0.annotations?[AnnotationKey.layerRole] ?? "") }
        name = base
        self.base = try? ImageReference(base)
        self.layout = layout
        self.credentials = credentials
        self.options = options
    }

    /// The repository of a registry that has an inherited layer, by what the image says of its base.
    func repository(in registry: String) -> @Sendable (Digest) -> String? {
        let digests = Set(layers.map(\.digest))
        let places = base.map { [options.mirrors.place(of: $0), $0] } ?? []
        guard let there = places.first(where: { $0.registry == registry }) else { return { _ in nil } }
        return { digests.contains($0) ? there.repository : nil }
    }

    /// Fetches one layer, if it is inherited and not in the store.
    ///
    /// - Throws: as ``fetchMissing()``.
    func fetch(_ layer: Descriptor) async throws {
        guard layers.contains(where: { $0.digest == layer.digest }) else { return }
        try await fetch([layer])
    }

    /// Fetches all that are not in the store: from where the image says its base is, or where the store knows them to be.
    ///
    /// - Throws: `BaseError` with code `notBuilt` where nobody knows; `RegistryError`, `TransferError`, `StoreError`.
    func fetchMissing() async throws {
        try await fetch(layers)
    }

    private func fetch(_ wanted: [Descriptor]) async throws {
        guard wanted.contains(where: { layout.blobs.size(of: $0.digest) != $0.size }) else { return }
        var places = try layout.places()
        if let base { for layer in wanted { places[layer.digest, default: []].insert(base, at: 0) } }
        try await BaseRegistries(credentials: credentials, options: options)
            .fetch(wanted, named: name, from: places, into: layout.blobs) { options.progress(.log($0)) }
    }
}
