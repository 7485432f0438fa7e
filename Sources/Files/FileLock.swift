internal import Glibc
package import SystemPackage

/// A lock on a file or a folder (flock(2)): seen by every process of this machine, gone with its last owner or with its process.
package final class FileLock: Sendable {
    /// Who may have a lock beside others.
    package enum Kind: Sendable {
        /// As many as want it shared.
        case shared
        /// One alone.
        case exclusive

        fileprivate var operation: Int32 { self == .shared ? LOCK_SH : LOCK_EX }
    }

    /// What came of asking for a lock.
    package enum Answer: Sendable, Hashable {
        /// It was given.
        case taken
        /// Another has it.
        case held
        /// It cannot be had: on a file system without locks, for example.
        case refused(Errno)
    }

    private let descriptor: Int32

    /// Opens a folder that is to be locked.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - followsLink: whether it may be a link to one.
    /// - Throws: what the system says.
    package init(folder path: FilePath, followsLink: Bool = true) throws(Errno) {
        descriptor = try Self.open(path, O_RDONLY | O_DIRECTORY | (followsLink ? 0 : O_NOFOLLOW), 0)
    }

    /// Opens a file that is to be locked.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - mode: the mode it is made with where it is missing, less the umask; nil for a file that must be there.
    ///   - followsLink: whether it may be a link to one.
    /// - Throws: what the system says.
    package init(file path: FilePath, making mode: FilePermissions? = nil, followsLink: Bool = true) throws(Errno) {
        let access = mode == nil ? O_RDONLY : O_RDWR | O_CREAT
        descriptor = try Self.open(path, access | (followsLink ? 0 : O_NOFOLLOW), mode?.rawValue ?? 0)
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock if nobody is in the way; does not wait.
    ///
    /// - Parameter kind: whether it may be shared.
    /// - Returns: what came of it.
    package func attempt(_ kind: Kind) -> Answer { Self.attempt(kind, on: descriptor) }

    /// Takes the lock; waits until nobody is in the way.
    ///
    /// - Parameter kind: whether it may be shared.
    /// - Throws: what the system says of a lock that cannot be had.
    package func wait(_ kind: Kind) throws(Errno) {
        while flock(descriptor, kind.operation) != 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
    }

    /// Locks a file that is open already, until it is closed; does not wait.
    ///
    /// - Parameters:
    ///   - kind: whether the lock may be shared.
    ///   - descriptor: the open file.
    /// - Returns: what came of it.
    @discardableResult
    package static func attempt(_ kind: Kind, on descriptor: Int32) -> Answer {
        guard flock(descriptor, kind.operation | LOCK_NB) != 0 else { return .taken }
        let reason = Errno(rawValue: errno)
        return reason == .wouldBlock ? .held : .refused(reason)
    }

    private static func open(_ path: FilePath, _ flags: Int32, _ mode: mode_t) throws(Errno) -> Int32 {
        let descriptor = path.withPlatformString { Glibc.open($0, flags | O_CLOEXEC, mode) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        return descriptor
    }
}
