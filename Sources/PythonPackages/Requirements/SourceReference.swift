/// Source that a requirement names itself, instead of a package of an index: what has to be built into a wheel first
/// (packaging specification "Version specifiers", section "Direct references"; pip's "VCS Support" and "Local projects").
public enum SourceReference: Sendable, Hashable {
    /// A commit of a git repository: its address without `git+`, a credential or a fragment; a branch, tag or commit, the
    /// default branch when nil; the folder that holds the package.
    case git(url: String, revision: String?, subdirectory: String?)
    /// A source archive at an address, and the folder in it that holds the package.
    case archive(url: String, subdirectory: String?)
    /// A folder of the workspace, by its path from the root; empty for the root itself.
    case folder(String)
    /// A source archive or a wheel of the workspace, by its path from the root.
    case file(String)
}

extension SourceReference: CustomStringConvertible {
    /// The reference as requirements write it.
    public var description: String {
        switch self {
        case .git(let url, let revision, let subdirectory):
            let isAddress = url.contains("://")
            return (isAddress ? "git+" : "") + url + (revision.map { "@\($0)" } ?? "") + Self.fragment(subdirectory)
        case .archive(let url, let subdirectory): return url + Self.fragment(subdirectory)
        case .folder(let path): return path.isEmpty ? "." : "./\(path)"
        case .file(let path): return "./\(path)"
        }
    }

    /// Whether it is a file or folder of the workspace, not an address.
    public var isLocal: Bool {
        switch self {
        case .folder, .file: true
        case .git, .archive: false
        }
    }

    private static func fragment(_ subdirectory: String?) -> String {
        subdirectory.map { "#subdirectory=\($0)" } ?? ""
    }
}
