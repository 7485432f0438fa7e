internal import ContentStore
internal import OCIModel
internal import RegistryClient

/// The layers that an image has of a base in a registry: they stay there until something needs their content.
struct InheritedLayers: Sendable {
    private let base: ImageReference
    /// Where the base is asked for: in a mirror, where there is one.
    private let place: ImageReference
    private let layers: [Descriptor]
    private let layout: ImageLayout
    private let credentials: CredentialStore
    private let options: RegistryOptions

    /// What an image inherits; nil when it is no datalab, or its base was made here.
    init?(
        of image: Descriptor,
        in layout: ImageLayout,
        credentials: CredentialStore,
        options: RegistryOptions,
    ) {
        guard let stored = try? StoredImage(image, in: layout.blobs),
            let base = stored.manifest.annotations?[AnnotationKey.baseName].flatMap({ try? ImageReference($0) })
        else { return nil }
        let own: Set = ["packages", "files", "post-build", "identity"]
        layers = stored.manifest.layers.filter { !own.contains($0.annotations?[AnnotationKey.layerRole] ?? "") }
        self.base = base
        place = options.mirrors.place(of: base)
        self.layout = layout
        self.credentials = credentials
        self.options = options
    }

    /// The repository of a registry that has an inherited layer.
    func repository(in registry: String) -> @Sendable (Digest) -> String? {
        let digests = Set(layers.map(\.digest))
        guard let there = [place, base].first(where: { $0.registry == registry }) else { return { _ in nil } }
        return { digests.contains($0) ? there.repository : nil }
    }

    /// Fetches one layer, if it is inherited and not in the store.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`.
    func fetch(_ layer: Descriptor) async throws {
        guard layers.contains(where: { $0.digest == layer.digest }) else { return }
        try await fetch([layer])
    }

    /// Fetches all that are not in the store.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`.
    func fetchMissing() async throws {
        try await fetch(layers)
    }

    private func fetch(_ wanted: [Descriptor]) async throws {
        let missing = wanted.filter { layout.blobs.size(of: $0.digest) != $0.size }
        guard !missing.isEmpty else { return }
        let registry = Registry(host: place.registry, credentials: credentials, options: options)
        try await ImagePull(from: registry, into: layout.blobs).fetch(missing, from: place.repository)
    }
}
