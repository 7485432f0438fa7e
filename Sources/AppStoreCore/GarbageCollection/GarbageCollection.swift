package import ContentStore
internal import Foundation
internal import GRDB
internal import OCIModel
internal import Offloading

/// Frees the space of what nothing needs any more, beside pushes and pulls.
///
/// A blob that no manifest of its repository names is let go when its lease has not been renewed for the grace period; a file is
/// removed when no row names it. Rows go in one transaction, files in the next: whatever the moment of a SIGKILL, a row's
/// file is there (`FileRemoval`). Pushes put a file in its place inside a transaction as well, so that the two cannot meet.
package struct GarbageCollection: Sendable {
    /// What was freed.
    package struct Report: Sendable, Codable, Equatable {
        /// Manifests without a tag that nothing else needed (`Repositories.removeUntagged`).
        package var manifests = 0
        /// Links of blobs to repositories that did not need them.
        package var links = 0
        /// Blobs whose files were removed.
        package var blobs = 0
        /// The size of those files in bytes.
        package var bytes: Int64 = 0
    }

    private let database: AppStoreDatabase
    private let blobs: BlobStore
    private let gracePeriod: Double
    private let mark: CollectionMark

    /// A collection that has not begun.
    ///
    /// - Parameters:
    ///   - database: where the rows are.
    ///   - blobs: where the files are.
    ///   - gracePeriod: how long what no manifest names is left alone, in seconds.
    package init(database: AppStoreDatabase, blobs: BlobStore, gracePeriod: Double) {
        self.database = database
        self.blobs = blobs
        self.gracePeriod = gracePeriod
        mark = CollectionMark(in: blobs.root)
    }

    /// Collects once.
    ///
    /// - Returns: what was freed.
    /// - Throws: `StoreError`, database errors; what was freed until then stays freed.
    package func run() async throws -> Report {
        var report = Report()
        report.links = try await releaseLinks()
        try await releaseBlobs()
        let strays = try await strays()
        for start in stride(from: 0, to: strays.count, by: Self.step) {
            let part = Array(strays[start..<min(start + Self.step, strays.count)])
            let removed = try await removeFiles(part)
            report.blobs += removed.count
            report.bytes += removed.bytes
        }
        return report
    }

    private static let step = 200

    /// Looks for what can go in a snapshot, which nobody waits for, and asks again where it goes.
    private func releaseLinks() async throws -> Int {
        let limit = Date().timeIntervalSince1970 - gracePeriod
        let isUnneeded = """
            leasedAt < ? AND NOT EXISTS (
                SELECT 1 FROM manifestBlob JOIN manifest ON manifest.id = manifestBlob.manifestID
                WHERE manifestBlob.blobID = blobLink.blobID AND manifest.repositoryID = blobLink.repositoryID
            )
            """
        let links = try await database.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT repositoryID, blobID FROM blobLink WHERE \(isUnneeded)",
                arguments: [limit]
            )
            .map { (repository: $0[0] as Int64, blob: $0[1] as Int64) }
        }
        guard !links.isEmpty else { return 0 }
        mark.grow()
        defer { mark.grow() }
        return try await delete(links) { db, link in
            try db.cachedStatement(
                sql: "DELETE FROM blobLink WHERE repositoryID = ? AND blobID = ? AND \(isUnneeded)"
            ).execute(arguments: [link.repository, link.blob, limit])
        }
    }

    private func releaseBlobs() async throws {
        let isUnlinked = "NOT EXISTS (SELECT 1 FROM blobLink WHERE blobLink.blobID = blob.id)"
        let ids = try await database.read { db in
            try Int64.fetchAll(db, sql: "SELECT id FROM blob WHERE \(isUnlinked)")
        }
        _ = try await delete(ids) { db, id in
            try db.cachedStatement(sql: "DELETE FROM blob WHERE id = ? AND \(isUnlinked)").execute(arguments: [id])
        }
    }

    /// Deletes rows in small steps: pushes wait while one lasts.
    ///
    /// - Returns: how many went.
    private func delete<Key: Sendable>(
        _ keys: [Key],
        _ body: @escaping @Sendable (Database, Key) throws -> Void
    ) async throws -> Int {
        var deleted = 0
        for start in stride(from: 0, to: keys.count, by: Self.step) {
            let part = Array(keys[start..<min(start + Self.step, keys.count)])
            deleted += try await database.write { db in
                let before = db.totalChangesCount
                for key in part { try body(db, key) }
                return db.totalChangesCount - before
            }
        }
        return deleted
    }

    /// The files that no row names now.
    private func strays() async throws -> [Digest] {
        let files = try await BlockingWork.run { [blobs] in try blobs.digests() }
        let named = try await database.read { db in try Set(String.fetchAll(db, sql: "SELECT digest FROM blob")) }
        return files.filter { !named.contains($0.description) }
    }

    private func removeFiles(_ digests: [Digest]) async throws -> (count: Int, bytes: Int64) {
        let removal = FileRemoval(blobs: blobs)
        let removed = try await database.write { db in try removal.takeOut(digests, db) }
        for (file, _) in removed { blobs.erase(file) }
        return (removed.count, removed.map(\.size).reduce(0, +))
    }
}
