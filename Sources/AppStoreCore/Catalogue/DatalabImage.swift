internal import DatalabModel
internal import Foundation
package import OCIModel
package import Reporting

/// An image that is a datalab: its metadata has been read and checked.
package struct DatalabImage: Sendable {
    /// Gives the bytes of a manifest or a configuration by digest; nil when it is not there.
    package typealias Content = (Digest) throws -> [UInt8]?

    /// What the image says of itself.
    package let facts: VersionFacts
    /// The picture for its card.
    package let icon: DatalabIcon?
    /// What is unwise about the metadata.
    package let warnings: [Problem]

    /// The longest metadata, in bytes.
    static let longestMetadata = 256 << 10

    /// Reads an image; nil when it is none of a datalab, which is not an error.
    ///
    /// A datalab is known by the metadata among its annotations, or, as some tools drop annotations, among its configuration's
    /// labels. Of an index the image for amd64 speaks, or else the first.
    ///
    /// - Parameters:
    ///   - manifest: the manifest's or the index's bytes.
    ///   - content: gives the image's configuration, and the manifests of an index.
    /// - Throws: `AppStoreError` with code `refused` and all reasons; what `content` throws.
    package init?(manifest: [UInt8], content: Content) throws {
        guard let image = try Self.image(manifest, content) else { return nil }
        let labels = try Self.labels(image, content)
        let annotations = labels.merging(image.annotations ?? [:]) { $1 }
        guard let json = annotations[AnnotationKey.metadata] else { return nil }
        guard json.utf8.count <= Self.longestMetadata else {
            let hint = "shorten the description and leave out what belongs into files"
            let found = "the metadata has \(json.utf8.count) bytes, at most \(Self.longestMetadata) are taken"
            throw AppStoreError(.refused, detail: found, hint: hint)
        }
        let reading = MetadataReader.read(normalForm: Array(json.utf8), name: AnnotationKey.metadata)
        guard let metadata = reading.metadata else {
            throw AppStoreError(.refused, problems: reading.problems.filter { $0.severity == .error })
        }
        facts = VersionFacts(metadata, image, annotations)
        icon = DatalabIcon(address: metadata.thumbnailURL)
        warnings = reading.problems
    }

    private static func image(_ bytes: [UInt8], _ content: Content) throws -> Manifest? {
        if let manifest = try? CanonicalJSON.decode(Manifest.self, from: bytes) { return manifest }
        guard let index = try? CanonicalJSON.decode(Index.self, from: bytes) else { return nil }
        let chosen = index.manifests.first { $0.platform?.architecture == "amd64" } ?? index.manifests.first
        guard let chosen, let child = try content(chosen.digest),
            var manifest = try? CanonicalJSON.decode(Manifest.self, from: child)
        else { return nil }
        manifest.annotations = (manifest.annotations ?? [:]).merging(index.annotations ?? [:]) { own, _ in own }
        return manifest
    }

    private static func labels(_ manifest: Manifest, _ content: Content) throws -> [String: String] {
        guard manifest.config.mediaType != MediaType.empty, manifest.artifactType == nil,
            let bytes = try content(manifest.config.digest),
            let config = try? CanonicalJSON.decode(ImageConfig.self, from: bytes)
        else { return [:] }
        return config.config?.labels ?? [:]
    }
}

extension VersionFacts {
    fileprivate init(_ metadata: DatalabMetadata, _ manifest: Manifest, _ annotations: [String: String]) {
        self.metadata = metadata
        // An address that holds the picture itself would be in every answer; the picture is kept beside.
        if metadata.thumbnailURL?.hasPrefix("data:") == true { self.metadata.thumbnailURL = nil }
        kind = annotations[AnnotationKey.kind].flatMap(DatalabKind.init(rawValue:)) ?? metadata.kind
        size = manifest.layers.reduce(0) { $0 + max(0, $1.size) }
        layers = manifest.layers.map { layer in
            Layer(
                digest: layer.digest,
                size: layer.size,
                role: layer.annotations?[AnnotationKey.layerRole],
                contents: layer.annotations?[AnnotationKey.layerContents],
            )
        }
        packages = Self.packages(annotations[AnnotationKey.packages])
        created = annotations[AnnotationKey.created]
        source = annotations[AnnotationKey.source]
        revision = annotations[AnnotationKey.revision]
        baseName = annotations[AnnotationKey.baseName]
        baseDigest = annotations[AnnotationKey.baseDigest]
    }

    /// A list that cannot be read counts as none: the packages are for looking at, nothing depends on them.
    private static func packages(_ json: String?) -> [Package] {
        guard let json, let versions = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)) else {
            return []
        }
        return versions.map { Package(name: $0, version: $1) }.sorted { $0.name < $1.name }
    }
}
