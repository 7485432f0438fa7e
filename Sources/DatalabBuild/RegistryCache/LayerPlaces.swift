internal import Files
internal import Foundation
internal import OCIModel
internal import PythonPackages
internal import SystemPackage

/// What is remembered of layers that a cache knew: which repositories have them, and of which wheels they were said to be.
///
/// So they can be mounted and fetched although they never were here. A place is asked, not believed: what comes is checked.
struct LayerPlaces: Sendable {
    /// What is remembered of a layer.
    struct Known: Sendable, Codable {
        /// The repositories that have it, with their registries, the latest first.
        var places: [String]
        /// What it was said to be; of a layer that was said to be several, an image tells which it takes it for.
        var claims: [Claim]
    }

    /// What a layer was said to be.
    struct Claim: Sendable, Codable, Hashable {
        /// The line for people on what it holds, as images have it.
        var contents: String
        /// The file names of its wheels.
        var wheels: [String]
    }

    private static let (mostPlaces, mostClaims) = (4, 8)
    private let home: DatalabHome

    init(home: DatalabHome) {
        self.home = home
    }

    /// What is known of a layer; nil for one that no cache had.
    func find(_ layer: Digest) -> Known? {
        FileManager.default.contents(atPath: path(layer).string)
            .flatMap { try? CanonicalJSON.decode(Known.self, from: Array($0)) }
    }

    /// Remembers that a repository has a layer.
    ///
    /// - Throws: `BuildFailure` with code `cannotWrite`.
    func remember(_ layer: Digest, as claim: Claim, isIn place: ImageReference) throws {
        let known = find(layer) ?? Known(places: [], claims: [])
        guard known.places.first != place.name || known.claims.first != claim else { return }
        let places = ([place.name] + known.places.filter { $0 != place.name }).prefix(Self.mostPlaces)
        let claims = ([claim] + known.claims.filter { $0 != claim }).prefix(Self.mostClaims)
        try home.make(home.registryLayers)
        try WholeFile.write(
            CanonicalJSON.encode(Known(places: Array(places), claims: Array(claims))),
            to: path(layer),
            durability: .memory
        )
    }

    private func path(_ layer: Digest) -> FilePath { home.registryLayers.appending(layer.hex) }
}

/// What is remembered of images that were put together with what a cache said and no key has sealed: they are no more to be trusted
/// than those who may push to the cache.
struct UnsealedImages: Sendable {
    private let home: DatalabHome

    init(home: DatalabHome) {
        self.home = home
    }

    /// The repository of the cache that an image hangs on; nil for one that hangs on none.
    func cache(of image: Digest) -> ImageReference? {
        FileManager.default.contents(atPath: path(image).string)
            .flatMap { try? ImageReference(String(decoding: $0, as: UTF8.self)) }
    }

    /// Notes what an image that was just put together hangs on.
    ///
    /// - Parameters:
    ///   - image: the digest of its manifest.
    ///   - cache: the repository; nil when the image was made without what only a cache says.
    /// - Throws: `BuildFailure` with code `cannotWrite`.
    func note(_ image: Digest, hangsOn cache: ImageReference?) throws {
        guard let cache else {
            try? FileManager.default.removeItem(atPath: path(image).string)
            return
        }
        try home.make(home.unsealedImages)
        try WholeFile.write(cache.name, to: path(image))
    }

    /// Whether an image may be published to a place: there, or beside the cache, who may push could have brought in the same.
    func allows(_ image: Digest, to place: ImageReference) -> Bool {
        guard let cache = cache(of: image) else { return true }
        return cache.registry == place.registry && Self.folder(of: cache) == Self.folder(of: place)
    }

    /// The name of a repository up to the last slash.
    private static func folder(of place: ImageReference) -> Substring {
        place.repository.lastIndex(of: "/").map { place.repository[..<$0] } ?? ""
    }

    private func path(_ image: Digest) -> FilePath { home.unsealedImages.appending(image.hex) }
}
