internal import Files
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

    private let locks: [FileLock]

    /// Takes the lock; does not wait.
    ///
    /// - Parameters:
    ///   - path: the folder, which exists.
    ///   - use: what for.
    /// - Throws: `AppStoreError` with code `inUse`, or `files`.
    package init(_ path: FilePath, for use: Use) throws(AppStoreError) {
        let folder = try Self.at(path) { () throws(Errno) in try FileLock(folder: path, followsLink: false) }
        guard folder.attempt(use == .replacing ? .exclusive : .shared) == .taken else { throw Self.inUse(path, use) }
        guard use == .serving else {
            locks = [folder]
            return
        }
        let file = path.appending(Self.serverFile)
        let server = try Self.at(file) { () throws(Errno) in
            try FileLock(file: file, making: .ownerReadWrite, followsLink: false)
        }
        guard server.attempt(.exclusive) == .taken else {
            throw AppStoreError(
                .inUse,
                detail: "another server runs on '\(path)'",
                hint: "stop it first: two would not know of each other's changes"
            )
        }
        locks = [folder, server]
    }

    private static func at(
        _ path: FilePath,
        _ open: () throws(Errno) -> FileLock
    ) throws(AppStoreError) -> FileLock {
        do {
            return try open()
        } catch {
            throw AppStoreError(.files, detail: "\(path): \(error)")
        }
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
