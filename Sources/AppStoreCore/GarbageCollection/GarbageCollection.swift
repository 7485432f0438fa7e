package import ContentStore
internal import Foundation
internal import GRDB
internal import OCIModel

/// Frees the space of what nothing needs any more, beside pushes and pulls.
///
/// A blob that no manifest of its repository names is let go when its lease has not been renewed for the grace period; a file is
/// removed when no row names it. Rows go in one transaction, files in the next: whatever the moment of a SIGKILL, a row's
/// file is there. Pushes put a file in its place inside a transaction as well, so that the two cannot meet.
package struct GarbageCollection: Sendable {
    /// What was freed.
    package struct Report: Sendable, Codable, Equatable {
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
    }

    /// Collects once.
    ///
    /// - Returns: what was freed.
    /// - Throws: `StoreError`, database errors; what was freed until then stays freed.
    package func run() async throws -> Report {
        var report = Report()
        report.links = try await releaseLinks()
        try await releaseBlobs()
        // In small steps: pushes wait while one lasts.
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

    private func releaseLinks() async throws -> Int {
        var released = 0
        let limit = Date().timeIntervalSince1970 - gracePeriod
        while true {
            let count = try await database.write { db in
                try db.execute(
                    sql: """
                        DELETE FROM blobLink WHERE (repositoryID, blobID) IN (
                            SELECT repositoryID, blobID FROM blobLink WHERE leasedAt < ? AND NOT EXISTS (
                                SELECT 1 FROM manifestBlob JOIN manifest ON manifest.id = manifestBlob.manifestID
                                WHERE manifestBlob.blobID = blobLink.blobID
                                AND manifest.repositoryID = blobLink.repositoryID
                            ) LIMIT ?
                        )
                        """,
                    arguments: [limit, Self.step]
                )
                return db.changesCount
            }
            released += count
            if count < Self.step { return released }
        }
    }

    private func releaseBlobs() async throws {
        while true {
            let count = try await database.write { db in
                try db.execute(
                    sql: """
                        DELETE FROM blob WHERE id IN (
                            SELECT id FROM blob WHERE NOT EXISTS (SELECT 1 FROM blobLink WHERE blobID = blob.id) LIMIT ?
                        )
                        """,
                    arguments: [Self.step]
                )
                return db.changesCount
            }
            if count < Self.step { return }
        }
    }

    /// The files that no row names now.
    private func strays() async throws -> [Digest] {
        let files = try blobs.digests()
        let named = try await database.read { db in try Set(String.fetchAll(db, sql: "SELECT digest FROM blob")) }
        return files.filter { !named.contains($0.description) }
    }

    private func removeFiles(_ digests: [Digest]) async throws -> (count: Int, bytes: Int64) {
        let blobs = blobs
        return try await database.write { db in
            var removed = (count: 0, bytes: Int64(0))
            for digest in digests {
                // Asked again: a push may have brought it back since.
                let statement = try db.cachedStatement(sql: "SELECT 1 FROM blob WHERE digest = ?")
                let isNamed = try Bool.fetchOne(statement, arguments: [digest.description]) ?? false
                guard !isNamed, let size = blobs.size(of: digest) else { continue }
                blobs.remove(digest)
                removed.count += 1
                removed.bytes += size
            }
            return removed
        }
    }
}
