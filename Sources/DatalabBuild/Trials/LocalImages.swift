internal import ContentStore
package import LocalRuns
internal import OCIModel
internal import RegistryClient

/// The images that can be started here: those of the store, and those of registries, which are pulled into it.
package struct LocalImages: Sendable {
    private let site: BuildSite
    let layout: ImageLayout

    /// The images of a site's home, and of the registries it reaches.
    ///
    /// - Parameter site: the site.
    /// - Throws: `BuildFailure`, `StoreError` when the home cannot be used.
    package init(site: BuildSite) throws {
        self.site = site
        try site.home.make(site.home.root)
        try ScratchFolder.removeAbandoned(in: site.home)
        layout = try ImageLayout(root: site.home.store)
    }

    /// The images of a home that is prepared already.
    init(site: BuildSite, layout: ImageLayout) {
        self.site = site
        self.layout = layout
    }

    /// An image with all its layers.
    ///
    /// - Parameter name: a name or digest of the store, or an image in a registry.
    /// - Returns: the image.
    /// - Throws: `StoreError`, `RegistryError`, `TransferError`, `LocalRunFailure`, `CancellationError`.
    package func obtain(_ name: String) async throws -> LocalImage {
        try await obtain(try await find(name), named: name)
    }

    /// An image's manifest and configuration; all its layers are in the store.
    ///
    /// - Parameter name: a name or digest of the store, or an image in a registry.
    /// - Returns: the image.
    /// - Throws: `StoreError`, `RegistryError`, `TransferError`, `CancellationError`.
    func read(_ name: String) async throws -> StoredImage {
        let descriptor = try await find(name)
        try await fetchInherited(of: descriptor)
        return try StoredImage(descriptor, in: layout.blobs)
    }

    /// An image of the store with all its layers.
    func obtain(_ descriptor: Descriptor, named name: String) async throws -> LocalImage {
        try await fetchInherited(of: descriptor)
        return try LocalImage(descriptor, named: name, in: layout)
    }

    private func fetchInherited(of descriptor: Descriptor) async throws {
        try await LayersElsewhere(of: descriptor, at: site, layout)?.fetchMissing()
    }

    /// A name of the store comes first: that is what was built here.
    private func find(_ name: String) async throws -> Descriptor {
        do {
            return try layout.resolve(name)
        } catch {
            guard case .unknownReference = error.code, let reference = try? ImageReference(name).withDefaultTag else {
                throw error
            }
            let place = site.registries.mirrors.place(of: reference)
            let registry = Registry(
                host: place.registry,
                credentials: site.credentials,
                options: site.registries
            )
            let pulled = try await ImagePull(from: registry, into: layout.blobs).pull(place, .platform(.host))
            try layout.setReference("\(reference)", to: pulled)
            try layout.remember(pulled.digest, isIn: place)
            return pulled
        }
    }
}
