internal import Glibc
internal import LayerArchive
internal import SystemPackage
internal import Texts

/// Opens a folder of this machine in place.
enum FolderSource {
    /// The folder's workspace; a subdirectory is reached without following a link.
    static func open(_ path: FilePath, subdirectory: String?, options: WorkspaceOptions) throws -> Workspace {
        let root = SourceLocation.absolutePath(path)
        let tree = try self.subdirectory(subdirectory, of: root, source: path.string)
        var rules = options.rules
        rules.usesGitignore = true
        let result = try TreeScan.scan(tree, source: path.string, sizeLimit: options.sizeLimit, rules: rules)
        return Workspace(
            origin: SourceOrigin(kind: .folder, subdirectory: subdirectory),
            name: root.lastComponent?.string ?? "files",
            root: tree,
            files: result.files,
            warnings: result.warnings,
            leftOut: result.leftOut,
        )
    }

    /// A folder inside of a tree; each part must be a folder itself, not a link.
    static func subdirectory(_ subdirectory: String?, of root: FilePath, source: String) throws(WorkspaceError)
        -> FilePath
    {
        var path = root
        for part in PathBytes.parts(subdirectory ?? "") {
            path.append(part)
            var status = stat()
            let isThere = path.withPlatformString { lstat($0, &status) } == 0
            guard isThere, status.st_mode & S_IFMT == S_IFDIR else {
                let what =
                    !isThere
                    ? "does not exist" : status.st_mode & S_IFMT == S_IFLNK ? "is a symbolic link" : "is no folder"
                throw WorkspaceError(
                    .notFound,
                    source: source,
                    "the subdirectory \(ShownText.quoted(subdirectory ?? "")) \(what)",
                    hint: "check the path; it counts from the source's root",
                )
            }
        }
        return path
    }
}
