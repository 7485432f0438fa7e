internal import ExternalTools
internal import LayerArchive
internal import Reporting
internal import SystemPackage

extension GitCheckout {
    /// Fetches and writes the submodules of a tree; those that are refused are told together.
    mutating func writeSubmodules(
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
}
