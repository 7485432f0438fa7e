internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import ImageContents
public import OCIModel
public import RegistryClient
internal import Reporting

/// Where an image was published, and what it took.
public struct Publication: Sendable, Hashable, Codable {
    /// The image in the store.
    public let image: String
    /// Registry and repository.
    public let repository: String
    /// What was done; its tags are those that point to the image now.
    public let report: PushReport
    /// Tags that were left where they are, as what they name is newer.
    public let keptTags: [String]
    /// How long it took, in seconds.
    public let seconds: Double
}

/// Publishes images of a home's store.
public struct DatalabPublisher: Sendable {
    private let home: DatalabHome
    private let credentials: CredentialStore
    private let options: RegistryOptions

    /// A publisher for a home.
    ///
    /// - Parameters:
    ///   - home: where images and records are.
    ///   - credentials: where credentials are found.
    ///   - options: how registries are talked to; unfinished uploads are remembered in the home.
    public init(home: DatalabHome, credentials: CredentialStore, options: RegistryOptions) {
        self.home = home
        self.credentials = credentials
        self.options = options
    }

    /// Finds out what publishing an image would do; the registry is asked for its tags, and nothing is sent.
    ///
    /// Without a tag in the place, the tags are `<version>-<n>`, `<version>` and `latest`, of which the last two only move
    /// forward.
    ///
    /// - Parameters:
    ///   - name: an image of the store.
    ///   - place: registry and repository, with one tag where that alone is wanted.
    ///   - isForced: whether tags also move back.
    /// - Returns: the plan.
    /// - Throws: `InputFailure` for a public datalab without a licence; `RegistryError`, `TransferError`, `StoreError`,
    ///   `BuildFailure`, `CancellationError`.
    public func plan(_ name: String, to place: ImageReference, isForced: Bool = false) async throws -> PublicationPlan {
        let layout = try ImageLayout(root: home.store)
        let name = try layout.fullName(of: name)
        let image = try layout.resolve(name)
        let stored = try? StoredImage(image, in: layout.blobs)
        let metadata = stored?.manifest.annotations?[AnnotationKey.metadata].flatMap {
            MetadataReader.read(normalForm: Array($0.utf8), name: name).metadata
        }
        if let metadata { try refuseUnlicensed(metadata, name) }
        try refuseUnsealed(image, name, place)
        let build = try version(of: image, name, layout, BuildRecords(home: home))
        let tags = try await tags(image, build, place, registry(place), isForced: isForced)
        return PublicationPlan(
            image: name,
            digest: image.digest,
            title: metadata?.title,
            visibility: metadata?.visibility,
            repository: place.name,
            tags: tags.tags,
            keptTags: tags.kept,
            layers: stored?.manifest.layers.count ?? 0,
            size: stored?.compressedSize ?? 0,
            place: place,
            descriptor: image,
            relatives: tags.relatives
        )
    }

    /// Publishes what is planned with the record of its build as a referrer, and notes it in that record.
    ///
    /// Idempotent; when it fails, no tag has moved, or only those that name the whole image.
    ///
    /// - Parameter plan: as of ``plan(_:to:isForced:)``.
    /// - Returns: what was done.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `BuildFailure`, `CancellationError`.
    public func publish(_ plan: PublicationPlan) async throws -> Publication {
        let start = ProcessInfo.processInfo.systemUptime
        let (place, image) = (plan.place, plan.descriptor)
        let layout = try ImageLayout(root: home.store)
        let records = try BuildRecords(home: home)
        let registry = registry(place)
        var push = ImagePush.Options()
        push.tags = plan.tags
        push.relatives = plan.relatives
        // What another repository of this registry is known to have is mounted from there.
        let known = try layout.repositories(of: place.registry)
        let elsewhere = { @Sendable (digest: Digest) in known[digest]?.first { $0 != place.repository } }
        push.mountSource = elsewhere
        // So are layers of a base or a cache in this registry; those from another come here only if they have to.
        let absent = LayersElsewhere(of: image, in: layout, home: home, credentials: credentials, options: options)
        if let absent {
            let source = absent.repository(in: place.registry)
            push.mountSource = { elsewhere($0) ?? source($0) }
            push.obtain = { try await absent.fetch($0) }
        }
        let report = try await ImagePush(to: registry, repository: place.repository, from: layout.blobs).push(
            image,
            push
        )
        try layout.remember(image.digest, isIn: place)
        if let build = try records.newest(of: image.digest) {
            try await publish(RecordArtifact(build, in: records), of: image, layout.blobs, place, registry)
            let tags = report.tags.joined(separator: ", ")
            try records.addEvent("published as \(place.name) \(tags) (\(image.digest))", to: build.id)
        }
        return Publication(
            image: plan.image,
            repository: place.name,
            report: report,
            keptTags: plan.keptTags,
            seconds: ((ProcessInfo.processInfo.systemUptime - start) * 1000).rounded() / 1000
        )
    }

