public import OCIModel

/// Where images of the store are too, as far as is known: it stands beside their names in `index.json`, never in an image.
extension ImageLayout {
    /// How many places of one image are remembered.
    private static let mostPlaces = 8

    /// Remembers that a repository of a registry has an image: it was pulled from there, or published there.
    ///
    /// - Parameters:
    ///   - digest: the digest of the image's manifest, which a name of the store points to.
    ///   - place: the registry and the repository.
    /// - Throws: `StoreError`.
    public func remember(_ digest: Digest, isIn place: ImageReference) throws(StoreError) {
        try withLockedIndex { index in
            for position in index.manifests.indices where index.manifests[position].digest == digest {
                let known = index.manifests[position].places.filter { $0 != place.name }
                let places = ([place.name] + known).prefix(Self.mostPlaces).joined(separator: " ")
                index.manifests[position].annotations = (index.manifests[position].annotations ?? [:]).merging(
                    [AnnotationKey.places: places]
                ) { $1 }
            }
        }
    }

    /// Which repositories of a registry have which blobs, by what is remembered; other registries' are told to nobody.
    ///
    /// - Parameter registry: the registry's host, with its port where it has one.
    /// - Returns: repositories by the blobs' digests, those remembered last first.
    /// - Throws: `StoreError` when the index cannot be read; an image that cannot tells nothing.
    public func repositories(of registry: String) throws(StoreError) -> [Digest: [String]] {
        try places { $0.registry == registry }.mapValues { $0.map(\.repository) }
    }

    /// Which repositories of any registry have which blobs, by what is remembered.
    ///
    /// - Returns: registries and repositories by the blobs' digests, those remembered last first.
    /// - Throws: `StoreError` when the index cannot be read; an image that cannot tells nothing.
    public func places() throws(StoreError) -> [Digest: [ImageReference]] {
        try places { _ in true }
    }

    private func places(_ isMeant: (ImageReference) -> Bool) throws(StoreError) -> [Digest: [ImageReference]] {
        var found: [Digest: [ImageReference]] = [:]
        var seen: Set<Digest> = []
        for manifest in try index().manifests where seen.insert(manifest.digest).inserted {
            let places = manifest.places.compactMap { try? ImageReference($0) }.filter(isMeant)
            guard !places.isEmpty else { continue }
            for blob in contents(of: manifest, depth: 0) { found[blob, default: []] += places }
        }
        return found
    }

    /// The blobs that a manifest, or the manifests of an index, name.
    private func contents(of descriptor: Descriptor, depth: Int) -> [Digest] {
        guard depth < 4, let bytes = try? blobs.read(descriptor.digest, limit: ManifestReader.sizeLimit),
            let form = try? ManifestReader.read(bytes, declaredType: descriptor.mediaType, isTypeImplied: false).1
        else { return [] }
        return switch form {
        case .image(let image): ([image.config] + image.layers).map(\.digest)
        case .index(let index): index.manifests.flatMap { contents(of: $0, depth: depth + 1) }
        }
    }
}

extension Descriptor {
    /// The repositories that are remembered to have it, each with its registry.
    public var places: [String] {
        annotations?[AnnotationKey.places]?.split(separator: " ").map(String.init) ?? []
    }
}
