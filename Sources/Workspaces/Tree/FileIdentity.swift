internal import Glibc
internal import SystemPackage

/// What makes a file or folder the same under all of its paths.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64

    /// The identity a status tells.
    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// The identity of what is at a path; nil when nothing is there.
    init?(_ path: FilePath) {
        var status = stat()
        guard path.withPlatformString({ fstatat(AT_FDCWD, $0, &status, 0) }) == 0 else { return nil }
        self.init(status)
    }
}
