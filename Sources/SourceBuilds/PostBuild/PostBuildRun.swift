internal import Foundation
internal import Hashing
package import LayerArchive
internal import Offloading
package import Reporting
package import SystemPackage

/// What a `postBuild` has changed: the entries of a layer.
package struct PostBuildChanges: Sendable {
    /// The entries; empty when it changed nothing that an image keeps.
    package let entries: [LayerEntry]
    /// How many names are new, have other content, and are gone.
    package let added, changed, removed: Int
    /// The paths in which a second run differed, sorted; none when it gave the same.
    package let differing: [String]
}

/// Runs a repository's `postBuild` in a sealed box over the whole image, twice, and tells what it changed.
///
/// The box is that of source builds (`docs/sealed-box.md`), with a root that can be written: no network, nothing of the machine, an
/// unprivileged user, to whom all files belong. The first run's changes count; the second tells whether they can be had again.
package struct PostBuildRun: Sendable {
    /// Raised when the same script would be run in another way.
    package static let formatVersion = "1"

    /// The script.
    package let script: PostBuildScript
    /// The image's files.
    package let root: FinishedRoot
    /// The folder of the image with the shipped files, without a slash at its beginning: the script begins there.
    package let filesFolder: String
    /// The image's own variables.
    package let environment: [String: String]
    /// How much one run may use.
    package let limits: BoxLimits
    /// An existing folder for temporary files, which must stay until the layer is written.
    package let scratch: FilePath
    /// The user who starts the box, where this process is root and it is to be made as any user would make it.
    package var user: UInt32?
    /// Folders of the root that are not its own, as a box has them; they stay as they are.
    package var parts: [String: FilePath] = [:]

    /// A run.
    package init(
        _ script: PostBuildScript,
        in root: FinishedRoot,
        filesFolder: String,
        environment: [String: String],
        limits: BoxLimits,
        scratch: FilePath,
    ) {
        self.script = script
        self.root = root
        self.filesFolder = filesFolder
        self.environment = environment
        self.limits = limits
        self.scratch = scratch
    }

    /// Runs it.
    ///
    /// - Parameter progress: told what goes on, with each line of the log.
    /// - Returns: the changes.
    /// - Throws: `SourceBuildError`: `failed` with the end of the log, `limit`, `answer` for what no layer may hold,
    ///   `boxUnavailable`, `files`; `LayerArchiveError`, `ToolFailure`, `CancellationError`.
    package func run(progress: @escaping ProgressHandler) async throws -> PostBuildChanges {
        progress(.log("running '\(script.path)' in a sealed box"))
        let first = try await changes(1) { progress(.log("postBuild: \($0)")) }
        guard first.refused.isEmpty else { throw refusal(first.refused) }
        progress(.log("running '\(script.path)' again, to see whether it gives the same"))
        let second = try await changes(2) { _ in }
        return PostBuildChanges(
            entries: Array(first.entries.values),
            added: first.added,
            changed: first.changed,
            removed: first.removed,
            differing: first.differences(from: second).map { "/\($0.text)" },
        )
    }

    /// The most names that a message has.
    private static let shownNames = 8

    private func refusal(_ lines: [String]) -> SourceBuildError {
        let more = lines.count - Self.shownNames
        let shown = lines.sorted().prefix(Self.shownNames).map { "  \($0)" } + (more > 0 ? ["  and \(more) more"] : [])
        return SourceBuildError(
            .answer,
            "'\(script.path)' left what an image may not have:\n\(shown.joined(separator: "\n"))",
            hint: "remove it at the script's end, or make a file of it"
        )
    }

    // MARK: one run

    private func changes(_ number: Int, onLine: @escaping @Sendable (String) -> Void) async throws -> RootChanges {
        var box = SealedBox(root: root.path, limits: limits)
        box.changesRoot = true
        box.user = user
        box.parts = parts
        box.environment = variables
        // What it wrote was bounded already; headers of a tar come on top.
        box.limits.answer = limits.disk &+ 1 << 30
        if !script.isRunnable { box.inputs["postBuild"] = try runnableFile() }
        let answer = scratch.appending("post-build-\(number).tar")
        let command = ["/bin/sh", "-c", Self.start, "postBuild", "/\(filesFolder)", "./\(script.path)"]
        let result = try await box.run(command + script.interpreter, answer: answer, onLine: onLine)
        guard result.isSuccess else {
            let again = number == 1 ? "" : " when it was run a second time,"
            throw BuildFailureReport(
                subject: "'\(script.path)'\(again)",
                limits: limits,
                result: result,
                hint: Self.hint
            ).error
        }
        return try await BlockingWork.run {
            defer { try? FileManager.default.removeItem(atPath: answer.string) }
            let tree = try WrittenTree(answer, spool: scratch.appending("post-build-\(number)"))
            return try RootChanges(tree, in: root, shipped: shipped)
        }
    }

    private var shipped: RootChanges.ShippedFiles {
        RootChanges.ShippedFiles(
            folder: BytePath(filesFolder),
            script: "\(filesFolder)/\(script.path)",
            scriptDigest: .sha256(of: script.runnable)
        )
    }

    /// Begins in the shipped files, with the script as Linux can run it; needs no bit that says it may be run.
    private static let start = """
        cd "$1" || exit
        script=$2; shift 2
        [ ! -e /run/box/postBuild ] || cat /run/box/postBuild >"$script" || exit
        exec "$@" "$script"
        """

    private func runnableFile() throws -> FilePath {
        let path = scratch.appending("post-build-script")
        try Data(script.runnable).write(to: URL(filePath: path.string))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path.string)
        return path
    }

    /// The image's variables, those that repo2docker gives such scripts, and what makes runs alike.
    private var variables: [String: String] {
        let own = [
            "HOME": "/home/datalab", "REPO_DIR": "/\(filesFolder)",
            "SOURCE_DATE_EPOCH": "\(LayerFormat.modificationTime)",
            "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "TZ": "UTC", "PIP_NO_INDEX": "1", "UV_OFFLINE": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_CACHE_DIR": "1", "UV_NO_CACHE": "1",
        ]
        return environment.merging(own) { $1 }
    }

    private static func hint(for lines: [String]) -> String? {
        let packages = [
            "No matching distribution found", "Could not find a version that satisfies",
            "not find any downloads that satisfy",
        ]
        if BuildHints.wantsNetwork(lines) || lines.contains(where: { line in packages.contains { line.contains($0) } })
        {
            return
                "a sealed box has no network: name packages in requirements.txt, commit files, or fetch them in a notebook"
        }
        let missing = lines.last { $0.hasSuffix(": not found") || $0.hasSuffix(": command not found") }
        guard missing == nil else {
            return
                "the image lacks the program: add the Debian package that has it to apt.txt, or a requirement that brings it"
        }
        return lines.contains { $0.contains("No space left on device") }
            ? "it needs a larger disk: give it more with '--box-disk'" : nil
    }
}
