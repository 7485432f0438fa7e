internal import ContentStore
internal import Foundation
internal import GRDB
internal import Glibc
internal import OCIModel
package import SystemPackage

/// A copy of an AppStore's folder as it is at one moment, made while a server works on it.
///
/// Blobs are copied before the database and once more after it: whatever the copied database names was in the store at one
/// of the two times, even when garbage is collected meanwhile. Uploads under way are left out; their clients begin anew.
package struct Backup: Sendable {
    /// What was copied.
    package struct Report: Sendable, Hashable, Codable {
        /// How many blobs the copy has.
        package var blobs = 0
        /// Their sizes together.
        package var bytes: Int64 = 0
        /// How many of them were not there yet.
        package var added = 0
    }

    private let source: AppStoreFolder
    private let path: FilePath

    /// A copy that has not begun.
    ///
    /// - Parameters:
    ///   - source: the AppStore.
    ///   - path: its folder.
    package init(of source: AppStoreFolder, at path: FilePath) {
        self.source = source
        self.path = path
    }

    /// Writes the copy; one that was written there before is brought up to date.
    ///
    /// - Parameter target: the folder.
    /// - Returns: what was copied.
    /// - Throws: `AppStoreError`, `StoreError`.
    package func write(to target: FilePath) async throws -> Report {
        let store = try BlobStore(root: target)
        var report = Report()
        for digest in try await named(by: source.database) where try Self.copy(digest, from: source.blobs, to: store) {
            report.added += 1
        }
        let fresh = target.appending("appstore.sqlite.new")
        try Self.remove(fresh)
        try source.database.backup(to: fresh)
        let copy = try AppStoreDatabase(path: fresh)
        let digests = try await named(by: copy)
        for digest in digests {
            if try Self.copy(digest, from: source.blobs, to: store) { report.added += 1 }
            report.blobs += 1
            report.bytes += store.size(of: digest) ?? 0
        }
        try copy.close()
        try keepKey(in: target)
        try Self.move(fresh, to: target.appending("appstore.sqlite"))
        for stray in Set(try store.digests()).subtracting(digests) { store.remove(stray) }
        return report
    }

    private func named(by database: AppStoreDatabase) async throws -> [Digest] {
        try await database.read { try String.fetchAll($0, sql: "SELECT digest FROM blob") }.compactMap { Digest($0) }
    }

    /// Copies a blob where the copy lacks it and the store has it: what is gone meanwhile is in no later database.
    private static func copy(_ digest: Digest, from source: BlobStore, to target: BlobStore) throws -> Bool {
        guard !target.contains(digest), source.contains(digest) else { return false }
        do {
            try target.adopt(digest, from: source)
        } catch {
            guard source.contains(digest) else { return false }
            throw error
        }
        return true
    }

    /// The key goes with the copy, so that tokens hold after a return to it.
    private func keepKey(in target: FilePath) throws(AppStoreError) {
        let key = path.appending(SigningKey.fileName), copy = target.appending(SigningKey.fileName)
        guard let bytes = FileManager.default.contents(atPath: key.string) else { return }
        do {
            let aside = FilePath("\(copy.string).new")
            try Self.remove(aside)
            let file = try FileDescriptor.open(
                aside,
                .writeOnly,
                options: [.create, .exclusiveCreate],
                permissions: [.ownerReadWrite]
            )
            try file.closeAfter {
                try file.writeAll(bytes)
                fsync(file.rawValue)
            }
            try Self.move(aside, to: copy)
        } catch let error as AppStoreError {
            throw error
        } catch {
            throw AppStoreError(.files, detail: "\(copy): \(error)")
        }
    }

    private static func remove(_ path: FilePath) throws(AppStoreError) {
        for name in [path.string, path.string + "-wal", path.string + "-shm"] {
            guard unlink(name) == 0 || errno == ENOENT else { throw failure(path) }
        }
    }

    /// Puts a file in the place of another, without what belonged to that one.
    private static func move(_ path: FilePath, to target: FilePath) throws(AppStoreError) {
        for suffix in ["-wal", "-shm"] { unlink(target.string + suffix) }
        guard rename(path.string, target.string) == 0 else { throw failure(target) }
        for suffix in ["-wal", "-shm"] { unlink(path.string + suffix) }
    }

    private static func failure(_ path: FilePath) -> AppStoreError {
        AppStoreError(
            .files,
            detail: "\(path): \(Errno(rawValue: errno))",
            hint: "check the rights of the backup's folder"
        )
    }
}
