internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import Hashing
internal import ImageContents
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import SystemPackage
internal import Workspaces

/// Finds out what a build would change of a datalab's newest image, without building.
struct PlannedChanges: Sendable {
    let home: DatalabHome
    let layout: ImageLayout

    /// The changes; nil when there is no image yet, or it is damaged: a plan is made all the same.
    ///
    /// - Throws: `CancellationError`.
    func find(_ reading: SourceReading, _ packages: LockedPackages) async throws -> BuildPlan.Changes? {
        guard let found = try? layout.resolve("\(reading.metadata.imageName):latest"),
            let image = try? StoredImage(found, in: layout.blobs),
            let metadata = try? CanonicalJSON.encode(reading.metadata)
        else { return nil }
        let said = AnnotatedFacts(image.manifest)
        let versions = Dictionary(packages.wheels.map { ($0.name, $0.version) }) { first, _ in first }
        let fields = AnnotatedFacts.values(inJSON: String(decoding: metadata, as: UTF8.self))
        let files = try? await files(reading.workspace, image)
        try Task.checkCancellation()
        return BuildPlan.Changes(
            since: found.digest,
            packages: PackageChange.between(said.packages, versions),
            metadata: PackageChange.between(said.metadata, fields),
            files: files
        )
    }

    /// The files that differ; layers that are known to be as they were are not read, on either side.
    private func files(_ workspace: Workspace, _ image: StoredImage) async throws -> [FileChange] {
        let cache = try LayerCache(home: home, blobs: layout.blobs)
        let (entries, known) = try await BlockingWork.run {
            unsettled(workspace, in: Set(image.manifest.layers.map(\.digest)), cache)
        }
        let index = try await ImageIndex.read(image, in: layout.blobs) {
            $0.role == "files" && !known.contains($0.digest)
        }
        let before = index.files.filter { $0.value.kind != .folder }
        let after = entries.filter { !$0.isFolder }.keyed(by: \.path)
        return try await BlockingWork.run {
            try Set(before.keys).union(after.keys).sorted().compactMap { path in
                let (old, new) = (before[path], after[path])
                guard try new.map({ try $0.isSame(as: old) }) != true else { return nil }
                return FileChange(path: "/\(path.text)", before: old?.size, after: new?.size)
            }
        }
    }

    /// The entries of the workspace that may have changed, and the layers of the others.
    private func unsettled(_ workspace: Workspace, in layers: Set<Digest>, _ cache: LayerCache)
        -> ([LayerEntry], Set<Digest>)
    {
        var entries: [LayerEntry] = []
        var known: Set<Digest> = []
        for group in FileGrouping.groups(of: workspace.layerEntries(under: ContractLayer.filesFolder)) {
            if let layer = DatalabLayers.key(ofFiles: group).flatMap(cache.find), layers.contains(layer.digest) {
                known.insert(layer.digest)
            } else {
                entries += group
            }
        }
        return (entries, known)
    }
}

extension LayerEntry {
    fileprivate var isFolder: Bool { if case .directory = kind { true } else { false } }

    /// The bytes of content.
    fileprivate var size: Int64 { if case .file(let content) = kind { Int64(content.size) } else { 0 } }

    /// Whether an image's file is the same; the file on disk is read only where its size does not tell.
    fileprivate func isSame(as file: IndexedFile?) throws -> Bool {
        switch kind {
        case .symbolicLink(let target): return file?.kind == .link && file?.fingerprint == target
        case .file(let content):
            guard let file, file.kind == .file, file.size == size, case .path(let path) = content.source else {
                return false
            }
            return "\(try Digest.sha256(ofFileAt: path))" == file.fingerprint
        case .directory, .hardLink, .whiteout: return false
        }
    }
}

extension Digest {
    /// The digest of a file's content, which is read in pieces.
    fileprivate static func sha256(ofFileAt path: FilePath) throws -> Digest {
        let hasher = ContentHasher(.sha256)
        let file = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .closeOnExec, .nonBlocking])
        try file.closeAfter {
            try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
                while case let count = try file.read(into: buffer), count > 0 {
                    hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            }
        }
        return hasher.finish()
    }
}
