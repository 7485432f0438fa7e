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

    /// Opens the folder, making what is missing.
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
    }

    /// Garbage collection in this folder.
    package func garbageCollection(gracePeriod: Double) -> GarbageCollection {
        GarbageCollection(database: database, blobs: blobs, gracePeriod: gracePeriod)
    }

    /// A check of this folder.
    package var check: StoreCheck { StoreCheck(database: database, blobs: blobs) }
}