    private func registry(_ place: ImageReference) -> Registry {
        Registry(host: place.registry, credentials: credentials, options: options)
    }

    /// Brings the record of the image's build there, where it is not.
    private func publish(
        _ record: RecordArtifact,
        of image: Descriptor,
        _ blobs: BlobStore,
        _ place: ImageReference,
        _ registry: Registry,
    ) async throws {
        let artifact = try record.store(for: image, in: blobs)
        guard try await registry.digest(of: place.pinned(to: artifact.digest)) == nil else { return }
        _ = try await ImagePush(to: registry, repository: place.repository, from: blobs).push(artifact)
    }

    /// What only a cache says is published where those who may push to the cache may push too, as else it would be a way in.
    private func refuseUnsealed(_ image: Descriptor, _ name: String, _ place: ImageReference) throws {
        let unsealed = UnsealedImages(home: home)
        guard !unsealed.allows(image.digest, to: place), let cache = unsealed.cache(of: image.digest) else { return }
        throw InputFailure(
            .error(
                "'\(name)' was put together with what the cache '\(cache.name)' says, which is not sealed: it is not "
                    + "published to '\(place.name)', where others may push than there",
                hint: "seal the cache ($DATALAB_CACHE_KEY), build with '--verify-cache', or have the cache beside it"
            )
        )
    }

    /// A datalab that everybody may see and nobody may use is not published.
    private func refuseUnlicensed(_ metadata: DatalabMetadata, _ name: String) throws {
        guard case .everyone = metadata.visibility, metadata.licence == nil else { return }
        throw InputFailure(
            .error(
                "'\(name)' is public and has no licence: nobody else may use it, so it is not published",
                hint: "build it with '--licence MIT' (or another of 'datalab licences'), or with '--visibility private'"
            )
        )
    }

    private struct Tags {
        var tags: [String]
        var kept: [String] = []
        /// Tags whose images are like this one.
        var relatives: [String] = []
    }

    /// The version that an image of the store is of: what its tag says, and of `latest`, what another of its names says, or the
    /// record of its build; nil for what was not built here.
    private func version(
        of image: Descriptor,
        _ name: String,
        _ layout: ImageLayout,
        _ records: BuildRecords
    ) throws -> BuildVersion? {
        let version = { (name: String) in ImageLayout.tag(of: name).flatMap { try? BuildVersion(parsing: $0) } }
        if let own = version(name) { return own }
        guard ImageLayout.tag(of: name) == "latest" else { return nil }
        let names = try layout.references().filter { $0.manifest.digest == image.digest }.map(\.name)
        let same = names.filter { ImageLayout.base(of: $0) == ImageLayout.base(of: name) }.compactMap(version)
        let newest = same.max { $0.version == $1.version ? $0.counter < $1.counter : $0.version < $1.version }
        return try newest ?? records.newest(of: image.digest).flatMap { try? BuildVersion(parsing: $0.label) }
    }

    private func tags(
        _ image: Descriptor,
        _ build: BuildVersion?,
        _ place: ImageReference,
        _ registry: Registry,
        isForced: Bool,
    ) async throws -> Tags {
        if let tag = place.tag { return Tags(tags: [tag], relatives: [tag]) }
        guard let build else { return Tags(tags: ["latest"], relatives: ["latest"]) }
        let tags = try await self.tags(place, registry)
        let versions = tags.compactMap { try? BuildVersion(parsing: $0) }
        let same = versions.filter { $0.version == build.version }
        let newest = same.max { $0.counter < $1.counter }
        let candidates = [same.first { $0 == build }, newest == build ? nil : newest].compactMap { $0 }
        let published = try await published(image, among: candidates, place, registry)
        let plan = TagPlan(build, among: versions, published: published, isForced: isForced)
        let relatives = [newest.map { "\($0)" }, "latest"].compactMap { $0 }.filter { tags.contains($0) }
        return Tags(tags: plan.tags, kept: plan.kept, relatives: relatives)
    }

    private func tags(_ place: ImageReference, _ registry: Registry) async throws -> [String] {
        do {
            return try await registry.tags(of: place.repository)
        } catch let error as RegistryError where error.code == .notFound || error.code == .unauthorized {
            // A repository that is not there yet; whether it may be written is found out by writing.
            return []
        }
    }

    /// The first of some versions under which this very image is there already.
    private func published(
        _ image: Descriptor,
        among candidates: [BuildVersion],
        _ place: ImageReference,
        _ registry: Registry,
    ) async throws -> BuildVersion? {
        for candidate in candidates {
            if try await registry.digest(of: place.tagged("\(candidate)")) == image.digest { return candidate }
        }
        return nil
    }
}
