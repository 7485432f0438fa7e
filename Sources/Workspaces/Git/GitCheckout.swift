internal import ExternalTools
internal import Glibc
internal import LayerArchive
internal import Reporting
internal import SystemPackage

/// Fetches a commit with its submodules and writes its files, byte for byte the blobs of the repository.
struct GitCheckout {
    let runner: GitRunner
    let scratch: FilePath
    let sizeLimit: UInt64
    let progress: ProgressHandler
    private var usedSize: UInt64 = 0
    private var repositories = 0

    /// How deep submodules may lie in submodules, and how many there may be.
    private static let depthLimit = 8
    private static let repositoryLimit = 200

    init(runner: GitRunner, scratch: FilePath, sizeLimit: UInt64, progress: @escaping ProgressHandler) {
        self.runner = runner
        self.scratch = scratch
        self.sizeLimit = sizeLimit
        self.progress = progress
    }

    /// What was checked out.
    struct Result {
        var tree: FilePath
        var commit: String
        var branch: String?
        var commitTime: Int64?
    }

    /// Fetches and writes a source's files into `scratch/tree`.
    mutating func open(_ source: GitSource) async throws -> Result {
        let revision = try await GitRevision.resolve(source, runner, in: scratch)
        progress(.log("fetching '\(source.url.redacted)'\(revision.branch.map { ", branch '\($0)'" } ?? "")"))
        let repository = try await fetch(source.url, revision)
        let tree = scratch.appending("tree")
        try makeFolder(tree)
        try await write(repository, source.url, below: source.subdirectory, to: tree, depth: 0)
        let time = try await git(repository, ["show", "-s", "--format=%ct", repository.commit])
        return Result(
            tree: tree,
            commit: repository.commit,
            branch: revision.branch,
            commitTime: Int64(String(decoding: time, as: UTF8.self).filter { !$0.isNewline }),
        )
    }

    private struct Repository {
        var folder: FilePath
        var commit: String
    }

    // MARK: Fetching

    private mutating func fetch(_ url: GitURL, _ revision: GitRevision) async throws -> Repository {
        repositories += 1
        guard repositories <= Self.repositoryLimit else {
            throw WorkspaceError(.refusedContent, source: url.redacted, "more than \(Self.repositoryLimit) submodules")
        }
        let folder = scratch.appending("git-\(repositories)")
        let format = revision.usesSHA256 ? ["--object-format=sha256"] : []
        _ = try await runner.run(["init", "--bare", "--quiet", "--template="] + format + [folder.string], in: scratch)
        try writeAttributes(folder)
        let reference = "refs/datalab/source"
        let isCommit = !revision.target.hasPrefix("refs/") && revision.target != "HEAD"
        let isShort = isCommit && revision.target.utf8.count != 40 && revision.target.utf8.count != 64
        let wanted = "+\(revision.target):\(reference)"
        if !isShort {
            let shallow = try await attempt(url, ["--depth=1"], [wanted], in: folder)
            if shallow.status == 0 { return Repository(folder: folder, commit: try await hash(reference, folder)) }
            let text = shallow.standardError
            guard GitMessages.refusesShallow(text) || (isCommit && GitMessages.refusesCommit(text)) else {
                throw GitMessages.failure(text, url: url, status: shallow.status)
            }
        }
        let all = ["+refs/heads/*:refs/datalab/heads/*", "+refs/tags/*:refs/datalab/tags/*"]
        let deep = try await attempt(url, [], isCommit ? all : [wanted], in: folder)
        guard deep.status == 0 else { throw GitMessages.failure(deep.standardError, url: url, status: deep.status) }
        guard let commit = try? await hash(isCommit ? revision.target : reference, folder) else {
            throw WorkspaceError(
                .noSuchRevision,
                source: url.redacted,
                "no branch or tag contains a commit '\(revision.target)'\(isShort ? ", or several begin so" : "")",
                hint: "give the full hash of a commit that was pushed",
            )
        }
        return Repository(folder: folder, commit: commit)
    }

    private func attempt(
        _ url: GitURL,
        _ options: [String],
        _ references: [String],
        in folder: FilePath,
    ) async throws -> ExternalTool.Output {
        let fixed = [
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance",
            "--no-write-fetch-head",
        ]
        let arguments = ["--git-dir=\(folder.string)"] + fixed + options + ["--", url.redacted] + references
        let watch = SizeWatch(folder: scratch, limit: sizeLimit + (8 << 20), task: "fetching", progress: progress)
        let (runner, scratch) = (runner, scratch)
        guard let output = try await watch.run({ try await runner.capture(arguments, url: url, in: scratch) }) else {
            throw tooLarge(url, "fetching it takes more than \(sizeLimit) bytes")
        }
        progress(.amount(task: "fetching", done: watch.size(), total: nil, unit: .bytes))
        return output
    }

    private func hash(_ reference: String, _ folder: FilePath) async throws -> String {
        let output = try await runner.run(
            [
                "--git-dir=\(folder.string)", "rev-parse", "--verify", "--quiet", "--end-of-options",
                "\(reference)^{commit}",
            ],
            in: scratch,
        )
        return String(decoding: output, as: UTF8.self).filter { !$0.isNewline }
    }

