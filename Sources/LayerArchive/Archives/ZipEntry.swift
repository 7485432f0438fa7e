/// One entry of a zip, as its central directory and its local header agree on it.
public struct ZipEntry: Sendable, Hashable {
    /// What an entry is.
    public enum Kind: String, Sendable, Hashable {
        /// A regular file.
        case file
        /// A folder (its name ends in a slash in the archive).
        case directory
        /// A symbolic link; its content is the target.
        case symbolicLink
    }

    /// How an entry's content is kept.
    public enum Method: UInt16, Sendable, Hashable {
        /// As it is.
        case stored = 0
        /// As a raw deflate stream (RFC 1951).
        case deflated = 8
    }

    /// The relative path, parts joined by `/`, without a trailing slash.
    public let path: String
    /// What the entry is.
    public let kind: Kind
    /// How its content is kept.
    public let method: Method
    /// The bytes the content takes in the archive.
    public let compressedSize: UInt64
    /// The bytes of the plain content, as the archive says.
    public let size: UInt64
    /// The CRC-32 of the plain content, as the archive says.
    public let crc32: UInt32
    /// The Unix mode (type and permission bits); 0 when the archive has none.
    public let unixMode: UInt16
    /// Where the content lies in the file.
    public let data: Range<Int>

    /// Whether the owner may execute the file.
    public var isExecutable: Bool { kind == .file && unixMode & 0o100 != 0 }
}
