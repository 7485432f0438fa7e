public import ContentStore
public import OCIModel
internal import Reporting

/// Brings an image or index of a store to a repository: only what is missing, blobs before manifests, tags last.
public struct ImagePush: Sendable {
    private let registry: Registry
    private let repository: String
    private let blobs: BlobStore

    /// A push to a repository.
    ///
    /// - Parameters:
    ///   - registry: the registry.
    ///   - repository: the repository's name.
    ///   - blobs: the store that has the image.
    public init(to registry: Registry, repository: String, from blobs: BlobStore) {
        self.registry = registry
        self.repository = repository
        self.blobs = blobs
    }

    /// What a push is asked for beside its image.
    public struct Options: Sendable {
        /// Tags that are to point to the image.
        public var tags: [String] = []
        /// Tags whose images may share blobs with this one: what those have is not asked for.
        public var relatives: [String] = []
        /// Blobs that the repository is known to have: they are not asked for.
        public var there: Set<Digest> = []
        /// Whether what a manifest in the repository names is taken to be there: not where something is to be mended.
        public var believesManifests = true
        /// A repository of the registry that has the blob of a digest.
        public var mountSource: @Sendable (Digest) -> String? = { _ in nil }
        /// Brings a blob that the repository does not have into the store, where it is not there yet.
        public var obtain: @Sendable (Descriptor) async throws -> Void = { _ in }

        /// No tags, no helps.
        public init() {}
    }

    /// Pushes a manifest or index of the store with all that belongs to it.
    ///
    /// Idempotent. When it fails, tags are as they were, or those that were set already point to the whole image.
    ///
    /// - Parameters:
    ///   - descriptor: the manifest or index.
    ///   - options: tags, and what is known of the repository.
    /// - Returns: what was done.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    public func push(_ descriptor: Descriptor, _ options: Options = Options()) async throws -> PushReport {
        let tree = try ImageTree(descriptor, in: blobs)
        var report = PushReport(digest: descriptor.digest)
        let there = try await contents(tree, options)
        for blob in tree.blobs where there.has(blob) { report.present.add(blob.size) }
        try await pushBlobs(tree.blobs.filter { !there.has($0) }, options, &report)
        for manifest in tree.manifests where !there.has(manifest) {
            try await put(manifest, at: reference.pinned(to: manifest.descriptor.digest))
        }
        for tag in options.tags {
            if there.tags[tag] != descriptor.digest {
                try await registry.put(tree.root.bytes, tree.root.descriptor, at: reference.tagged(tag))
            }
            report.tags.append(tag)
        }
        return report
    }

    private var reference: ImageReference {
        get throws { try registry.reference(repository) }
    }

    // MARK: what is there

    /// What manifests in the repository prove to be there.
    private struct Contents: Sendable {
        /// The manifests that were read.
        var manifests: Set<Digest> = []
        /// The blobs these name.
        var blobs: Set<Digest> = []
        /// What tags point to.
        var tags: [String: Digest] = [:]

        func has(_ blob: Descriptor) -> Bool { blobs.contains(blob.digest) }

        /// Whether nothing is left to do for a manifest: a referrer may have been cut off before its subject's list was written.
        func has(_ node: ImageTree.Node) -> Bool {
            manifests.contains(node.descriptor.digest) && node.content.subject == nil
        }
    }

    /// Reads the manifests of the base, of the tags that are to be set, and of those named as relatives: each once.
    private func contents(_ tree: ImageTree, _ options: Options) async throws -> Contents {
        let repository = try reference
        let tags = Set(options.relatives + options.tags).map { repository.tagged($0) }
        let places = tags + Set(tree.baseDigests).map { repository.pinned(to: $0) }
        return await withTaskGroup(of: (ImageReference, RemoteManifest?).self) { group in
            for place in places {
                // What cannot be read proves nothing.
                group.addTask { [registry] in (place, try? await registry.manifest(place)) }
            }
            var contents = Contents()
            contents.blobs = options.there
            for await case (let place, let manifest?) in group {
                contents.manifests.insert(manifest.descriptor.digest)
                if let tag = place.tag { contents.tags[tag] = manifest.descriptor.digest }
                guard options.believesManifests, case .image(let image) = manifest.content else { continue }
                contents.blobs.formUnion(([image.config] + image.layers).map(\.digest))
            }
            return contents
        }
    }

    // MARK: blobs

    private func pushBlobs(_ wanted: [Descriptor], _ options: Options, _ report: inout PushReport) async throws {
        let total = UInt64(BoundedNumber.sum(wanted.map(\.size)))
        let progress = ByteProgress("pushing", total: total, registry.options.progress)
        let outcomes = try await registry.forEachBlob(wanted) { blob in (blob, try await push(blob, options, progress))
        }
        for (blob, outcome) in outcomes {
            switch outcome {
            case nil: report.present.add(blob.size)
            case .mounted: report.mounted.add(blob.size)
            case .sent(let resumed):
                report.sent.add(blob.size - Int64(resumed))
                report.resumed += Int64(resumed)
            }
        }
    }

    /// Brings one blob there; nil when it was.
    private func push(_ blob: Descriptor, _ options: Options, _ progress: ByteProgress) async throws -> BlobUpload
        .Outcome?
    {
        if try await registry.hasBlob(blob, in: repository) {
            progress.add(blob.size)
            return nil
        }
        let source = options.mountSource(blob.digest).flatMap { $0 == repository ? nil : $0 }
        let upload = BlobUpload(
            registry: registry,
            repository: repository,
            descriptor: blob,
            file: blobs.path(of: blob.digest),
            mountFrom: source,
            obtain: { [blobs] in
                try await options.obtain(blob)
                guard blobs.size(of: blob.digest) == blob.size else {
                    throw StoreError(.missing(blob.digest), at: blobs.root)
                }
            },
            onSent: { progress.add(Int64($0)) }
        )
        return try await upload.run()
    }

    // MARK: manifests

    private func put(_ manifest: ImageTree.Node, at place: ImageReference) async throws {
        let knowsReferrers = try await registry.put(manifest.bytes, manifest.descriptor, at: place)
        guard let subject = manifest.content.subject, !knowsReferrers else { return }
        try await ReferrersTag(registry, repository).add(manifest.referrer, to: subject)
    }
}
