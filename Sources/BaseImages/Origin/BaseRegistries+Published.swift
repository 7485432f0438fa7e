package import ContentStore
package import OCIModel
internal import RegistryClient
internal import Reporting

extension BaseRegistries {
    /// Finds a published base by what it is, and takes its manifest and configuration into the store; its layers stay where they are.
    ///
    /// Its place stands beside its name in the store's index, never in an image: a datalab is the same on it and on the same
    /// base made here.
    /// - Parameters:
    ///   - name: the kind, the variant, the architecture, the added packages.
    ///   - key: the digest of what it is made of.
    ///   - published: where it is looked for; remembers what is in none of the places.
    ///   - layout: the store.
    /// - Returns: the base; nil when it is in none of the places.
    /// - Throws: `StoreError`, `CancellationError`; what keeps a place from answering is remembered, not thrown.
    func find(_ name: BaseName, _ key: Digest, among published: PublishedBases, into layout: ImageLayout) async throws
        -> BaseImage?
    {
        guard !published.isMissed(key) else { return nil }
        var faults: [String] = []
        for place in published.places {
            guard let repository = PublishedBases.repository(of: name, below: place) else { continue }
            let reference = repository.tagged(PublishedBases.tag(of: name, key: key))
            do {
                let image = try await image(reference, for: name.architecture, into: layout.blobs).image
                guard let facts = BaseFacts(of: image), facts.key == key, facts.referenceName == name.description else {
                    faults.append("'\(reference)' is not the base that its tag says, so it is not taken")
                    continue
                }
                return try adopt(image, facts, from: repository, layout)
            } catch let error as RegistryError where error.code == .notFound {
                continue
            } catch let error as any ReportedFailure where !(error is StoreError) {
                faults += error.problems.map(\.message)
            }
        }
        published.miss(key, faults)
        return nil
    }

    private func adopt(_ image: StoredImage, _ facts: BaseFacts, from repository: ImageReference, _ layout: ImageLayout)
        throws -> BaseImage
    {
        let name = facts.referenceName
        try layout.setReference(name, to: image.descriptor)
        try layout.remember(image.descriptor.digest, isIn: repository)
        var named = image.descriptor
        named.annotations = [AnnotationKey.places: repository.name]
        return BaseImage(try StoredImage(named, in: layout.blobs), named: name, facts: facts)
    }

    /// Brings the layers of a published base that are not in the store into it, each checked against its digest.
    ///
    /// - Parameters:
    ///   - base: the base.
    ///   - blobs: the store's blobs.
    ///   - progress: told what is fetched, and from where.
    /// - Throws: `BaseError` with code `notBuilt` where no place is known; `RegistryError`, `TransferError`, `StoreError`,
    ///   `CancellationError`.
    func fetchLayers(of base: BaseImage, into blobs: BlobStore, progress: @escaping ProgressHandler) async throws {
        let layers = base.layers.map(\.descriptor)
        let places = (base.places ?? []).compactMap { try? ImageReference($0) }
        let byLayer = Dictionary(layers.map { ($0.digest, places) }) { first, _ in first }
        try await fetch(layers, named: base.referenceName, from: byLayer, into: blobs) { progress(.log($0)) }
    }

    /// Brings layers that are not in the store into it.
    ///
    /// - Parameters:
    ///   - layers: the layers.
    ///   - name: whose layers they are, for people.
    ///   - places: the repositories that have them, by digest, in the order they are asked in.
    ///   - blobs: the store's blobs.
    ///   - say: told what is fetched, and from where.
    /// - Throws: as ``fetchLayers(of:into:progress:)``; what the last of the places failed by.
    package func fetch(
        _ layers: [Descriptor],
        named name: String,
        from places: [Digest: [ImageReference]],
        into blobs: BlobStore,
        say: @Sendable (String) -> Void,
    ) async throws {
        var missing = layers.filter { blobs.size(of: $0.digest) != $0.size }
        var tried: Set<String> = []
        var failure: (any Error)?
        while let layer = missing.first {
            guard let place = places[layer.digest]?.first(where: { !tried.contains($0.name) }) else {
                throw failure
                    ?? BaseError(
                        .notBuilt,
                        "the layer \(layer.digest) of '\(name)' is not here, and no registry is known to have it",
                        hint: "make the base with 'datalab base build', or pull the image from where it was published"
                    )
            }
            tried.insert(place.name)
            let there = missing.filter { places[$0.digest]?.contains { $0.name == place.name } ?? false }
            let size = BoundedNumber.sum(there.map(\.size))
            say("fetching \(there.count) layers of '\(name)' (\(max(size >> 20, 1)) MB) from \(place.name)")
            do {
                try await pull(there, from: place, into: blobs)
            } catch let error as any ReportedFailure {
                failure = error
            }
            missing.removeAll { blobs.size(of: $0.digest) == $0.size }
        }
    }
}
