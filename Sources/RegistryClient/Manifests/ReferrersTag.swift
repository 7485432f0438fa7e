internal import HTTPTransfer
internal import Hashing
internal import OCIModel

/// The index of a manifest's referrers in registries without the referrers API (distribution-spec 1.1, "Referrers Tag Schema").
struct ReferrersTag {
    private let registry: Registry
    private let repository: String

    init(_ registry: Registry, _ repository: String) {
        self.registry = registry
        self.repository = repository
    }

    /// Adds a referrer, and looks afterwards whether another writer's change has undone it.
    ///
    /// - Throws: `RegistryError`, `TransferError`.
    func add(_ referrer: Descriptor, to subject: Descriptor) async throws {
        let place = try registry.reference(repository).tagged(Self.tag(subject.digest))
        for attempt in 0..<8 {
            let start = ContinuousClock.now
            var index = try await index(place)
            if index.manifests.contains(where: { $0.digest == referrer.digest }) { return }
            index.manifests.append(referrer)
            let bytes = try CanonicalJSON.encode(index)
            let descriptor = Descriptor(
                mediaType: MediaType.index,
                digest: .sha256(of: bytes),
                size: Int64(bytes.count)
            )
            try await registry.put(bytes, descriptor, at: place)
            // Another writer who read before and writes after this is met with another look, when that one has had the time.
            let spent = ContinuousClock.now - start
            try await Task.sleep(for: spent + .milliseconds(20 << attempt) * Double.random(in: 0...1))
        }
        guard try await index(place).manifests.contains(where: { $0.digest == referrer.digest }) else {
            let detail = "the list of referrers of \(subject.digest) is changed by others all the time"
            throw RegistryError(.unavailable, place, detail, hint: "try again later")
        }
    }

    /// The referrers of a manifest; none when nobody ever listed one.
    ///
    /// - Throws: `RegistryError`, `TransferError`.
    func referrers(of subject: Digest) async throws -> [Descriptor] {
        try await index(registry.reference(repository).tagged(Self.tag(subject))).manifests
    }

    private func index(_ place: ImageReference) async throws -> Index {
        do {
            guard case .index(let index) = try await registry.manifest(place).content else {
                throw RegistryError(.malformed, place, "the list of referrers is not an index")
            }
            return index
        } catch let error as RegistryError where error.code == .notFound {
            return Index(manifests: [])
        }
    }

    /// `<algorithm>-<hex>`, cut to 32 and 64 characters.
    static func tag(_ digest: Digest) -> String {
        "\(digest.algorithm.rawValue.prefix(32))-\(digest.hex.prefix(64))"
    }
}
