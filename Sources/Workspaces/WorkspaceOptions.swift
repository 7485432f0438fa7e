/// How a source is opened.
public struct WorkspaceOptions: Sendable, Hashable {
    /// The most bytes of files; also the most that git may fetch.
    public var sizeLimit: UInt64

    /// Options; the size limit is 2 GiB unless given.
    public init(sizeLimit: UInt64 = 2 << 30) {
        self.sizeLimit = sizeLimit
    }
}
