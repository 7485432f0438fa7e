internal import ContentHashing
internal import DatalabModel
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import Workspaces

/// The two layers a datalab has beside its packages: the user's files, and what the image says of itself.
enum DatalabLayers {
    /// Where the user's files are in the image.
    static let filesFolder = "media/notebooks"

    /// The workspace as a layer.
    static func files(_ workspace: Workspace, cache: LayerCache) throws -> ImageLayer {
        let count = workspace.files.filter { if case .regular = $0.kind { true } else { false } }.count
        return try write(
            workspace.layerEntries(under: filesFolder),
            role: "files",
            contents: "\(count) file\(count == 1 ? "" : "s") in /\(filesFolder)",
            cache: cache,
        )
    }

    /// `/opt/datalab/meta-data.json`, `pylock.toml` and `source.json`: nothing in them varies with time.
    static func identity(
        metadata: DatalabMetadata,
        lock: String,
        origin: SourceOrigin,
        baseDigest: Digest,
        cache: LayerCache,
    ) throws -> ImageLayer {
        let facts = BuildFacts(
            source: origin,
            base: baseDigest,
            lock: .sha256(of: lock),
            layerFormat: LayerFormat.version
        )
        let entries: [LayerEntry] = [
            .file("opt/datalab/meta-data.json", .bytes(try CanonicalJSON.encode(metadata))),
            .file("opt/datalab/pylock.toml", .text(lock)),
            .file("opt/datalab/build.json", .bytes(try CanonicalJSON.encode(facts))),
        ]
        return try write(entries, role: "identity", contents: "metadata, lock and source", cache: cache)
    }

    private static func write(
        _ entries: [LayerEntry],
        role: String,
        contents: String,
        cache: LayerCache,
    ) throws -> ImageLayer {
        let (layer, isNew) = try cache.write(entries)
        return ImageLayer(layer: layer, role: role, contents: contents, isReused: !isNew)
    }

    /// What an image was made from.
    private struct BuildFacts: Encodable {
        let source: SourceOrigin
        let base: Digest
        let lock: Digest
        let layerFormat: String
    }
}
