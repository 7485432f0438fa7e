package import ContentStore
internal import Foundation
package import SystemPackage

/// The folder that holds everything of an AppStore: the database, the blobs, the uploads under way.
package struct AppStoreFolder: Sendable {
    /// The database.
    package let database: AppStoreDatabase
    /// The blobs.
    package let blobs: BlobStore
    /// Where uploads are kept.
    package let uploads: FilePath

    /// Opens the folder, making what is missing, and settles what a killed garbage collection left.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - create: whether a folder that is missing is made; otherwise it is an error.
    /// - Throws: `AppStoreError`, `StoreError`.
    package init(_ path: FilePath, create: Bool) throws {
        guard create || FileManager.default.fileExists(atPath: path.appending("appstore.sqlite").string) else {
            throw AppStoreError(.folder, detail: "there is no AppStore in '\(path)'")
        }
        blobs = try BlobStore(root: path)
        database = try AppStoreDatabase(path: path.appending("appstore.sqlite"))
        uploads = path.appending("uploads")
        try settleRemovals()
    }

    private func settleRemovals() throws {
        let files = try blobs.takenOut()
        guard !files.isEmpty else { return }
        let removal = FileRemoval(blobs: blobs)
        try database.change { try removal.settle(files, $0) }.forEach(blobs.erase)
    }

    /// Garbage collection in this folder.
    package func garbageCollection(gracePeriod: Double) -> GarbageCollection {
        GarbageCollection(database: database, blobs: blobs, gracePeriod: gracePeriod)
    }

    /// A check of this folder.
    package var check: StoreCheck { StoreCheck(database: database, blobs: blobs) }
}
