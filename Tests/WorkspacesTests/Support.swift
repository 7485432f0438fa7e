import ExternalTools
import Foundation
import Reporting
import SystemPackage
import Workspaces

/// A folder of a test's own, removed with the value.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() throws {
        let name = "datalab-workspaces-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = FilePath(folder.resolvingSymlinksInPath().path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Writes files by path, with the folders above them.
    func write(_ files: [String: String], under folder: String = ".") throws {
        for (name, text) in files {
            let file = URL(fileURLWithPath: path.appending(folder).pushing(FilePath(name)).string)
            let parent = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path.pushing(FilePath(name)).string)
    }

    /// Runs a shell script here; `git` commits as a fixed person at a fixed time.
    @discardableResult
    func shell(_ script: String) async throws -> String {
        let tool = ExternalTool(name: "sh", path: "/bin/sh")
        let variables = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": path.string,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b", "GIT_AUTHOR_DATE": "1700000000 +0000",
            "GIT_COMMITTER_DATE": "1700000000 +0000",
        ]
        let output = try await tool.run(["-euc", script], environment: .only(variables), in: path)
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Opens a source with scratch space of its own here.
    func open(
        _ arguments: [String],
        branch: String? = nil,
        commit: String? = nil,
        subdirectory: String? = nil,
        sizeLimit: UInt64 = 2 << 30,
        git: ExternalTool? = nil,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> Workspace {
        let location = try SourceLocation.parse(arguments, branch: branch, commit: commit, subdirectory: subdirectory)
        let scratch = path.appending("scratch-\(UUID().uuidString)")
        let options = WorkspaceOptions(sizeLimit: sizeLimit)
        return try await WorkspaceOpener(git: git).open(
            location,
            options: options,
            scratch: scratch,
            progress: progress
        )
    }
}

extension Workspace {
    /// The paths of all files and links, without folders.
    var paths: [String] { files.filter { $0.kind != .directory }.map(\.path) }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: location(of: path).string, encoding: .utf8)
    }
}
