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
        try FileCopy.copy(path, to: copy, limit: options.sizeLimit + (64 << 20), hint: "raise the size limit")
        let archive = try ZipArchive(MappedFile(copy), name: path.string, rules: .guessesUTF8)
        let top = commonTop(archive.entries)
        let tree = try FileCopy.makeFolder(scratch.appending("tree"))
        let extraction = SafeExtraction(sizeLimit: options.sizeLimit, allowsSymbolicLinks: true) { entry in
            kept(entry.path).flatMap { stripped($0, top: top) }
        }
        try extraction.extract(archive, into: tree, progress: progress)
        let root = try FolderSource.subdirectory(subdirectory, of: tree, source: path.string)
        let result = try TreeScan.scan(root, source: path.string, sizeLimit: options.sizeLimit)
        return Workspace(
            origin: SourceOrigin(kind: .zip, subdirectory: subdirectory),
            name: path.stem ?? "files",
            root: root,
            files: result.files,
            warnings: result.warnings,
        )
    }

    /// Leaves out `.git` anywhere, and what macOS adds to each zip.
    private static func kept(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.first == "__MACOSX" || parts.contains(".git") ? nil : path
    }

    /// The one folder that holds all that is kept, or nil.
    private static func commonTop(_ entries: [ZipEntry]) -> String? {
        var tops: Set<Substring> = []
        for entry in entries where kept(entry.path) != nil {
            let parts = entry.path.split(separator: "/", maxSplits: 1)
            if parts.count == 1, entry.kind != .directory { return nil }
            tops.insert(parts[0])
            if tops.count > 1 { return nil }
        }
        return tops.first.map(String.init)
    }

    private static func stripped(_ path: String, top: String?) -> String? {
        guard let top else { return path }
        return path == top ? nil : String(path.dropFirst(top.count + 1))
    }
}
