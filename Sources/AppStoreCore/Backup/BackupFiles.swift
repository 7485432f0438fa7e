internal import ContentStore
internal import Files
internal import Foundation
internal import Glibc
internal import OCIModel
internal import SystemPackage

/// What backups and restores do with files: nothing half-written is visible, and what is there is on the disk.
enum BackupFiles {
    /// Writes a file that only its owner can read in the place of another.
    static func write(_ bytes: Data, to path: FilePath) throws(AppStoreError) {
        do {
            try WholeFile.write(Array(bytes), to: path, mode: .ownerReadWrite, durability: .contentAndName)
        } catch {
            throw AppStoreError(.files, detail: "\(path): \(error.reason)")
        }
    }

    /// Copies the key of a folder, so that tokens hold after a return to it.
    static func copyKey(from source: FilePath, to target: FilePath) throws(AppStoreError) {
        guard let bytes = FileManager.default.contents(atPath: source.appending(SigningKey.fileName).string) else {
            return
        }
        try write(bytes, to: target.appending(SigningKey.fileName))
    }

    /// Copies a blob where the copy lacks it and the store has it.
    ///
    /// - Returns: whether it was copied.
    static func copy(_ digest: Digest, from source: BlobStore, to target: BlobStore) throws -> Bool {
        guard !target.contains(digest), source.contains(digest) else { return false }
        do {
            try target.adopt(digest, from: source)
        } catch {
            // What a garbage collection takes meanwhile is in no later database.
            guard source.contains(digest) else { return false }
            throw error
        }
        return true
    }

    /// Removes a database that was begun.
    static func remove(_ path: FilePath) throws(AppStoreError) {
        for name in [path.string, path.string + "-wal", path.string + "-shm"] {
            guard unlink(name) == 0 || errno == ENOENT else { throw failure(path) }
        }
    }

    /// Puts a database in the place of another, without what belonged to that one.
    static func move(_ path: FilePath, to target: FilePath) throws(AppStoreError) {
        do {
            try FileCalls.syncFile(path)
            for suffix in ["-wal", "-shm"] { unlink(target.string + suffix) }
            try FileCalls.move(path, to: target)
            for suffix in ["-wal", "-shm"] { unlink(path.string + suffix) }
            try FileCalls.syncFolder(target.removingLastComponent())
        } catch {
            throw failure(target, error)
        }
    }

    private static func failure(_ path: FilePath, _ reason: Errno = Errno(rawValue: errno)) -> AppStoreError {
        AppStoreError(
            .files,
            detail: "\(path): \(reason)",
            hint: "check the rights of the backup's folder"
        )
    }
}
