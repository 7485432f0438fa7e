internal import Glibc
package import SystemPackage

/// Who works on an AppStore's folder, told to every other process on this machine (flock(2)); gone with its process.
package final class FolderLock: Sendable {
    /// What for.
    package enum Use: Sendable {
        /// Beside others: a command on the folder of a server that may run.
        case beside
        /// As the one server.
        case serving
        /// Alone: what is there is written anew.
        case replacing
    }

    /// The file that the one server locks.
    static let serverFile = "server.lock"

    private let descriptors: [Int32]

    /// Takes the lock; does not wait.
    ///
    /// - Parameters:
    ///   - path: the folder, which exists.
    ///   - use: what for.
    /// - Throws: `AppStoreError` with code `inUse`, or `files`.
    package init(_ path: FilePath, for use: Use) throws(AppStoreError) {
        let folder = try Self.open(path, O_RDONLY | O_DIRECTORY)
        guard flock(folder, (use == .replacing ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 else {
            close(folder)
            throw Self.inUse(path, use)
        }
        guard use == .serving else {
            descriptors = [folder]
            return
        }
        let server: Int32
        do {
            server = try Self.open(path.appending(Self.serverFile), O_RDWR | O_CREAT)
        } catch {
            close(folder)
            throw error
        }
        guard flock(server, LOCK_EX | LOCK_NB) == 0 else {
            close(folder)
            close(server)
            throw AppStoreError(
                .inUse,
                detail: "another server runs on '\(path)'",
                hint: "stop it first: two would not know of each other's changes"
            )
        }
        descriptors = [folder, server]
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    private static func open(_ path: FilePath, _ flags: Int32) throws(AppStoreError) -> Int32 {
        let descriptor = path.withPlatformString { Glibc.open($0, flags | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard descriptor >= 0 else { throw AppStoreError(.files, detail: "\(path): \(Errno(rawValue: errno))") }
        return descriptor
    }

    private static func inUse(_ path: FilePath, _ use: Use) -> AppStoreError {
        use == .replacing
            ? AppStoreError(
                .inUse,
                detail: "a server or a command works on '\(path)'",
                hint: "stop it first, or name another folder"
            )
            : AppStoreError(
                .inUse,
                detail: "a backup or a restore is being written to '\(path)'",
                hint: "wait for its end, or name another folder"
            )
    }
}
