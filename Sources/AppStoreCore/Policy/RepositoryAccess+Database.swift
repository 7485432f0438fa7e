internal import AppStoreAPI
package import Foundation
package import GRDB

/// Owner, visibility and readers of a repository, as the database has them.
extension RepositoryAccess {
    /// The access of a repository; nil when there is no such repository.
    package static func find(_ repository: String, in database: Database) throws -> RepositoryAccess? {
        let sql = """
            SELECT access.owner, access.is_public, is_listed, is_waiting, EXISTS (
                SELECT 1 FROM datalab_version WHERE datalab_version.datalab = entry.datalab AND review <> 'approved'
            ) AS is_gated FROM repository_access AS access
            LEFT JOIN catalogue_entry AS entry ON entry.repository = access.repository WHERE access.repository = ?
            """
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [repository]) else { return nil }
        let readers = "SELECT user FROM repository_reader WHERE repository = ?"
        return RepositoryAccess(
            owner: row["owner"],
            isPublic: row["is_public"],
            readers: Set(try String.fetchAll(database, sql: readers, arguments: [repository])),
            isListed: row["is_listed"] ?? false,
            awaitsReview: row["is_waiting"] ?? false,
            isGated: row["is_gated"],
        )
    }

    /// Notes a new repository, within the transaction that makes it; nothing happens when it is there already.
    ///
    /// It belongs to the user whose name it is under; under no user's name, to who makes it. Until the first datalab in it
    /// says otherwise, or its owner does, it is private: an upload must not be readable before it is known what it is.
    ///
    /// - Parameters:
    ///   - repository: the repository's name.
    ///   - creator: who makes it.
    ///   - time: now.
    ///   - database: within a transaction.
    /// - Throws: `DatabaseError`.
    package static func create(
        _ repository: String,
        by creator: String,
        at time: Date,
        in database: Database,
    ) throws {
        let owner = try ownerToBe(of: repository, by: creator, in: database)
        try database.execute(
            sql: """
                INSERT INTO repository_access (repository, owner, is_public, is_decided) VALUES (?, ?, 0, 0)
                ON CONFLICT DO NOTHING
                """,
            arguments: [repository, owner],
        )
        guard database.changesCount > 0 else { return }
        try AuditLog.add(.repositoryCreated, to: repository, by: creator, at: time, in: database)
    }

    /// The user to whom a repository belongs that somebody makes.
    static func ownerToBe(of repository: String, by creator: String, in database: Database) throws -> String {
        let namespace = repository.split(separator: "/").first.map(String.init) ?? repository
        let sql = "SELECT name FROM user WHERE name = ?"
        return try String.fetchOne(database, sql: sql, arguments: [namespace]) ?? creator
    }

    /// Forgets a repository with its datalab, within the transaction that deletes it.
    package static func remove(_ repository: String, by actor: String, at time: Date, in database: Database) throws {
        try Catalogue.remove(repository, in: database)
        try database.execute(sql: "DELETE FROM repository_access WHERE repository = ?", arguments: [repository])
        guard database.changesCount > 0 else { return }
        try AuditLog.add(.repositoryDeleted, to: repository, by: actor, at: time, in: database)
    }

    /// Makes a repository public, or private with a list of users; recorded.
    ///
    /// - Parameters:
    ///   - repository: the repository.
    ///   - isPublic: whether everybody may use it.
    ///   - readers: who may while it is private; nil to leave the list as it is.
    ///   - actor: who does it; the policy has been asked already.
    ///   - time: now.
    ///   - database: within a transaction.
    /// - Throws: `AppStoreError` with code `notFound`, or `invalid` for a name no user can have.
    package static func setVisibility(
        of repository: String,
        isPublic: Bool,
        readers: [String]?,
        by actor: String,
        at time: Date,
        in database: Database,
    ) throws {
        for name in readers ?? [] { try User.check(name: name) }
        try database.execute(
            sql: "UPDATE repository_access SET is_public = ?, is_decided = 1 WHERE repository = ?",
            arguments: [isPublic, repository],
        )
        guard database.changesCount > 0 else {
            let hint = "publish it first, or check its name"
            throw AppStoreError(.notFound, detail: "there is no repository '\(repository)'", hint: hint)
        }
        if let readers {
            try database.execute(sql: "DELETE FROM repository_reader WHERE repository = ?", arguments: [repository])
            for name in Set(readers) {
                let sql = "INSERT INTO repository_reader (user, repository) VALUES (?, ?)"
                try database.execute(sql: sql, arguments: [name, repository])
            }
        }
        let users = (readers ?? []).sorted().joined(separator: " ")
        let detail = (isPublic ? "public" : "private") + (users.isEmpty ? "" : " \(users)")
        try AuditLog.add(.visibilityChanged, to: repository, by: actor, at: time, detail: detail, in: database)
        try Catalogue.refresh(repository, in: database)
    }
}
