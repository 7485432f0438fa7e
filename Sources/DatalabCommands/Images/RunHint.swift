internal import ContentStore
internal import DatalabModel
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
        try loading(layout, reference: reference) + ["podman run --rm -p 10000:10000 localhost/\(reference)"]
    }

    /// The line that says how an image of the store is used: it is opened, or it is a step that engines run.
    static func next(_ layout: ImageLayout, reference: String) -> String {
        isStep(layout, reference)
            ? "As CWL, for engines:  datalab step cwl \(reference) --output FILE"
            : "To open it:  datalab run \(reference)"
    }

    /// Whether an image of the store is a step of a pipeline, which opens no page.
    static func isStep(_ layout: ImageLayout, _ reference: String) -> Bool {
        let image = try? StoredImage(layout.resolve(reference), in: layout.blobs)
        let kind = image?.manifest.annotations?[AnnotationKey.kind].flatMap(DatalabKind.init(rawValue:))
        return kind?.hasPage == false
    }

    /// The commands that give an image of the store to podman.
    ///
    /// - Parameters:
    ///   - layout: the store.
    ///   - reference: the image's name there.
    /// - Returns: the commands, in their order.
    /// - Throws: `StoreError` when the image cannot be read.
    static func loading(_ layout: ImageLayout, reference: String) throws -> [String] {
        try fetching(StoredImage(layout.resolve(reference), in: layout.blobs), layout.blobs) + [
            "skopeo copy oci:\(layout.blobs.root):\(reference) containers-storage:localhost/\(reference)"
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
