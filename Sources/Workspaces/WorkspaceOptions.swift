public import SystemPackage

/// How a source is opened.
public struct WorkspaceOptions: Sendable, Hashable {
    /// The most bytes of files; also the most that git may fetch.
    public var sizeLimit: UInt64

    /// Files and folders that are no part of a folder source even when they lie in it: what builds themselves write.
    public var leftOut: [FilePath]

    /// A folder that will be laid over the source: its `.datalabignore` files take the place of the source's.
    package var overlay: FilePath?

    /// Whether the submodules of a git repository are left out.
    package var leavesOutSubmodules = false

    /// The rules for what belongs to a tree.
    var rules: TreeRules {
        var rules = TreeRules()
        rules.overlay = overlay
        rules.leftOut = leftOut
        return rules
    }

    /// Options; the size limit is 2 GiB unless given.
    public init(sizeLimit: UInt64 = 2 << 30, leftOut: [FilePath] = []) {
        self.sizeLimit = sizeLimit
        self.leftOut = leftOut
    }
}
