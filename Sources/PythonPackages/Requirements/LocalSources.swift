/// Where a path of a requirements file leads in the workspace.
enum WorkspacePath {
    /// A path relative to the folder of a file, as it is from the root; nil when it leaves the workspace.
    static func resolved(_ path: String, beside file: String) -> String? {
        var parts = file.split(separator: "/").dropLast().map(String.init)
        for part in path.split(separator: "/") where part != "." {
            guard part == ".." else {
                parts.append(String(part))
                continue
            }
            guard parts.popLast() != nil else { return nil }
        }
        return parts.joined(separator: "/")
    }
}

/// Finds the folders and files of the workspace that requirements name.
struct LocalSources {
    /// Whether the workspace has a file of a path.
    let hasFile: @Sendable (String) -> Bool

    /// What makes a folder a package that can be built.
    static let projectFiles = ["pyproject.toml", "setup.py", "setup.cfg"]

    /// A reference with its path from the root of the workspace.
    ///
    /// pip takes paths relative to the folder it runs in, which is the root for everybody who builds such repositories; what
    /// is not there is looked for beside the file that names it.
    func resolved(_ reference: SourceReference, in file: String, at index: Int) throws(SyntaxFault) -> SourceReference {
        switch reference {
        case .git, .archive: return reference
        case .folder(let path):
            let found = try candidates(path, file, index).first { folder in
                Self.projectFiles.contains { hasFile(folder.isEmpty ? $0 : "\(folder)/\($0)") }
            }
            guard let found else {
                throw SyntaxFault(
                    index,
                    "'\(path)' is no folder with a 'pyproject.toml' or 'setup.py' that a package could be built from",
                    hint: "write the path from the root of the repository, such as './mypackage'",
                )
            }
            return .folder(found)
        case .file(let path):
            guard let found = try candidates(path, file, index).first(where: hasFile) else {
                throw SyntaxFault(
                    index,
                    "'\(path)' does not exist in the workspace",
                    hint: "write the path from its root"
                )
            }
            return .file(found)
        }
    }

    private func candidates(_ path: String, _ file: String, _ index: Int) throws(SyntaxFault) -> [String] {
        let found = [WorkspacePath.resolved(path, beside: ""), WorkspacePath.resolved(path, beside: file)]
            .compactMap { $0 }
        guard !found.isEmpty else {
            throw SyntaxFault(
                index,
                "'\(path)' leaves the workspace",
                hint: "write a path below its root, such as './mypackage'",
            )
        }
        return found
    }
}
