internal import BaseImages
internal import ContentStore
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import RegistryClient
internal import Reporting
internal import SystemPackage

/// The layers of an image that need not be in the store: those of its base, and those that a cache in a registry knew.
///
/// They stay in their registries until something needs their content.
struct LayersElsewhere: Sendable {
    private let name: String
    /// The base's reference, where the image names one of a registry, as which it is asked for in a mirror, where there is one.
    private let base: ImageReference?
    /// The layers of the base.
    private let inherited: [Descriptor]
    /// What is known of layers that a cache knew, by their digests.
    private let cached: [Digest: LayerPlaces.Known]
    private let layers: [Descriptor]
    /// What the image says of the layers' archives.
    private let diffIDs: [Digest: Digest]
    private let layout: ImageLayout
    private let home: DatalabHome
    private let credentials: CredentialStore
    private let options: RegistryOptions

    /// The layers of an image of a site's home.
    init?(of image: Descriptor, at site: BuildSite, _ layout: ImageLayout) {
        let (credentials, options) = (site.credentials, site.registries)
        self.init(of: image, in: layout, home: site.home, credentials: credentials, options: options)
    }

    /// The layers of an image; nil when it is no datalab.
    init?(
        of image: Descriptor,
        in layout: ImageLayout,
        home: DatalabHome,
        credentials: CredentialStore,
        options: RegistryOptions,
    ) {
        guard let stored = try? StoredImage(image, in: layout.blobs),
            let base = stored.manifest.annotations?[AnnotationKey.baseName]
        else { return nil }
        let own: Set = ["packages", "files", "post-build", "identity"]
        let all = stored.manifest.layers
        inherited = all.filter { !own.contains($0.annotations?[AnnotationKey.layerRole] ?? "") }
        let places = LayerPlaces(home: home)
        let found = all.compactMap { layer in places.find(layer.digest).map { (layer.digest, $0) } }
        cached = Dictionary(found) { first, _ in first }
        let inheritedDigests = Set(inherited.map(\.digest)), known = cached
        layers = inherited + all.filter { known[$0.digest] != nil && !inheritedDigests.contains($0.digest) }
        diffIDs = Dictionary(zip(all.map(\.digest), stored.config.rootfs.diffIDs)) { first, _ in first }
        name = base
        self.base = try? ImageReference(base)
        self.layout = layout
        self.home = home
        self.credentials = credentials
        self.options = options
    }

    /// The repository of a registry that has a layer: by what the image says of its base, by what a cache said.
    func repository(in registry: String) -> @Sendable (Digest) -> String? {
        let digests = Set(inherited.map(\.digest))
        let places = base.map { [options.mirrors.place(of: $0), $0] } ?? []
        let there = places.first { $0.registry == registry }
        return { [self] layer in
            cachePlaces(of: layer).first { $0.registry == registry }?.repository
                ?? (digests.contains(layer) ? there?.repository : nil)
        }
    }

    private func cachePlaces(of layer: Digest) -> [ImageReference] {
        (cached[layer]?.places ?? []).compactMap { try? ImageReference($0) }
    }

    /// Fetches one layer, if it is elsewhere.
    ///
    /// - Throws: as ``fetchMissing()``.
    func fetch(_ layer: Descriptor) async throws {
        guard layers.contains(where: { $0.digest == layer.digest }) else { return }
        try await fetch([layer])
    }

    /// Fetches all that are not in the store: from where the image says its base is, or where the store or a cache knows them to be.
    ///
    /// - Throws: `BaseError` with code `notBuilt` where nobody knows; `RegistryError`, with code `mismatch` for a layer that is not
    ///   what the image says; `TransferError`, `StoreError`.
    func fetchMissing() async throws {
        try await fetch(layers)
    }

