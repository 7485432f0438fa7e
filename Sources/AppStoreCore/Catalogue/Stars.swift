package import Foundation
package import GRDB

/// The stars that users give.
package enum Stars {
    /// Gives a star, or takes it back; nothing happens when it is so already.
    ///
    /// - Parameters:
    ///   - isStarred: whether the user's star is to be there.
    ///   - repository: the datalab's repository.
    ///   - user: the user; the policy has been asked already.
    ///   - time: now.
    ///   - database: within a transaction.
    /// - Returns: the number of stars.
    /// - Throws: `AppStoreError` with code `notFound`.
    package static func set(
        _ isStarred: Bool,
        on repository: String,
        by user: String,
        at time: Date,
        in database: Database,
    ) throws -> Int {
        let sql = "SELECT id FROM datalab WHERE repository = ?"
        guard let id = try Int64.fetchOne(database, sql: sql, arguments: [repository]) else {
            let hint = "check its name in the catalogue"
            throw AppStoreError(.notFound, detail: "there is no datalab '\(repository)'", hint: hint)
        }
        if isStarred {
            try database.execute(
                sql: "INSERT INTO star (datalab, user, time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [id, user, time.seconds],
            )
        } else {
            try database.execute(sql: "DELETE FROM star WHERE datalab = ? AND user = ?", arguments: [id, user])
        }
        let count = "UPDATE datalab SET stars = (SELECT count(*) FROM star WHERE datalab = ?1) WHERE id = ?1"
        try database.execute(sql: count, arguments: [id])
        try Popularity.update(id, in: database)
        return try Int.fetchOne(database, sql: "SELECT stars FROM datalab WHERE id = ?", arguments: [id]) ?? 0
    }
}

extension Popularity {
    static func update(_ id: Int64, in database: Database) throws {
        try database.execute(
            sql:
                "UPDATE catalogue_entry SET popularity = (SELECT \(sql) FROM datalab WHERE id = ?1) WHERE datalab = ?1",
            arguments: [id],
        )
    }
}
