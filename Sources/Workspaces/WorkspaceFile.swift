internal import LayerArchive

/// One file, folder or link of a workspace.
public struct WorkspaceFile: Sendable, Hashable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        /// A regular file with its size in bytes, and whether its owner may execute it.
        case regular(size: UInt64, executable: Bool)
        /// A symbolic link that stays within the workspace, with its target.
        case symbolicLink(target: String)
        /// A folder.
        case directory
    }

    /// The path relative to the workspace's root, parts joined by `/`.
    public var path: String
    /// What it is.
    public var kind: Kind

    /// Whether two are the same, their paths byte for byte.
    public static func == (first: WorkspaceFile, second: WorkspaceFile) -> Bool {
        PathBytes.areSame(first.path, second.path) && first.kind == second.kind
    }

    /// Feeds the path's bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(BytePath(path)) }

    /// A file, folder or link.
    public init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }
}
