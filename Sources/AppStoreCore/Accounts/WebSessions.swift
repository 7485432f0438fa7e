package import AppStoreAPI
package import Foundation
internal import GRDB

/// Who is signed in at the web page.
package struct WebSessions: Sendable {
    /// A session as the page needs it.
    package struct Session: Sendable, Hashable {
        /// Who is signed in.
        package let user: User
        /// What every form of the session has to send back, so that no other page can send one.
        package let formToken: String
        /// When the session ends.
        package let expires: Date
    }

    /// How long a session lasts, in seconds.
    package static let lifetime: TimeInterval = 14 * 86400

    private let database: AppStoreDatabase

    /// The sessions of a database.
    package init(_ database: AppStoreDatabase) {
        self.database = database
    }

    /// Begins a session; sessions that have ended are forgotten.
    ///
    /// - Returns: the text for the cookie; only its hash is kept.
    package func begin(_ user: String, at time: Date) async throws -> String {
        let secret = Secret.random()
        try await database.write { database in
            try database.execute(sql: "DELETE FROM web_session WHERE expires <= ?", arguments: [time.seconds])
            try database.execute(
                sql: "INSERT INTO web_session (hash, user, form_token, created, expires) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    Secret.hash(secret), user, Secret.random(), time.seconds, time.seconds + Int64(Self.lifetime),
                ],
            )
        }
        return secret
    }

    /// The session of a cookie; nil when there is none, it has ended, or its user is disabled.
    package func find(_ secret: String, at time: Date) async throws -> Session? {
        try await database.read { database in
            let sql = """
                SELECT user.*, form_token, expires FROM web_session JOIN user ON user.name = web_session.user
                WHERE hash = ? AND expires > ? AND NOT is_disabled
                """
            let row = try Row.fetchOne(database, sql: sql, arguments: [Secret.hash(secret), time.seconds])
            return try row.map { row in
                let expires = Date(seconds: row["expires"])
                return Session(user: try User(row: row), formToken: row["form_token"], expires: expires)
            }
        }
    }

    /// A session as its user sees it.
    package struct Summary: Sendable, Hashable {
        /// When it began.
        package let created: Date
        /// When it ends by itself.
        package let expires: Date
        /// Whether it is the one that asks.
        package let isOwn: Bool
    }

    /// The sessions of a user that last, the newest first; ``mostListed`` at most.
    ///
    /// - Parameters:
    ///   - user: the user.
    ///   - secret: the text of the cookie that asks.
    ///   - time: now.
    /// - Returns: the sessions.
    /// - Throws: `DatabaseError`.
    package func list(of user: String, from secret: String, at time: Date) async throws -> [Summary] {
        let own = Secret.hash(secret)
        return try await database.read { database in
            let sql = """
                SELECT hash, created, expires FROM web_session WHERE user = ? AND expires > ? ORDER BY created DESC LIMIT ?
                """
            return try Row.fetchAll(database, sql: sql, arguments: [user, time.seconds, Self.mostListed]).map { row in
                Summary(
                    created: Date(seconds: row["created"]),
                    expires: Date(seconds: row["expires"]),
                    isOwn: row["hash"] == own
                )
            }
        }
    }

    /// So many sessions are listed at most.
    private static let mostListed = 50

    /// Ends the sessions of a user but for the one that asks.
    package func endOthers(of user: String, than secret: String) async throws {
        try await database.write { database in
            let sql = "DELETE FROM web_session WHERE user = ? AND hash <> ?"
            try database.execute(sql: sql, arguments: [user, Secret.hash(secret)])
        }
    }

    /// Ends a session.
    package func end(_ secret: String) async throws {
        try await database.write { database in
            try database.execute(sql: "DELETE FROM web_session WHERE hash = ?", arguments: [Secret.hash(secret)])
        }
    }
}
