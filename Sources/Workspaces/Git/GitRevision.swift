internal import LayerArchive
internal import Reporting
internal import SystemPackage
internal import Texts

/// What a source's branch, tag or commit is on the server.
struct GitRevision: Sendable {
    /// What is fetched: a full reference name, or a full commit hash.
    var target: String
    /// The branch's or tag's short name, where there is one.
    var branch: String?
    /// The tag, where one was asked for.
    var tag: String?
    /// The hash format of the repository, as far as it can be told.
    var usesSHA256: Bool

    /// Asks the server; a full commit hash without a branch needs no question.
    ///
    /// - Throws: `WorkspaceError`.
    static func resolve(_ source: GitSource, _ runner: GitRunner, in folder: FilePath) async throws -> GitRevision {
        if let commit = source.commit, source.branch == nil {
            return GitRevision(target: commit, branch: nil, tag: nil, usesSHA256: commit.utf8.count == 64)
        }
        let names = source.branch.map { ["refs/heads/\($0)", "refs/tags/\($0)"] } ?? ["HEAD"]
        let output = try await runner.run(
            ["ls-remote", "--symref"] + runner.serving(source.url) + ["--", source.url.redacted] + names,
            url: source.url,
            in: folder,
        )
        let answer = RemoteListing(output)
        guard let name = names.first(where: { answer.hashes[$0] != nil }), let hash = answer.hashes[name] else {
            throw try await missing(source, runner, in: folder)
        }
        let head = answer.symbolic["HEAD"].flatMap { $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : nil }
        return GitRevision(
            target: source.commit ?? (name == "HEAD" ? answer.symbolic["HEAD"] ?? "HEAD" : name),
            branch: source.branch ?? head,
            tag: name.hasPrefix("refs/tags/") ? source.branch : nil,
            usesSHA256: hash.utf8.count == 64,
        )
    }

    private static func missing(
        _ source: GitSource,
        _ runner: GitRunner,
        in folder: FilePath,
    ) async throws -> WorkspaceError {
        let options = ["--heads", "--tags", "--refs"] + runner.serving(source.url)
        let arguments = ["ls-remote"] + options + ["--", source.url.redacted]
        let answer = RemoteListing(try await runner.run(arguments, url: source.url, in: folder))
        let names = answer.hashes.keys.map { String($0.split(separator: "/", maxSplits: 2).last ?? "") }.sorted()
        guard let branch = source.branch else {
            return names.isEmpty
                ? WorkspaceError(
                    .empty,
                    source: source.url.redacted,
                    "the repository has no commits",
                    hint: "push a commit first"
                )
                : WorkspaceError(
                    .noSuchRevision,
                    source: source.url.redacted,
                    "the repository's default branch has no commits",
                    hint: "give a branch with '--branch', such as \(ShownText.quoted(names[0]))",
                )
        }
        let near = NearMiss.nearest(branch, among: names)
        let shown = names.prefix(8).map { ShownText.quoted($0) }.joined(separator: ", ")
        let hint = near.map { "did you mean \(ShownText.quoted($0))?" }
        return WorkspaceError(
            .noSuchRevision,
            source: source.url.redacted,
            "there is no branch or tag \(ShownText.quoted(branch))",
            hint: hint
                ?? (names.isEmpty ? "the repository has none" : "there are: \(shown)\(names.count > 8 ? " …" : "")"),
        )
    }
}