    /// These attributes win over those in the repository: what is written are the blobs' bytes, and no filter is asked.
    private func writeAttributes(_ folder: FilePath) throws {
        do {
            try makeFolder(folder.appending("info"))
            let file = try FileDescriptor.open(
                folder.appending("info").appending("attributes"),
                .writeOnly,
                options: [.create, .exclusiveCreate],
                permissions: [.ownerReadWrite],
            )
            try file.closeAfter { _ = try file.writeAll("* -text -eol -ident -filter -working-tree-encoding\n".utf8) }
        } catch let error as Errno {
            throw WorkspaceError(.scratch, source: folder.string, "cannot be written: \(error)")
        }
    }

    // MARK: Writing the tree

    private mutating func write(
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
        for part in path.split(separator: "/") {
            above += above.isEmpty ? String(part) : "/\(part)"
            let output = try await git(repository, ["ls-tree", "-z", "--full-tree", repository.commit, "--", above])
            let mode = String(decoding: output.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            let found: String
            switch mode {
            case "040000": continue
            case "": found = "the repository has no folder \(quotedName(above))"
            case "160000": found = "\(quotedName(above)) is a submodule"
            case "120000": found = "\(quotedName(above)) is a symbolic link"
            default: found = "\(quotedName(above)) is a file, not a folder"
            }
            let hint =
                mode == "160000"
                ? "give the submodule's own URL" : "check the path; it counts from the repository's root"
            throw WorkspaceError(.noSuchRevision, source: url.redacted, found, hint: hint)
        }
    }

    private mutating func writeSubmodules(
        _ links: [GitTree.Link],
        of repository: Repository,
        _ url: GitURL,
        to tree: FilePath,
        depth: Int,
    ) async throws {
        guard !links.isEmpty else { return }
        guard depth < Self.depthLimit else {
            throw WorkspaceError(
                .refusedContent,
                source: url.redacted,
                "submodules lie more than \(Self.depthLimit) deep"
            )
        }
        let urls = try await submoduleURLs(repository)
        var problems: [Problem] = []
        var modules: [(GitTree.Link, GitURL)] = []
        for link in links {
            let place = Place(file: printable(link.path))
            guard let text = urls[link.path] else {
                problems.append(
                    .error(
                        at: place,
                        "the submodule has no URL in '.gitmodules'",
                        hint: "add it, or remove the submodule"
                    )
                )
                continue
            }
            do throws(WorkspaceError) {
                modules.append((link, try url.submodule(text)))
            } catch {
                problems += error.problems.map { .error(at: place, "submodule refused: \($0.message)", hint: $0.hint) }
            }
        }
        guard problems.isEmpty else { throw WorkspaceError(.refusedContent, problems) }
        for (link, url) in modules {
            progress(.log("fetching submodule '\(printable(link.path))' from '\(url.redacted)'"))
            let revision = GitRevision(target: link.commit, branch: nil, usesSHA256: link.commit.utf8.count == 64)
            let module = try await fetch(url, revision)
            let folder = tree.pushing(FilePath(link.path))
            try makeFolder(folder)
            try await write(module, url, below: nil, to: folder, depth: depth + 1)
        }
    }

    /// The URLs of `.gitmodules` by path; nothing else in that file is used (`update = !command` least of all).
    private func submoduleURLs(_ repository: Repository) async throws -> [String: String] {
        let output = try await runner.capture(
            [
                "--git-dir=\(repository.folder.string)", "config", "--blob", "\(repository.commit):.gitmodules", "-z",
                "--list",
            ],
            in: scratch,
        )
        guard output.status == 0 else { return [:] }
        var paths: [String: String] = [:]
        var urls: [String: String] = [:]
        for record in String(decoding: output.standardOutput, as: UTF8.self).split(separator: "\0") {
            let parts = record.split(separator: "\n", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].hasPrefix("submodule."), let dot = parts[0].lastIndex(of: ".") else {
                continue
            }
            let name = String(parts[0][..<dot])
            switch parts[0][dot...] {
            case ".path": paths[name] = parts[1]
            case ".url": urls[name] = parts[1]
            default: continue
            }
        }
        return Dictionary(paths.compactMap { name, path in urls[name].map { (path, $0) } }) { first, _ in first }
    }

    // MARK: Helpers

    private func git(_ repository: Repository, _ arguments: [String]) async throws -> [UInt8] {
        try await runner.run(["--git-dir=\(repository.folder.string)"] + arguments, in: scratch)
    }

    private func tooLarge(_ url: GitURL, _ what: String) -> WorkspaceError {
        WorkspaceError(
            .tooLarge,
            source: url.redacted,
            "the repository is too large: \(what)",
            hint: "raise the size limit, or keep large data out of the repository",
        )
    }

    private func makeFolder(_ path: FilePath) throws(WorkspaceError) {
        guard path.withPlatformString({ mkdir($0, 0o755) }) == 0 || errno == EEXIST else {
            throw WorkspaceError(.scratch, source: path.string, "cannot be made: \(Errno(rawValue: errno))")
        }
    }
}
