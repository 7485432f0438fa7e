package import SystemPackage

/// Why a file could not be written: the file as it was named, and what the system says.
package struct FileError: Error, CustomStringConvertible {
    /// The file that was to be written.
    package let path: FilePath
    /// What the system says.
    package let reason: Errno

    /// Whether there is no room left: on the disk, or for this user.
    package var isFullDisk: Bool { reason == .noSpace || reason == .diskQuotaExceeded }

    /// Whether this user may not write there.
    package var isForbidden: Bool { [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(reason) }

    /// In words: `'home/locks/a' cannot be written: Read-only file system`.
    package var description: String { "'\(path)' cannot be written: \(reason)" }
}
