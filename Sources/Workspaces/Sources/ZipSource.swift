internal import LayerArchive
internal import Reporting
internal import SystemPackage

/// Unpacks a zip into the scratch folder and opens what is in it.
enum ZipSource {
    /// The zip's workspace; a single folder at the top, as GitHub makes it, becomes the root.
    static func open(
        _ path: FilePath,
        subdirectory: String?,
        options: WorkspaceOptions,
        scratch: FilePath,
        progress: ProgressHandler,
    ) throws -> Workspace {
        // The user's file could be shortened while it is mapped; a copy of ours cannot.
        let copy = scratch.appending("source.zip")
        try FileCopy.copy(path, to: copy, limit: options.sizeLimit + (64 << 20), hint: "raise it with '--size-limit'")
        let archive = try ZipArchive(MappedFile(copy), name: path.string, rules: .files)
        let top = commonTop(archive.entries)
        let tree = try FileCopy.makeFolder(scratch.appending("tree"))
        var extraction = SafeExtraction(sizeLimit: options.sizeLimit, allowsSymbolicLinks: true) { entry in
            kept(entry.path).flatMap { stripped($0, top: top) }
        }
        extraction.leavesOutStrayLinks = true
        let links = try extraction.extract(archive, into: tree, progress: progress)
        let remarks = archive.remarks.map { Problem.warning(at: Place(file: path.string), $0) }
        let root = try FolderSource.subdirectory(subdirectory, of: tree, source: path.string)
        let result = try TreeScan.scan(root, source: path.string, sizeLimit: options.sizeLimit, rules: options.rules)
        return Workspace(
            origin: SourceOrigin(kind: .zip, subdirectory: subdirectory),
            name: path.stem ?? "files",
            root: root,
            files: result.files,
            warnings: remarks + links + result.warnings,
            leftOut: result.leftOut,
        )
    }

    /// Leaves out `.git` anywhere, and what macOS adds to each zip.
    private static func kept(_ path: String) -> String? {
        let parts = PathBytes.parts(path)
        return parts.first == "__MACOSX" || parts.contains(".git") ? nil : path
    }

    /// The one folder that holds all that is kept, or nil.
    private static func commonTop(_ entries: [ZipEntry]) -> String? {
        var tops: Set<BytePath> = []
        for entry in entries where kept(entry.path) != nil {
            let parts = PathBytes.parts(entry.path)
            if parts.count == 1, entry.kind != .directory { return nil }
            tops.insert(BytePath(parts[0]))
            if tops.count > 1 { return nil }
        }
        return tops.first?.text
    }

    private static func stripped(_ path: String, top: String?) -> String? {
        guard let top else { return path }
        return PathBytes.areSame(path, top) ? nil : PathBytes.relative(path, to: top)
    }
}
