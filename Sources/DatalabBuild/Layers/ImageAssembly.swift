internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import Workspaces

/// A layer of an image that is being put together.
struct ImageLayer: Sendable {
    let layer: FinishedLayer
    let role: String
    let contents: String
    let isReused: Bool
    /// What is unwise about what is in it.
    var warnings: [Problem] = []

    var descriptor: Descriptor {
        Descriptor(
            mediaType: MediaType.layerGzip,
            digest: layer.digest,
            size: layer.size,
            annotations: [AnnotationKey.layerRole: role, AnnotationKey.layerContents: contents],
        )
    }

    var report: LayerReport {
        LayerReport(role: role, contents: contents, digest: layer.digest, size: layer.size, isReused: isReused)
    }
}

/// Puts an image together: configuration and manifest of the base's layers and the datalab's own.
///
/// A pure function of base, layers, packages, metadata and the source's origin: no time, machine or name of a user goes in.
struct ImageAssembly: Sendable {
    let base: BaseImage
    let layers: [ImageLayer]
    let packages: [SelectedWheel]
    let metadata: DatalabMetadata
    let origin: SourceOrigin
    /// What became of the source's `postBuild`; nil where none was run.
    var postBuild: PostBuildReport?

    /// Writes configuration and manifest into a store.
    ///
    /// - Returns: the manifest's descriptor.
    func store(in blobs: BlobStore) throws -> Descriptor {
        let annotations = try annotations()
        let config = try CanonicalJSON.encode(config(labels: annotations))
        let configDescriptor = Descriptor(
            mediaType: MediaType.config,
            digest: try blobs.put(config),
            size: Int64(config.count),
        )
        let descriptors = base.layers.map(\.descriptor) + layers.map(\.descriptor)
        let manifest = Manifest(config: configDescriptor, layers: descriptors, annotations: annotations)
        let bytes = try CanonicalJSON.encode(manifest)
        return Descriptor(mediaType: MediaType.manifest, digest: try blobs.put(bytes), size: Int64(bytes.count))
    }

    private func config(labels: [String: String]) -> ImageConfig {
        var execution = base.execution
        execution.environment = (execution.environment ?? []) + ["DATALAB_NAME=\(metadata.imageName)"]
        execution.labels = (execution.labels ?? [:]).merging(labels) { $1 }
        let made = base.layers.map { ImageConfig.History(created: created, createdBy: "base", comment: $0.contents) }
        let own = layers.map { ImageConfig.History(created: created, createdBy: "datalab build", comment: $0.contents) }
        return ImageConfig(
            created: created,
            author: metadata.creator?.name,
            architecture: base.facts.target.architecture.ociName,
            config: execution,
            rootfs: ImageConfig.RootFS(diffIDs: base.layers.map(\.diffID) + layers.map(\.layer.diffID)),
            history: made + own,
        )
    }

    /// The commit's time; the layer format's for a source that has none.
    private var created: String {
        let seconds = origin.commitTime ?? Int64(LayerFormat.modificationTime)
        return Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    /// The Debian packages that were added to the base: names with their versions.
    private func systemPackages() throws -> String? {
        guard let packages = base.facts.addition?.packages else { return nil }
        let versions = Dictionary(packages.map { ($0.name, $0.version) }) { first, _ in first }
        return String(decoding: try CanonicalJSON.encode(versions), as: UTF8.self)
    }

    /// The packages that were built from source: names with what they were built from.
    private func builtPackages() throws -> String? {
        let built = packages.filter(\.isLocal).map { ($0.name, $0.url) }
        guard !built.isEmpty else { return nil }
        let sources = Dictionary(built) { first, _ in first }
        return String(decoding: try CanonicalJSON.encode(sources), as: UTF8.self)
    }

    private func postBuildFacts() throws -> String? {
        try postBuild.map { String(decoding: try CanonicalJSON.encode($0.annotation), as: UTF8.self) }
    }

    private func annotations() throws -> [String: String] {
        let json = String(decoding: try CanonicalJSON.encode(metadata), as: UTF8.self)
        let versions = Dictionary(packages.map { ($0.name, $0.version) }) { first, _ in first }
        let packages = String(decoding: try CanonicalJSON.encode(versions), as: UTF8.self)
        let authors = [metadata.creator?.name, metadata.contactPoint.map { "<\($0.email)>" }].compactMap { $0 }
        let values: [String: String?] = [
            AnnotationKey.title: metadata.title,
            AnnotationKey.description: metadata.abstract ?? metadata.description,
            AnnotationKey.authors: authors.isEmpty ? nil : authors.joined(separator: " "),
            AnnotationKey.licenses: metadata.licence?.description,
            AnnotationKey.version: metadata.version.text,
            AnnotationKey.revision: origin.commit,
            AnnotationKey.source: origin.url,
            AnnotationKey.created: created,
            AnnotationKey.baseName: base.origin?.name ?? base.referenceName,
            AnnotationKey.baseDigest: (base.origin?.digest ?? base.digest).description,
            AnnotationKey.kind: base.facts.kind.rawValue,
            AnnotationKey.metadata: json,
            AnnotationKey.packages: packages,
            AnnotationKey.builtPackages: try builtPackages(),
            AnnotationKey.systemPackages: try systemPackages(),
            AnnotationKey.postBuild: try postBuildFacts(),
            AnnotationKey.layerFormat: LayerFormat.version,
        ]
        return values.compactMapValues { $0 }
    }
}
