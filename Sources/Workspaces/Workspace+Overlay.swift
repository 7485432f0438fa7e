internal import LayerArchive
internal import Offloading
internal import Reporting
package import SystemPackage

extension Workspace {
    /// The workspace with the files of a folder laid over it: each takes the place of one with its path, or is added.
    ///
    /// - Parameters:
    ///   - folder: the folder; it is read in place.
    ///   - sizeLimit: the most bytes of its files.
    /// - Returns: the workspace.
    /// - Throws: `WorkspaceError` when the folder cannot be read, has nothing in it, or a file would take a folder's place.
    package func overlaid(with folder: FilePath, sizeLimit: UInt64) async throws -> Workspace {
        let scan = try await BlockingWork.run {
            try TreeScan.scan(folder, source: folder.string, sizeLimit: sizeLimit)
        }
        var merged = files.keyed(by: \.path)
        var laid: Set<BytePath> = []
        for file in scan.files {
            let isFolder = file.kind == .directory
            let path = BytePath(file.path)
            if let below = merged[path], (below.kind == .directory) != isFolder {
                let place = folder.pushing(FilePath(file.path)).string
                throw WorkspaceError(
                    .refusedContent,
                    source: place,
                    "is a \(isFolder ? "folder" : "file"), and the source has a \(isFolder ? "file" : "folder") of this name",
                    hint: "rename it"
                )
            }
            merged[path] = file
            if !isFolder { laid.insert(path) }
        }
        var laidOver = Workspace(
            origin: origin,
            name: name,
            root: root,
            files: Array(merged.values),
            overlay: (SourceLocation.absolutePath(folder), laid),
            warnings: warnings + scan.warnings,
            leftOut: leftOut + scan.leftOut
        )
        laidOver.author = author
        return laidOver
    }
}
