public import OCIModel

/// What a push did, in blobs and bytes.
public struct PushReport: Sendable, Hashable, Codable {
    /// Blobs of one kind of treatment.
    public struct Amount: Sendable, Hashable, Codable {
        /// How many blobs.
        public var blobs = 0
        /// Their bytes.
        public var bytes: Int64 = 0

        mutating func add(_ size: Int64) {
            blobs += 1
            bytes += size
        }
    }

    /// Blobs that were in the repository already.
    public var present = Amount()
    /// Blobs that were mounted from another repository.
    public var mounted = Amount()
    /// Blobs that were sent, with the bytes sent in this push.
    public var sent = Amount()
    /// Bytes of those that an earlier, broken push had brought.
    public var resumed: Int64 = 0
    /// The digest of the pushed manifest.
    public var digest: Digest
    /// The tags that point to it now.
    public var tags: [String] = []

    init(digest: Digest) {
        self.digest = digest
    }
}
