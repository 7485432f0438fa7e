/// One entry of a tar, as libarchive tells it.
public struct TarEntry: Sendable, Hashable {
    /// What an entry is.
    public enum Kind: Sendable, Hashable {
        /// A regular file.
        case file
        /// A folder.
        case directory
        /// A symbolic link with its target.
        case symbolicLink(target: String)
        /// A second name for the file of another entry, by that entry's path.
        case hardLink(target: String)
        /// A character device with its numbers.
        case characterDevice(major: UInt64, minor: UInt64)
        /// A block device with its numbers.
        case blockDevice(major: UInt64, minor: UInt64)
        /// A named pipe.
        case pipe
        /// A socket.
        case socket
    }

    /// The path as it stands in the tar (`./usr/bin/`): not checked, not normalised.
    public let path: String
    /// What the entry is.
    public let kind: Kind
    /// Permission bits with setuid, setgid and sticky bits (0o7777).
    public let mode: UInt16
    /// The owner's number.
    public let owner: UInt32
    /// The group's number.
    public let group: UInt32
    /// The modification time in seconds since 1970; 0 when the tar has none.
    public let modificationTime: Int64
    /// The bytes of content.
    public let size: UInt64
    /// Extended attributes, by name (`security.capability` holds file capabilities).
    public let extendedAttributes: [String: [UInt8]]
}
