internal import ContentStore
internal import Foundation
internal import OCIModel
internal import Reporting
package import SystemPackage

/// Makes an AppStore of a backup, in a folder that has none.
package struct Restore: Sendable {
    private let backup: FilePath

    /// A return to a backup that has not begun.
    ///
    /// - Parameter backup: the backup's folder.
    package init(of backup: FilePath) {
        self.backup = backup
    }

    /// What a restore that was broken off has left in its folder.
    private static let own: Set<String> = [
        "blobs", "ingest", "oci-layout", SigningKey.fileName, "\(SigningKey.fileName).new",
        "\(AppStoreFolder.databaseName).new", "\(AppStoreFolder.databaseName).new-wal",
        "\(AppStoreFolder.databaseName).new-shm",
    ]

    /// Writes the AppStore; the database comes last, so that a restore that was broken off can be begun again.
    ///
    /// - Parameter target: the folder: missing, empty, or one with a restore that was broken off.
    /// - Returns: what was copied.
    /// - Throws: `AppStoreError`, `StoreError`.
    package func write(to target: FilePath) async throws -> Backup.Report {
        guard FileManager.default.fileExists(atPath: backup.string), let marker = try BackupMarker.find(in: backup)
        else {
            throw AppStoreError(
                .folder,
                detail: "there is no backup in '\(backup)'",
                hint: "name the folder that `appstore backup` wrote"
            )
        }
        let locks = [try FolderLock(backup, for: .beside)]
        guard marker.isWhole else {
            throw AppStoreError(
                .folder,
                detail: "the backup in '\(backup)' is not whole",
                hint: "the `appstore backup` that wrote it was broken off: run it again, or name another backup"
            )
        }
        try Backup.check(target, isApartFrom: backup)
        try AppStoreFolder.make(target)
        let alone = try FolderLock(target, for: .replacing)
        defer { withExtendedLifetime(locks + [alone]) {} }
        try Self.checkIsFree(target)
        return try await copy(to: target)
    }

    private static func checkIsFree(_ target: FilePath) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: target.string)
        guard Set(names).isSubset(of: own) else {
            throw AppStoreError(
                .exists,
                detail: "'\(target)' is not empty",
                hint: "name a folder that is missing or empty; move an AppStore that is to be replaced aside first"
            )
        }
    }

    private func copy(to target: FilePath) async throws -> Backup.Report {
        let source = try BlobStore(root: backup), store = try BlobStore(root: target)
        let fresh = target.appending("\(AppStoreFolder.databaseName).new")
        try BackupFiles.remove(fresh)
        try FileManager.default.copyItem(
            atPath: backup.appending(AppStoreFolder.databaseName).string,
            toPath: fresh.string
        )
        let database = try AppStoreDatabase(path: fresh)
        var report = Backup.Report()
        for digest in try await Backup.named(by: database) {
            if try BackupFiles.copy(digest, from: source, to: store) { report.added += 1 }
            guard let size = store.size(of: digest) else {
                throw AppStoreError(
                    .files,
                    detail: "the backup in '\(backup)' lacks the blob '\(digest)'",
                    hint: "`appstore check --folder \(ShellQuoting.quoted(backup.string))` says all that it lacks"
                )
            }
            report.blobs += 1
            report.bytes += size
        }
        try database.close()
        try BackupFiles.copyKey(from: backup, to: target)
        try BackupFiles.move(fresh, to: target.appending(AppStoreFolder.databaseName))
        return report
    }
}
