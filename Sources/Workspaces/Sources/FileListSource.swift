internal import LayerArchive
internal import Reporting
internal import SystemPackage
internal import Texts

/// Makes a flat folder of a list of files.
enum FileListSource {
    /// The workspace of the files' copies.
    ///
    /// - Throws: `WorkspaceError`, also when two files have one name.
    static func open(_ paths: [FilePath], options: WorkspaceOptions, scratch: FilePath) throws -> Workspace {
        try checkNames(paths)
        let tree = try FileCopy.makeFolder(scratch.appending("tree"))
        var room = options.sizeLimit
        for path in paths {
            guard let name = path.lastComponent else { continue }
            room -= try FileCopy.copy(path, to: tree.appending(name), limit: room, hint: "raise it with '--size-limit'")
        }
        let source = paths.count == 1 ? paths[0].string : "the files"
        var rules = TreeRules()
        rules.keepsAll = true
        let result = try TreeScan.scan(tree, source: source, sizeLimit: options.sizeLimit, rules: rules)
        return Workspace(
            origin: SourceOrigin(kind: .files),
            name: paths.count == 1 ? paths[0].stem ?? "files" : "files",
            root: tree,
            files: result.files,
            warnings: result.warnings,
        )
    }

    private static func checkNames(_ paths: [FilePath]) throws(WorkspaceError) {
        var seen: [FilePath.Component: FilePath] = [:]
        var problems: [Problem] = []
        for path in paths {
            let place = Place(file: path.string)
            guard let name = path.lastComponent, name.kind == .regular else {
                problems.append(.error(at: place, "not the name of a file", hint: "give files, or one folder"))
                continue
            }
            if let other = seen.updateValue(path, forKey: name) {
                problems.append(
                    .error(
                        at: place,
                        "has the same name as \(ShownText.quoted(other.string)); a list of files becomes one flat folder",
                        hint: "rename one of them, or give a folder",
                    )
                )
            }
        }
        guard problems.isEmpty else { throw WorkspaceError(.refusedContent, problems) }
    }
}
