public import ContentStore
internal import DatalabModel
internal import Foundation
internal import OCIModel
internal import PythonPackages

/// The base images in a content store.
public struct BaseCatalog: Sendable {
    private let layout: ImageLayout

    /// The bases in a layout.
    public init(_ layout: ImageLayout) {
        self.layout = layout
    }

    /// All bases, by name.
    ///
    /// - Returns: the bases whose manifests are in the store.
    /// - Throws: `StoreError`; `BaseError` with code `malformed` for an image that has a base's name and no facts.
    public func list() throws -> [BaseImage] {
        try layout.references()
            .filter { $0.name.hasPrefix(BaseName.prefix) }
            .map { try Self.read($0.manifest, name: $0.name, in: layout.blobs) }
    }

    /// The base of a name; nil when it is not in the store.
    ///
    /// - Parameter name: the name, such as `base/jupyterlab:trixie`.
    /// - Returns: the base.
    /// - Throws: as `list()`.
    public func find(_ name: String) throws -> BaseImage? {
        guard let found = try layout.references().first(where: { $0.name == name }) else { return nil }
        return try Self.read(found.manifest, name: name, in: layout.blobs)
    }

    /// The base of a name or of a part of one: `base/jupyterlab:trixie`, `jupyterlab:trixie`, `jupyterlab`, or a digest.
    ///
    /// - Parameter text: what the user wrote.
    /// - Returns: the base; for a kind alone the recipe's with the newest Python.
    /// - Throws: `BaseError` with code `notBuilt`, which names those there are; and as `list()`.
    public func get(_ text: String) throws -> BaseImage {
        let bases = try list()
        let names = [text, BaseName.prefix + text]
        let found = bases.first { names.contains($0.referenceName) || $0.digest.description == text }
        let ofKind = bases.filter { $0.facts.kind.rawValue == text && $0.facts.addition == nil }
        let newest = ofKind.max { Self.numbers($0).lexicographicallyPrecedes(Self.numbers($1)) }
        if let found = found ?? newest { return found }
        let known = bases.map { "'\($0.referenceName)'" }.joined(separator: ", ")
        throw BaseError(
            .notBuilt,
            "there is no base '\(text)' in the store",
            hint: known.isEmpty
                ? "make it: 'datalab base build'" : "the bases are \(known); 'datalab base build' makes others",
        )
    }

    /// The numbers of a base's Python: 3, 13, 5.
    private static func numbers(_ base: BaseImage) -> [Int] {
        base.facts.target.fullVersion.split(separator: ".").map { Int($0) ?? 0 }
    }

    /// The base that was made of just these inputs, all its own layers present; nil when there is none.
    ///
    /// - Parameters:
    ///   - key: the digest of the inputs.
    ///   - name: the base's name.
    /// - Returns: the base.
    /// - Throws: as `list()`.
    func find(_ key: Digest, name: BaseName) throws -> BaseImage? {
        guard let reference = try layout.references().first(where: { $0.name == name.description }) else { return nil }
        let base = try Self.read(reference.manifest, name: reference.name, in: layout.blobs)
        let known = reference.manifest.annotations?[AnnotationKey.baseKey] ?? base.facts.key.description
        guard known == key.description else { return nil }
        let isWhole = base.ownLayers.allSatisfy { layout.blobs.size(of: $0.descriptor.digest) == $0.descriptor.size }
        return isWhole ? base : nil
    }

    private static func read(_ manifest: Descriptor, name: String, in blobs: BlobStore) throws -> BaseImage {
        let image = try StoredImage(manifest, in: blobs)
        guard let facts = BaseFacts(of: image), image.config.rootfs.diffIDs.count == image.manifest.layers.count else {
            throw BaseError(
                .malformed,
                "the image '\(name)' has no facts that this version of datalab understands",
                hint: "make the base again: 'datalab base build'",
            )
        }
        return BaseImage(image, named: name, facts: facts)
    }
}

extension BaseFacts {
    /// What an image says of itself; nil when it is no datalab base.
    init?(of image: StoredImage) {
        guard let text = image.manifest.annotations?[AnnotationKey.baseFacts],
            let facts = try? CanonicalJSON.decode(BaseFacts.self, from: Array(text.utf8))
        else { return nil }
        self = facts
    }
}

extension BaseImage {
    /// A base as it is in a store, under a name of the store's index.
    init(_ image: StoredImage, named name: String, facts: BaseFacts) {
        var manifest = image.descriptor
        // Annotations there belong to the index of one store, not to the base.
        manifest.annotations = nil
        self.init(
            referenceName: name,
            manifest: manifest,
            layers: zip(image.manifest.layers, image.config.rootfs.diffIDs).map(BaseLayer.init),
            execution: image.config.config ?? .init(),
            facts: facts,
            origin: Origin(annotations: image.descriptor.annotations)
                ?? Origin(annotations: image.manifest.annotations),
            places: image.descriptor.places.isEmpty ? nil : image.descriptor.places,
        )
    }
}

extension BaseImage.Origin {
    /// The origin that annotations name: of an image that is a base itself, those of the store's index, else the manifest's own.
    ///
    /// A base that was made from an image elsewhere names that image; here it comes, layers and all, from where it was published.
    fileprivate init?(annotations: [String: String]?) {
        guard let name = annotations?[AnnotationKey.baseName],
            let digest = annotations?[AnnotationKey.baseDigest].flatMap(Digest.init)
        else { return nil }
        self.init(name: name, digest: digest)
    }
}

extension BaseLayer {
    /// A layer as its descriptor describes it.
    init(_ descriptor: Descriptor, diffID: Digest) {
        let annotations = descriptor.annotations ?? [:]
        self.init(
            descriptor: descriptor,
            diffID: diffID,
            uncompressedSize: annotations[AnnotationKey.layerUncompressedSize].flatMap { BoundedNumber.size($0) },
            role: annotations[AnnotationKey.layerRole].flatMap(Role.init) ?? .image,
            contents: annotations[AnnotationKey.layerContents] ?? "",
        )
    }
}
