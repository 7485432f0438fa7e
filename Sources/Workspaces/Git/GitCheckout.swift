internal import ExternalTools
internal import Glibc
internal import LayerArchive
internal import Reporting
internal import SystemPackage
internal import Texts

/// Fetches a commit with its submodules and writes its files, byte for byte the blobs of the repository.
struct GitCheckout {
    let runner: GitRunner
    let scratch: FilePath
    let options: WorkspaceOptions
    let progress: ProgressHandler
    /// What was left out.
    var warnings: [Problem] = []
    /// The folder that paths in messages and in '.datalabignore' count from.
    private(set) var root: FilePath?
    private var usedSize: UInt64 = 0
    var repositories = 0

    /// How deep submodules may lie in submodules, and how many there may be.
    static let depthLimit = 8
    static let repositoryLimit = 200

    var sizeLimit: UInt64 { options.sizeLimit }

    init(runner: GitRunner, scratch: FilePath, options: WorkspaceOptions, progress: @escaping ProgressHandler) {
        self.runner = runner
        self.scratch = scratch
        self.options = options
        self.progress = progress
    }

    /// What was checked out.
    struct Result {
        var tree: FilePath
        var commit: String
        var branch: String?
        var commitTime: Int64?
        var author: CommitFacts?
        var warnings: [Problem] = []
    }

    /// Fetches and writes a source's files into `scratch/tree`.
    mutating func open(_ source: GitSource) async throws -> Result {
        let revision = try await GitRevision.resolve(source, runner, in: scratch)
        progress(.log("fetching '\(source.url.redacted)'\(revision.branch.map { ", branch '\($0)'" } ?? "")"))
        let repository = try await fetch(source.url, revision)
        let tree = scratch.appending("tree")
        try makeFolder(tree)
        root = source.subdirectory.map { tree.pushing(FilePath($0)) } ?? tree
        try await write(repository, source.url, below: source.subdirectory, to: tree, depth: 0)
        let shown = try await git(repository, ["show", "-s", "--format=\(CommitFacts.format)", repository.commit])
        let facts = CommitFacts(shown, tag: revision.tag)
        return Result(
            tree: tree,
            commit: repository.commit,
            branch: revision.branch,
            commitTime: facts?.time,
            author: facts,
            warnings: warnings,
        )
    }

    /// A fetched repository and the commit that was asked for.
    struct Repository {
        var folder: FilePath
        var commit: String
    }

    /// Writes a commit's files, then its submodules'.
    mutating func write(
        _ repository: Repository,
        _ url: GitURL,
        below subdirectory: String?,
        to tree: FilePath,
        depth: Int,
    ) async throws {
        if let subdirectory { try await checkSubdirectory(subdirectory, repository, url) }
        let path = subdirectory.map { ["--", "\($0)/"] } ?? []
        let listing = GitTree(
            try await git(repository, ["ls-tree", "-r", "-l", "-z", "--full-tree", repository.commit] + path)
        )
        usedSize += listing.size
        guard usedSize <= sizeLimit else {
            throw tooLarge(url, "its files have \(usedSize) bytes; the limit is \(sizeLimit) bytes")
        }
        guard listing.count > 0 else { return }
        let arguments = ["--git-dir=\(repository.folder.string)", "--work-tree=\(tree.string)"]
        let checkout = [
            "checkout", "--force", "--quiet", "--no-recurse-submodules", repository.commit, "--", subdirectory ?? ".",
        ]
        _ = try await runner.run(arguments + checkout, in: tree)
        progress(.amount(task: "checking out", done: usedSize, total: usedSize, unit: .bytes))
        try await writeSubmodules(listing.links, of: repository, url, to: tree, depth: depth)
    }

    private func checkSubdirectory(_ path: String, _ repository: Repository, _ url: GitURL) async throws {
        var above = ""
        for part in PathBytes.parts(path) {
            above += above.isEmpty ? part : "/\(part)"
            let output = try await git(repository, ["ls-tree", "-z", "--full-tree", repository.commit, "--", above])
            let mode = String(decoding: output.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            let found: String
            switch mode {
            case "040000": continue
            case "": found = "the repository has no folder \(ShownText.quoted(above))"
            case "160000": found = "\(ShownText.quoted(above)) is a submodule"
            case "120000": found = "\(ShownText.quoted(above)) is a symbolic link"
            default: found = "\(ShownText.quoted(above)) is a file, not a folder"
            }
            let hint =
                mode == "160000"
                ? "give the submodule's own URL" : "check the path; it counts from the repository's root"
            throw WorkspaceError(.noSuchRevision, source: url.redacted, found, hint: hint)
        }
    }

    func git(_ repository: Repository, _ arguments: [String]) async throws -> [UInt8] {
        try await runner.run(["--git-dir=\(repository.folder.string)"] + arguments, in: scratch)
    }

    func tooLarge(_ url: GitURL, _ what: String) -> WorkspaceError {
        WorkspaceError(
            .tooLarge,
            source: url.redacted,
            "the repository is too large: \(what)",
            hint: "raise it with '--size-limit', or keep large data out of the repository",
        )
    }

    func makeFolder(_ path: FilePath) throws(WorkspaceError) {
        guard path.withPlatformString({ mkdir($0, 0o755) }) == 0 || errno == EEXIST else {
            throw WorkspaceError(.scratch, source: path.string, "cannot be made: \(Errno(rawValue: errno))")
        }
    }
}
