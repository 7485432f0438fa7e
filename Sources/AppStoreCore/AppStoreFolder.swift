package import ContentStore
internal import Foundation
internal import Reporting
package import SystemPackage

/// The folder that holds everything of an AppStore: the database, the blobs, the uploads under way.
package struct AppStoreFolder: Sendable {
    /// The database.
    package let database: AppStoreDatabase
    /// The blobs.
    package let blobs: BlobStore
    /// Where uploads are kept.
    package let uploads: FilePath
    /// The folder itself.
    package let path: FilePath
    /// Tells other processes of the use, for as long as any copy of this value.
    private let lock: FolderLock

    /// The name of the database's file.
    static let databaseName = "appstore.sqlite"

    /// Opens the folder, making what is missing, and settles what a killed garbage collection left.
    ///
    /// What is made is for its owner only.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - create: whether a folder that is missing is made; otherwise it is an error.
    ///   - use: what for.
    ///   - acceptsBackup: whether the folder may be a backup, which nothing may be written to but the next one.
    /// - Throws: `AppStoreError`, `StoreError`.
    package init(
        _ path: FilePath,
        create: Bool,
        for use: FolderLock.Use = .beside,
        acceptsBackup: Bool = false
    ) throws {
        let database = path.appending(Self.databaseName)
        guard create || FileManager.default.fileExists(atPath: database.string) else {
            throw AppStoreError(.folder, detail: "there is no AppStore in '\(path)'")
        }
        try Self.make(path)
        lock = try FolderLock(path, for: use)
        if !acceptsBackup, try BackupMarker.find(in: path) != nil {
            let hint = "`appstore restore \(ShellQuoting.quoted(path.string)) --folder FOLDER` makes an AppStore of it"
            throw AppStoreError(.folder, detail: "'\(path)' is a backup, which the next one replaces", hint: hint)
        }
        self.path = path
        blobs = try BlobStore(root: path)
        self.database = try AppStoreDatabase(path: database)
        uploads = path.appending("uploads")
        try settleRemovals()
    }

    /// Makes a folder that only its owner can read, where it is missing.
    static func make(_ path: FilePath) throws(AppStoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path.string,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw AppStoreError(.files, detail: "\(path): \(error)", hint: "check the rights of the folder above it")
        }
    }

    private func settleRemovals() throws {
        let files = try blobs.takenOut()
        guard !files.isEmpty else { return }
        let removal = FileRemoval(blobs: blobs)
        try database.change { try removal.settle(files, $0) }.forEach(blobs.erase)
    }

    /// The registry in this folder, for a command beside a server.
    package func repositories(gracePeriod: Double) -> Repositories {
        Repositories(database: database, blobs: blobs, gracePeriod: gracePeriod)
    }

    /// Garbage collection in this folder.
    package func garbageCollection(gracePeriod: Double) -> GarbageCollection {
        GarbageCollection(database: database, blobs: blobs, gracePeriod: gracePeriod)
    }

    /// A check of this folder.
    package var check: StoreCheck { StoreCheck(database: database, blobs: blobs) }
}
