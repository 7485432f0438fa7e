internal import AppStoreAPI
internal import DatalabModel
internal import Foundation
package import OCIModel
package import Reporting

/// An image that is a datalab: its metadata has been read and checked.
package struct DatalabImage: Sendable {
    /// What an image is read from, beside its own manifest.
    package enum Part: Sendable, Hashable {
        /// A manifest that an index names.
        case manifest
        /// An image's configuration.
        case configuration
    }

    /// Gives the bytes of a part that the repository has, by digest; nil when it does not.
    package typealias Content = (Part, Digest) throws -> [UInt8]?

    /// What the image says of itself.
    package let facts: VersionFacts
    /// The picture for its card.
    package let icon: DatalabIcon?
    /// What is unwise about the metadata.
    package let warnings: [Problem]

    /// The longest metadata, in bytes.
    package static let longestMetadata = 256 << 10

    /// Reads an image; nil when it is none of a datalab, which is not an error.
    ///
    /// A datalab is known by the metadata among its annotations, or, as some tools drop annotations, among its configuration's
    /// labels. Of an index the image for amd64 speaks, or else the first of those that are there.
    ///
    /// - Parameters:
    ///   - manifest: the image's manifest, or an index.
    ///   - content: gives the image's configuration, and the manifests of an index.
    /// - Throws: `AppStoreError` with code `refused` and all reasons; what `content` throws.
    package init?(_ manifest: ManifestContent, content: Content) throws {
        guard let image = try Self.image(manifest.form, content) else { return nil }
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
        facts = try VersionFacts(metadata, image, annotations)
        icon = DatalabIcon(address: metadata.thumbnailURL)
        warnings = reading.problems
    }

    private static func image(_ form: ManifestForm, _ content: Content) throws -> Manifest? {
        switch form {
        case .image(let manifest): return manifest
        case .index(let index):
            let isFirst = { (entry: Descriptor) in entry.platform?.architecture == "amd64" }
            for entry in index.manifests.filter(isFirst) + index.manifests.filter({ !isFirst($0) }) {
                guard let child = try content(.manifest, entry.digest) else { continue }
                guard case .image(var manifest)? = try? ManifestContent(child, declaredType: entry.mediaType).form
                else {
                    return nil
                }
                manifest.annotations = (manifest.annotations ?? [:]).merging(index.annotations ?? [:]) { own, _ in own }
                return manifest
            }
            return nil
        }
    }

    private static func labels(_ manifest: Manifest, _ content: Content) throws -> [String: String] {
        guard manifest.config.mediaType != MediaType.empty, manifest.artifactType == nil,
            let bytes = try content(.configuration, manifest.config.digest),
            let config = try? CanonicalJSON.decode(ImageConfig.self, from: bytes)
        else { return [:] }
        return config.config?.labels ?? [:]
    }
}

extension VersionFacts {
    /// The bounds of what the catalogue keeps of a version, so that no page grows with what strangers push.
    package enum Limits {
        /// So many layers at most.
        package static let layers = 500
        /// So many Python packages at most.
        package static let packages = 5000
        /// The longest text of the image's own, such as a layer's contents or the address of the source, in bytes.
        package static let text = 2048
        /// The longest name or version of a package, in bytes.
        package static let packageText = 200
    }

    fileprivate init(_ metadata: DatalabMetadata, _ manifest: Manifest, _ annotations: [String: String]) throws {
        guard manifest.layers.count <= Limits.layers else {
            let found = "the image has \(manifest.layers.count) layers, at most \(Limits.layers) are taken of a datalab"
            throw AppStoreError(.refused, detail: found, hint: "build it from fewer layers")
        }
        self.metadata = metadata
        // An address that holds the picture itself would be in every answer; the picture is kept beside.
        if metadata.thumbnailURL?.hasPrefix("data:") == true { self.metadata.thumbnailURL = nil }
        kind = annotations[AnnotationKey.kind].flatMap(DatalabKind.init(rawValue:)) ?? metadata.kind
        size = BoundedNumber.sum(manifest.layers.map(\.size))
        layers = manifest.layers.map { layer in
            DatalabLayer(
                digest: layer.digest,
                size: layer.size,
                role: Self.text(layer.annotations?[AnnotationKey.layerRole], Limits.packageText),
                contents: Self.text(layer.annotations?[AnnotationKey.layerContents]),
            )
        }
        packages = try Self.packages(annotations[AnnotationKey.packages])
        created = Self.text(annotations[AnnotationKey.created])
        source = Self.text(annotations[AnnotationKey.source])
        revision = Self.text(annotations[AnnotationKey.revision])
        baseName = Self.text(annotations[AnnotationKey.baseName])
        baseDigest = Self.text(annotations[AnnotationKey.baseDigest])
    }

    /// A text of the image's author; a longer one is cut, with a sign of it.
    private static func text(_ text: String?, _ limit: Int = Limits.text) -> String? {
        guard let text, text.utf8.count > limit else { return text }
        return String(decoding: text.utf8.prefix(limit), as: UTF8.self) + "…"
    }

    /// A list that cannot be read counts as none: the packages are for looking at, nothing depends on them.
    private static func packages(_ json: String?) throws -> [DatalabPackage] {
        guard let json, let versions = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)) else {
            return []
        }
        guard versions.count <= Limits.packages else {
            let found = "the image lists \(versions.count) Python packages, at most \(Limits.packages) are taken"
            throw AppStoreError(.refused, detail: found, hint: "leave packages out that are not needed")
        }
        return versions.map { name, version in
            DatalabPackage(
                name: text(name, Limits.packageText) ?? "",
                version: text(version, Limits.packageText) ?? ""
            )
        }.sorted { $0.name < $1.name }
    }
}
