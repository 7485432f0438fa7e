internal import ContentStore
internal import Foundation
internal import GRDB
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

    /// A copy that has not begun.
    ///
    /// - Parameter source: the AppStore.
    package init(of source: AppStoreFolder) {
        self.source = source
    }

    /// Writes the copy; one that was written there before is brought up to date, and nothing else is ever replaced.
    ///
    /// - Parameter target: the folder: missing, empty, or one that an earlier backup made.
    /// - Returns: what was copied.
    /// - Throws: `AppStoreError`, `StoreError`.
    package func write(to target: FilePath) async throws -> Report {
        try Self.check(target, isApartFrom: source.path)
        try AppStoreFolder.make(target)
        let lock = try FolderLock(target, for: .replacing)
        defer { withExtendedLifetime(lock) {} }
        let began = Date()
        try Self.mark(target, began)
        let store = try BlobStore(root: target)
        var report = Report()
        for digest in try await Self.named(by: source.database)
        where try BackupFiles.copy(digest, from: source.blobs, to: store) {
            report.added += 1
        }
        let fresh = target.appending("\(AppStoreFolder.databaseName).new")
        try BackupFiles.remove(fresh)
        try source.database.backup(to: fresh)
        let copy = try AppStoreDatabase(path: fresh)
        let digests = try await Self.named(by: copy)
        for digest in digests {
            if try BackupFiles.copy(digest, from: source.blobs, to: store) { report.added += 1 }
            report.blobs += 1
            report.bytes += store.size(of: digest) ?? 0
        }
        try copy.close()
        try BackupFiles.copyKey(from: source.path, to: target)
        try BackupFiles.move(fresh, to: target.appending(AppStoreFolder.databaseName))
        for stray in Set(try store.digests()).subtracting(digests) { store.remove(stray) }
        try BackupMarker(isWhole: true, began: began).write(to: target)
        return report
    }

    /// Marks a folder as a backup that is being written, if it may become one.
    private static func mark(_ target: FilePath, _ time: Date) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: target.string)
        guard try BackupMarker.find(in: target) != nil || names.isEmpty else {
            throw AppStoreError(
                .exists,
                detail: "'\(target)' holds something that is no backup",
                hint: "name a folder that is missing or empty, or one that an earlier backup made"
            )
        }
        try BackupMarker(isWhole: false, began: time).write(to: target)
    }

    /// Refuses a folder that is, holds, or is in another.
    static func check(_ target: FilePath, isApartFrom source: FilePath) throws(AppStoreError) {
        let places = [source, target].map { path in
            URL(filePath: path.string).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        }
        guard !places[0].starts(with: places[1]), !places[1].starts(with: places[0]) else {
            throw AppStoreError(
                .invalid,
                detail: "'\(target)' and '\(source)' are one folder, or one is in the other",
                hint: "name a folder elsewhere, best on another disk"
            )
        }
    }

    /// The blobs that a database names.
    static func named(by database: AppStoreDatabase) async throws -> [Digest] {
        try await database.read { try String.fetchAll($0, sql: "SELECT digest FROM blob") }.compactMap { Digest($0) }
    }
}
