internal import ExternalTools
internal import LayerArchive
internal import Reporting
internal import SystemPackage

extension GitCheckout {
    /// Fetches one revision without its history where the server allows it, else all branches and tags.
    mutating func fetch(_ url: GitURL, _ revision: GitRevision) async throws -> Repository {
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
        let arguments =
            ["--git-dir=\(folder.string)"] + fixed + options + runner.serving(url) + ["--", url.redacted] + references
        let watch = SizeWatch(folder: folder, limit: sizeLimit + (8 << 20), task: "fetching", progress: progress)
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
}
