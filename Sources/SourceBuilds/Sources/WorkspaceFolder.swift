internal import Foundation
internal import Glibc
internal import Hashing
internal import LayerArchive
package import OCIModel
package import SystemPackage
package import Workspaces

/// A folder of a workspace as the source of a package: what belongs to the workspace there, but for its notebooks.
///
/// Notebooks change with every run, and few packages install any: leaving them out keeps the wheel that was built. Those beside
/// an `__init__.py` may be a package's data, and stay.
package struct WorkspaceFolder: Sendable {
    private let workspace: Workspace
    private let path: String

    /// A folder of a workspace, by its path from the root; empty for the root.
    package init(workspace: Workspace, path: String) {
        self.workspace = workspace
        self.path = path
    }

    /// The files, by their paths in the folder.
    private var files: [(path: String, file: WorkspaceFile)] {
        let prefix = path.isEmpty ? "" : "\(path)/"
        let inside = workspace.files.compactMap { file -> (String, WorkspaceFile)? in
            guard file.path.utf8.starts(with: prefix.utf8) else { return nil }
            return String(file.path.utf8.dropFirst(prefix.utf8.count)).map { ($0, file) }
        }
        let packages = Set(inside.compactMap { $0.0.hasSuffix("__init__.py") ? Self.parent($0.0) : nil })
        return inside.filter { !$0.0.hasSuffix(".ipynb") || packages.contains(Self.parent($0.0)) }
    }

    /// What tells one state of the files from another without reading them: for a commit its hash, else what the file system says.
    ///
    /// - Returns: a text that is the same as long as no file changes.
    package func fingerprint() -> String {
        if let commit = workspace.origin.commit, !workspace.isOverlaid {
            return "commit \(commit) \(workspace.origin.subdirectory ?? "")"
        }
        return files.map { path, file in
            guard case .regular = file.kind else { return "\(path) \(file.kind)" }
            return fingerprint(ofFile: file.path)
        }.joined(separator: "\n")
    }

    /// The same of one file, by its path from the root of the workspace.
    package func fingerprint(ofFile path: String) -> String {
        var status = stat()
        guard workspace.location(of: path).withPlatformString({ lstat($0, &status) }) == 0 else { return path }
        return "\(path) \(status.st_size) \(status.st_mode) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
            + " \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec) \(status.st_ino)"
    }

    /// Copies the files into an empty folder.
    ///
    /// - Returns: the digest of paths, modes and contents.
    /// - Throws: `Errno`; `SourceBuildError` for a file that cannot be read.
    package func copy(to target: FilePath) throws -> Digest {
        var lines = ["workspace folder 1"]
        for (path, file) in files {
            let place = target.pushing(FilePath(path))
            let parent = place.removingLastComponent().string
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            switch file.kind {
            case .directory:
                try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
            case .symbolicLink(let link):
                try FileManager.default.createSymbolicLink(atPath: place.string, withDestinationPath: link)
                lines.append("link \(path) \(link)")
            case .regular(_, let isExecutable):
                let from = workspace.location(of: file.path)
                let digest = try FileHash.copy(from, to: place)
                chmod(place.string, isExecutable ? 0o755 : 0o644)
                lines.append("file \(path) \(isExecutable) \(digest)")
            }
        }
        return .sha256(of: lines.joined(separator: "\n"))
    }

    private static func parent(_ path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }
}
