internal import BaseImages
internal import DatalabModel
internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import Workspaces

/// The layers a datalab has beside its packages: the user's files, and what the image says of itself.
enum DatalabLayers {
    /// The workspace as layers; those whose files have not changed on disk since they were read are not read again.
    ///
    /// - Parameters:
    ///   - workspace: the files.
    ///   - isVerified: whether every file is read, whatever the file system says of it.
    ///   - cache: where layers are found and written.
    /// - Returns: the layers in their order.
    /// - Throws: `LayerArchiveError` for a file that changes while it is read; `StoreError`.
    static func files(_ workspace: Workspace, isVerified: Bool, cache: LayerCache) async throws -> [ImageLayer] {
        let groups = try await BlockingWork.run {
            FileGrouping.groups(of: workspace.layerEntries(under: ContractLayer.filesFolder))
        }
        return try await BlockingWork.map(groups) { group in
            let key = key(ofFiles: group)
            let contents = contents(of: group)
            if !isVerified, let key, let known = cache.find(key) {
                return ImageLayer(layer: known, role: "files", contents: contents, isReused: true)
            }
            let (layer, isNew) = try cache.write(group, key: key)
            return ImageLayer(layer: layer, role: "files", contents: contents, isReused: !isNew)
        }
    }

    /// The key under which the layer of files on disk is remembered; nil when one has changed too recently to be known again.
    static func key(ofFiles group: [LayerEntry]) -> Digest? {
        FileFingerprint.of(group).map { LayerCache.key(["files"] + $0) }
    }

    private static func contents(of group: [LayerEntry]) -> String {
        let files = group.filter { if case .file = $0.kind { true } else { false } }
        if files.count == 1, group.count == 1 { return "/\(files[0].path)" }
        return "\(files.count) file\(files.count == 1 ? "" : "s") in /\(ContractLayer.filesFolder)"
    }

    /// `/opt/datalab/meta-data.json`, `pylock.toml` and `build.json`, and which file its start runs: nothing in them varies with time.
    static func identity(
        _ reading: SourceReading,
        provision: Provision,
        baseDigest: Digest,
        cache: LayerCache,
    ) throws -> ImageLayer {
        let facts = BuildFacts(
            source: reading.workspace.origin,
            base: baseDigest,
            lock: .sha256(of: provision.packages.lockText),
            layerFormat: LayerFormat.version,
            addedRequirements: provision.addedRequirements.isEmpty ? nil : provision.addedRequirements,
            addedLibraries: provision.addedLibraries.isEmpty ? nil : provision.addedLibraries,
            serverExtrasLock: (provision.serverHalves?.packages?.lockText).map { .sha256(of: $0) },
            leftOutOfServer: (provision.serverHalves?.leftOut).flatMap { $0.isEmpty ? nil : $0 },
        )
        let entries: [LayerEntry] = [
            .file("opt/datalab/meta-data.json", .bytes(try CanonicalJSON.encode(reading.metadata))),
            .file("opt/datalab/pylock.toml", .text(provision.packages.lockText)),
            .file("opt/datalab/build.json", .bytes(try CanonicalJSON.encode(facts))),
        ]
        let start = reading.startFile.map { [StartFile.entry($0)] } ?? []
        let halves = try provision.serverHalves?.entries() ?? []
        let (layer, isNew) = try cache.write(entries + start + halves)
        return ImageLayer(layer: layer, role: "identity", contents: "metadata, lock and source", isReused: !isNew)
    }

    /// What an image was made from.
    private struct BuildFacts: Encodable {
        let source: SourceOrigin
        let base: Digest
        let lock: Digest
        let layerFormat: String
        /// What no file of the source asks for; left out where there is none.
        let addedRequirements: [AddedRequirement]?
        let addedLibraries: [AddedLibraryPackage]?
        /// The lock of what is beside the server, and what could not be; left out where there is none.
        let serverExtrasLock: Digest?
        let leftOutOfServer: [ServerHalves.LeftOut]?
    }
}
