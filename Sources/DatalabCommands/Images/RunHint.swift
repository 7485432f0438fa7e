internal import ContentStore
internal import OCIModel
internal import SystemPackage

/// How to start an image with what people have.
enum RunHint {
    /// The commands that start an image of the store, reachable at `http://localhost:10000/`.
    ///
    /// Not `podman run oci:…` in one: podman before 5 makes a name of the path and refuses one with `.local` in it.
    ///
    /// - Parameters:
    ///   - layout: the store.
    ///   - reference: the image's name there.
    /// - Returns: the commands, in their order.
    /// - Throws: `StoreError` when the image cannot be read.
    static func commands(_ layout: ImageLayout, reference: String) throws -> [String] {
        try fetching(StoredImage(layout.resolve(reference), in: layout.blobs), layout.blobs) + [
            "skopeo copy oci:\(layout.blobs.root):\(reference) containers-storage:localhost/\(reference)",
            "podman run --rm -p 10000:10000 localhost/\(reference)",
        ]
    }

    /// The command that brings the layers of a base which are still in its registry.
    private static func fetching(_ image: StoredImage, _ blobs: BlobStore) -> [String] {
        let isWhole = image.manifest.layers.allSatisfy { blobs.size(of: $0.digest) == $0.size }
        guard !isWhole, let annotations = image.manifest.annotations,
            let base = annotations[AnnotationKey.baseName].flatMap({ try? ImageReference($0) }),
            let digest = annotations[AnnotationKey.baseDigest].flatMap(Digest.init)
        else { return [] }
        return ["datalab pull \(base.pinned(to: digest))"]
    }
}
