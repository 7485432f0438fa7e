public import SystemPackage

/// How a source is opened.
public struct WorkspaceOptions: Sendable, Hashable {
    /// The most bytes of files; also the most that git may fetch.
    public var sizeLimit: UInt64

    /// Files and folders that are no part of a folder source even when they lie in it: what builds themselves write.
    public var leftOut: [FilePath]

    /// Options; the size limit is 2 GiB unless given.
    public init(sizeLimit: UInt64 = 2 << 30, leftOut: [FilePath] = []) {
        self.sizeLimit = sizeLimit
        self.leftOut = leftOut
    }
}
