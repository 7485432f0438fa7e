internal import ExternalTools
internal import LayerArchive
internal import SystemPackage

/// The branches a git repository has on its server.
package struct RemoteBranches: Sendable, Hashable {
    /// The branch that is meant when none is named; nil when the server does not say.
    package let standard: String?
    /// All branches: the standard one first, then by name.
    package let names: [String]

    /// Asks a server.
    ///
    /// - Parameter url: the repository.
    /// - Returns: its branches; at least one.
    /// - Throws: `WorkspaceError`, `ToolFailure`, `CancellationError`.
    package static func ask(_ url: GitURL) async throws -> RemoteBranches {
        let tool = try ExternalTool.locate("git", installHint: "install it: apt install git")
        let runner = try await GitRunner(tool: tool)
        let output = try await runner.run(
            ["ls-remote", "--symref"] + runner.serving(url) + ["--", url.redacted, "HEAD", "refs/heads/*"],
            url: url,
            in: "/"
        )
        let answer = RemoteListing(output)
        let prefix = "refs/heads/"
        let names = answer.hashes.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        guard !names.isEmpty else {
            throw WorkspaceError(
                .empty,
                source: url.redacted,
                "the repository has no commits",
                hint: "push a commit first"
            )
        }
        let head = answer.symbolic["HEAD"].flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
        let standard = head.flatMap { names.contains($0) ? $0 : nil }
        let others = names.filter { $0 != standard }.sorted()
        return RemoteBranches(standard: standard, names: (standard.map { [$0] } ?? []) + others)
    }
}

/// The lines of `git ls-remote --symref`.
struct RemoteListing {
    /// The commit of each reference.
    private(set) var hashes: [String: String] = [:]
    /// The reference that a symbolic one points to.
    private(set) var symbolic: [String: String] = [:]

    init(_ output: [UInt8]) {
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0].hasPrefix("ref: ") {
                symbolic[parts[1]] = String(parts[0].dropFirst(5))
            } else {
                hashes[parts[1]] = parts[0]
            }
        }
    }
}
