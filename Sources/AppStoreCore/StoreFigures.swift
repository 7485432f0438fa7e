package import AppStoreAPI
internal import Foundation
package import GRDB
package import SystemPackage

/// How much there is in an AppStore, for whoever watches it.
package struct StoreFigures: Sendable, Hashable {
    /// The users who may log in, by role.
    package let users: [Role: Int]
    /// The users who may not.
    package let disabledUsers: Int
    /// Repositories, and how many of them have a datalab.
    package let repositories: Int
    /// Datalabs, listed or not.
    package let datalabs: Int
    /// Versions that wait for review.
    package let waiting: Int
    /// Manifests of all repositories.
    package let manifests: Int
    /// Blobs, each once.
    package let blobs: Int
    /// Their sizes together, in bytes.
    package let blobBytes: Int64

    /// Counts.
    ///
    /// - Parameter database: within a transaction.
    /// - Throws: `DatabaseError`.
    package init(in database: Database) throws {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
        var users: [Role: Int] = [:]
        for role in Role.allCases {
            let sql = "SELECT count(*) FROM user WHERE role = ? AND NOT is_disabled"
            users[role] = try Int.fetchOne(database, sql: sql, arguments: [role.rawValue]) ?? 0
        }
        self.users = users
        disabledUsers = try count("SELECT count(*) FROM user WHERE is_disabled")
        repositories = try count("SELECT count(*) FROM repository")
        datalabs = try count("SELECT count(*) FROM datalab")
        waiting = try count("SELECT count(*) FROM datalab_version WHERE review = 'waiting'")
        manifests = try count("SELECT count(*) FROM manifest")
        blobs = try count("SELECT count(*) FROM blob")
        blobBytes = try Int64.fetchOne(database, sql: "SELECT coalesce(sum(size), 0) FROM blob") ?? 0
    }

    /// The size of the database's files in a folder, in bytes.
    package static func databaseBytes(in folder: FilePath) -> Int64 {
        ["", "-wal", "-shm"].reduce(0) { sum, ending in
            let path = folder.appending(AppStoreFolder.databaseName + ending).string
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int64
            return sum + (size ?? 0)
        }
    }
}
