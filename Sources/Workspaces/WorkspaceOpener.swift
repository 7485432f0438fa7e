public import ExternalTools
internal import Glibc
internal import Offloading
public import Reporting
public import SystemPackage

/// Opens sources as workspaces; nothing of a source is ever executed.
public struct WorkspaceOpener: Sendable {
    private let git: ExternalTool?

    /// An opener.
    ///
    /// - Parameter git: the program `git`; it is looked for along `PATH`, when it is needed, if nil.
    public init(git: ExternalTool? = nil) {
        self.git = git
    }

    /// Opens a source.
    ///
    /// - Parameters:
    ///   - location: the source.
    ///   - options: the size limit, and what is left out.
    ///   - scratch: an empty folder for what is fetched or unpacked; made if missing, the caller's to remove when the
    ///     workspace is no longer used, and after a failure.
    ///   - progress: told about the work, as tasks `fetching`, `checking out` and `unpacking`.
    /// - Returns: the workspace; its files lie in the scratch folder, but those of a folder in the folder itself.
    /// - Throws: `WorkspaceError`, `LayerArchiveError` (a bad zip), `ToolFailure` (no git), `CancellationError`.
    public func open(
        _ location: SourceLocation,
        options: WorkspaceOptions = WorkspaceOptions(),
        scratch: FilePath,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> Workspace {
        guard scratch.withPlatformString({ mkdir($0, 0o700) }) == 0 || errno == EEXIST else {
            throw WorkspaceError(.scratch, source: scratch.string, "cannot be made: \(Errno(rawValue: errno))")
        }
        let folder = SourceLocation.absolutePath(scratch)
        let workspace: Workspace
        switch location {
        case .git(let source):
            workspace = try await open(source, options, folder, progress)
        case .folder(let path, let subdirectory):
            workspace = try await BlockingWork.run {
                try FolderSource.open(path, subdirectory: subdirectory, options: options)
            }
        case .zip(let path, let subdirectory):
            workspace = try await BlockingWork.run {
                try ZipSource.open(
                    path,
                    subdirectory: subdirectory,
                    options: options,
                    scratch: folder,
                    progress: progress
                )
            }
        case .files(let paths):
            workspace = try await BlockingWork.run { try FileListSource.open(paths, options: options, scratch: folder) }
        }
        for warning in workspace.warnings { progress(.warning(warning)) }
        return workspace
    }

    private func open(
        _ source: GitSource,
        _ options: WorkspaceOptions,
        _ scratch: FilePath,
        _ progress: @escaping ProgressHandler,
    ) async throws -> Workspace {
        let tool = try git ?? ExternalTool.locate("git", installHint: "install it: apt install git")
        let runner = try await GitRunner(tool: tool)
        var checkout = GitCheckout(runner: runner, scratch: scratch, options: options, progress: progress)
        let result = try await checkout.open(source)
        return try await BlockingWork.run {
            let name = source.url.redacted
            let root = try FolderSource.subdirectory(source.subdirectory, of: result.tree, source: name)
            let scan = try TreeScan.scan(root, source: name, sizeLimit: options.sizeLimit, rules: options.rules)
            var workspace = Workspace(
                origin: SourceOrigin(
                    kind: .git,
                    url: name,
                    branch: result.branch,
                    commit: result.commit,
                    subdirectory: source.subdirectory,
                    commitTime: result.commitTime,
                ),
                name: source.url.repositoryName,
                root: root,
                files: scan.files,
                warnings: result.warnings + scan.warnings,
                leftOut: scan.leftOut,
            )
            workspace.author = result.author
            return workspace
        }
    }
}
