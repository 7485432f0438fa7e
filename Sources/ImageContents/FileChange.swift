/// A file that differs between two images.
public struct FileChange: Sendable, Hashable, Codable {
    /// Its path.
    public let path: String
    /// Its bytes in the first image; nil when it is not there.
    public let before: Int64?
    /// Its bytes in the second image; nil when it is not there.
    public let after: Int64?

    /// A file that differs.
    ///
    /// - Parameters:
    ///   - path: its path.
    ///   - before: its bytes in the first image.
    ///   - after: its bytes in the second image.
    package init(path: String, before: Int64?, after: Int64?) {
        self.path = path
        self.before = before
        self.after = after
    }
}