    private func fetch(_ wanted: [Descriptor]) async throws {
        let missing = wanted.filter { layout.blobs.size(of: $0.digest) != $0.size }
        guard !missing.isEmpty else { return }
        let known = try layout.places()
        let registries = BaseRegistries(credentials: credentials, options: options)
        let ours = missing.filter { cached[$0.digest] != nil }
        let others = missing.filter { cached[$0.digest] == nil }
        var places = known
        if let base { for layer in others { places[layer.digest, default: []].insert(base, at: 0) } }
        try await registries.fetch(others, named: name, from: places, into: layout.blobs) { options.progress(.log($0)) }
        guard let first = ours.first else { return }
        for layer in ours { places[layer.digest] = cachePlaces(of: layer.digest) + (known[layer.digest] ?? []) }
        let source = cachePlaces(of: first.digest).first.map { "the cache '\($0.name)'" } ?? "the cache"
        // Nothing gets into the store before it was looked into, whatever ends this process.
        let scratch = try ScratchFolder(home: home)
        defer { scratch.remove() }
        let aside = try BlobStore(root: scratch.path.appending("store"))
        try await registries.fetch(ours, named: source, from: places, into: aside) { options.progress(.log($0)) }
        for layer in ours {
            try await check(layer, in: aside)
            try layout.blobs.adopt(layer.digest, from: aside)
        }
    }

    // MARK: checking

    /// Holds a layer that came for a cache's word against what the image says of its archive, and the cache of its wheels.
    private func check(_ layer: Descriptor, in blobs: BlobStore) async throws {
        // One layer may have been said to be several: the image tells which it takes it for.
        let contents = layer.annotations?[AnnotationKey.layerContents] ?? ""
        let claim = cached[layer.digest]?.claims.first { claim in
            [claim.contents, "beside the server: \(claim.contents)"].contains(contents)
        }
        let fault = try await BlockingWork.run { [diffIDs] in
            CachedLayer(layer, in: blobs).fault(expecting: diffIDs[layer.digest], of: claim?.wheels ?? [])
        }
        guard let fault else { return }
        let place = cachePlaces(of: layer.digest).first?.name ?? "the cache"
        throw RegistryError(
            .mismatch,
            place,
            "the layer \(layer.digest) is not what the cache says: \(fault)",
            hint: "build again with '--verify-cache', which finds what is wrong there and replaces it"
        )
    }
}

/// A layer that came from a registry since a cache had said what it is.
struct CachedLayer: Sendable {
    private let layer: Descriptor
    private let blobs: BlobStore

    /// Of more bytes no layer's archive is made.
    private static let sizeLimit = UInt64(BoundedNumber.largestSize)

    init(_ layer: Descriptor, in blobs: BlobStore) {
        self.layer = layer
        self.blobs = blobs
    }

    /// Holds it against what is expected.
    ///
    /// - Parameters:
    ///   - diffID: the digest of the archive.
    ///   - wheels: the file names of the wheels that are in it.
    /// - Returns: what is not as expected, in words; nil when all is.
    func fault(expecting diffID: Digest?, of wheels: [String]) -> String? {
        let path = blobs.path(of: layer.digest)
        do {
            let found = try UncompressedLayer(of: path, name: "the layer", sizeLimit: Self.sizeLimit)
            guard found.diffID == diffID else {
                return "uncompressed it is \(found.diffID), expected \(diffID?.description ?? "another digest")"
            }
            let reader = try TarReader(path, name: "the layer", sizeLimit: Self.sizeLimit)
            var there: Set<String> = []
            while let entry = try reader.next() {
                guard entry.path.utf8.suffix(17).elementsEqual(".dist-info/RECORD".utf8) else { continue }
                // Some packages have others in themselves.
                let folders = entry.path.split(separator: "/").dropLast()
                guard folders.dropLast().last == "site-packages", let folder = folders.last else { continue }
                there.insert(Self.project(String(folder.dropLast(".dist-info".count))))
            }
            let expected = Set(wheels.compactMap { WheelFilename($0) }.map { Self.project("\($0.name)-\($0.version)") })
            guard there == expected else {
                let names = { (set: Set<String>) in set.sorted().prefix(3).joined(separator: ", ") }
                return "it holds \(names(there.subtracting(expected))), expected \(names(expected.subtracting(there)))"
            }
            return nil
        } catch {
            return error.detail
        }
    }

    /// `name-version` in one spelling.
    private static func project(_ text: String) -> String {
        guard let dash = text.lastIndex(of: "-") else { return text }
        let version = String(text[text.index(after: dash)...])
        return "\(PackageName.normalized(text[..<dash])) \(PackageVersion(version)?.description ?? version)"
    }
}
