internal import ExternalTools
internal import LayerArchive
internal import Reporting
internal import SystemPackage
internal import Texts

extension GitCheckout {
    /// Fetches and writes the submodules of a tree; those that are refused are told together.
    mutating func writeSubmodules(
        _ links: [GitTree.Link],
        of repository: Repository,
        _ url: GitURL,
        to tree: FilePath,
        depth: Int,
    ) async throws {
        let links = links.filter { !isLeftOut($0, in: tree) }
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
            let place = Place(file: ShownText.escaped(path(of: link, in: tree)))
            guard let text = urls[BytePath(link.path)] else {
                warnings.append(
                    .warning(
                        at: place,
                        "left out: a submodule that has no URL in '.gitmodules'",
                        hint: "add its URL there, or remove it: git rm --cached \(ShownText.quoted(link.path))"
                    )
                )
                continue
            }
            do throws(WorkspaceError) {
                modules.append((link, try url.submodule(text)))
            } catch {
                problems += error.problems.map {
                    .error(at: place, "submodule refused: \($0.message)", hint: leavingOut(link, in: tree))
                }
            }
        }
        guard problems.isEmpty else { throw WorkspaceError(.refusedContent, problems) }
        for (link, url) in modules {
            progress(.log("fetching submodule '\(ShownText.escaped(link.path))' from '\(url.redacted)'"))
            let revision = GitRevision(target: link.commit, branch: nil, usesSHA256: link.commit.utf8.count == 64)
            let module: Repository
            do {
                module = try await fetch(url, revision)
            } catch let error as WorkspaceError where [.notFound, .fetchFailed, .noSuchRevision].contains(error.code) {
                throw failure(error, of: link, from: url, in: tree)
            }
            let folder = tree.pushing(FilePath(link.path))
            try makeFolder(folder)
            try await write(module, url, below: nil, to: folder, depth: depth + 1)
        }
    }

    // MARK: leaving out

    /// Whether a submodule is not wanted: none is, or a '.datalabignore' names it.
    private func isLeftOut(_ link: GitTree.Link, in tree: FilePath) -> Bool {
        if options.leavesOutSubmodules {
            progress(.log("leaving out submodule '\(ShownText.escaped(link.path))'"))
            return true
        }
        guard let root else { return false }
        return options.rules.ignores(path(of: link, in: tree), in: root)
    }

    /// A submodule's path from the workspace's root.
    private func path(of link: GitTree.Link, in tree: FilePath) -> String {
        let place = tree.pushing(FilePath(link.path)).string
        guard let root, PathBytes.isBelow(place, root.string) else { return link.path }
        return PathBytes.relative(place, to: root.string)
    }

    private func leavingOut(_ link: GitTree.Link, in tree: FilePath) -> String {
        let path = ShownText.escaped(path(of: link, in: tree))
        return
            "build without it: give '--no-submodules', or write '/\(path)' into '.datalabignore' (of an '--overlay' folder, "
            + "if the repository is not yours)"
    }

    private func failure(
        _ error: WorkspaceError,
        of link: GitTree.Link,
        from url: GitURL,
        in tree: FilePath
    ) -> WorkspaceError {
        let place = Place(file: ShownText.escaped(path(of: link, in: tree)))
        let problems = error.problems.map {
            Problem.error(
                at: place,
                "the submodule cannot be fetched from '\(url.redacted)': \($0.message)",
                hint: leavingOut(link, in: tree)
            )
        }
        return WorkspaceError(error.code, problems)
    }

    // MARK: URLs

    /// The URLs of `.gitmodules` by path; nothing else in that file is used (`update = !command` least of all).
    private func submoduleURLs(_ repository: Repository) async throws -> [BytePath: String] {
        let output = try await runner.capture(
            [
                "--git-dir=\(repository.folder.string)", "config", "--blob", "\(repository.commit):.gitmodules", "-z",
                "--list",
            ],
            in: scratch,
        )
        guard output.status == 0 else { return [:] }
        var pathOf: [String: String] = [:]
        var urls: [String: String] = [:]
        for record in String(decoding: output.standardOutput, as: UTF8.self).split(separator: "\0") {
            let parts = record.split(separator: "\n", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].hasPrefix("submodule."), let dot = parts[0].lastIndex(of: ".") else {
                continue
            }
            let name = String(parts[0][..<dot])
            switch parts[0][dot...] {
            case ".path": pathOf[name] = parts[1]
            case ".url": urls[name] = parts[1]
            default: continue
            }
        }
        return Dictionary(pathOf.compactMap { name, path in urls[name].map { (BytePath(path), $0) } }) { first, _ in
            first
        }
    }
}
