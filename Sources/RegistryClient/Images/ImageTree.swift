internal import ContentStore
internal import OCIModel

/// A manifest or index of a store with all that belongs to it, in the order a registry wants it.
struct ImageTree {
    /// A manifest or index.
    struct Node {
        let descriptor: Descriptor
        let bytes: [UInt8]
        let content: ManifestForm

        /// The manifest as a referrer of its subject: with its type and its annotations (distribution-spec 1.1).
        var referrer: Descriptor {
            Descriptor(
                mediaType: descriptor.mediaType,
                digest: descriptor.digest,
                size: descriptor.size,
                annotations: content.annotations,
                artifactType: content.artifactType
            )
        }
    }

    /// All manifests, what is named before what names it.
    private(set) var manifests: [Node] = []
    /// All blobs that are sent, each once.
    private(set) var blobs: [Descriptor] = []
    /// The digests of the images that these say they stand on.
    private(set) var baseDigests: [Digest] = []

    /// The image itself.
    var root: Node { manifests[manifests.count - 1] }

    /// Reads a tree.
    ///
    /// - Throws: `StoreError`, `RegistryError` with code `malformed`.
    init(_ descriptor: Descriptor, in store: BlobStore) throws {
        var seen: Set<Digest> = []
        try add(descriptor, store, depth: 0, &seen)
    }

    private mutating func add(_ descriptor: Descriptor, _ store: BlobStore, depth: Int, _ seen: inout Set<Digest>)
        throws
    {
        guard seen.insert(descriptor.digest).inserted else { return }
        guard depth < 4 else {
            throw RegistryError(.malformed, descriptor.digest, "indexes name indexes that name indexes")
        }
        let bytes = try store.read(descriptor.digest, limit: ManifestReader.sizeLimit)
        let manifest = try RemoteManifest(
            bytes,
            mediaType: descriptor.mediaType,
            digest: descriptor.digest,
            subject: "\(descriptor.digest)"
        )
        switch manifest.content {
        case .image(let image):
            // Layers that may not be given away have their own addresses, and are in no registry.
            for blob in [image.config] + image.layers
            where !blob.mediaType.contains("nondistributable") {
                if seen.insert(blob.digest).inserted { blobs.append(blob) }
            }
            if let base = image.annotations?[AnnotationKey.baseDigest].flatMap(Digest.init) { baseDigests.append(base) }
        case .index(let index):
            for one in index.manifests { try add(one, store, depth: depth + 1, &seen) }
        }
        manifests.append(Node(descriptor: manifest.descriptor, bytes: bytes, content: manifest.content))
    }
}
