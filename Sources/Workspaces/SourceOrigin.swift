/// Where a workspace came from, as it is recorded: never with a credential.
public struct SourceOrigin: Sendable, Hashable, Codable {
    /// The kinds of source.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A git repository.
        case git
        /// A folder of this machine.
        case folder
        /// A zip file.
        case zip
        /// A list of files.
        case files
    }

    /// The kind of source.
    public var kind: Kind
    /// Of a git repository: its URL without credentials, query or fragment.
    public var url: String?
    /// Of a git repository: the branch or tag that was used; nil when only a commit is known.
    public var branch: String?
    /// Of a git repository: the full hash of the commit.
    public var commit: String?
    /// The folder inside the source that is the workspace; nil for the source's root.
    public var subdirectory: String?
    /// Of a git repository: the commit's time in seconds since 1970.
    public var commitTime: Int64?

    /// An origin.
    public init(
        kind: Kind,
        url: String? = nil,
        branch: String? = nil,
        commit: String? = nil,
        subdirectory: String? = nil,
        commitTime: Int64? = nil,
    ) {
        self.kind = kind
        self.url = url
        self.branch = branch
        self.commit = commit
        self.subdirectory = subdirectory
        self.commitTime = commitTime
    }
}
