package import Foundation
package import GRDB

/// Who changed what, and when: written in the transaction of the change itself; and who logged in (``LoginAudit``).
package enum AuditLog {
    /// What can happen.
    package enum Event: String, Sendable, Hashable, Codable, CaseIterable {
        case userAdded = "user.added"
        case userDisabled = "user.disabled"
        case userEnabled = "user.enabled"
        case passwordChanged = "user.password-changed"
        case roleChanged = "user.role-changed"
        case tokenCreated = "token.created"
        case tokenRevoked = "token.revoked"
        case repositoryCreated = "repository.created"
        case repositoryDeleted = "repository.deleted"
        case visibilityChanged = "visibility.changed"
        case manifestPushed = "manifest.pushed"
        case manifestDeleted = "manifest.deleted"
        case tagSet = "tag.set"
        case tagMoved = "tag.moved"
        case tagDeleted = "tag.deleted"
        case loginSucceeded = "login.succeeded"
        case loginFailed = "login.failed"
        case versionPublished = "version.published"
        case versionRemoved = "version.removed"
        case versionApproved = "version.approved"
        case versionRejected = "version.rejected"
    }

    /// One line of the log.
    package struct Entry: Sendable, Hashable, Codable {
        /// The number, which only grows.
        package let id: Int64
        /// When.
        package let time: Date
        /// The user's name; `local:operator` for who has the AppStore's folder.
        package let actor: String
        /// What happened.
        package let event: Event
        /// The user, repository or version it happened to.
        package let subject: String
        /// The rest, for people.
        package let detail: String?
    }

    /// The actor of the `appstore` command; no user can have the name, as it holds a colon.
    package static let operatorName = "local:operator"

    /// Adds a line.
    package static func add(
        _ event: Event,
        to subject: String,
        by actor: String,
        at time: Date,
        detail: String? = nil,
        in database: Database,
    ) throws {
        try database.execute(
            sql: "INSERT INTO audit (time, actor, event, subject, detail) VALUES (?, ?, ?, ?, ?)",
            arguments: [time.seconds, actor, event.rawValue, subject, detail],
        )
    }

    /// The newest lines first.
    ///
    /// - Parameters:
    ///   - database: within a transaction.
    ///   - subject: the one subject that is asked for; nil for all.
    ///   - before: only lines older than this one's number.
    ///   - limit: so many at most.
    /// - Returns: the lines.
    /// - Throws: `DatabaseError`.
    package static func entries(
        in database: Database,
        of subject: String? = nil,
        before: Int64? = nil,
        limit: Int = 100,
    ) throws -> [Entry] {
        let sql = """
            SELECT * FROM audit WHERE (?1 IS NULL OR subject = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3
            """
        return try Row.fetchAll(database, sql: sql, arguments: [subject, before, limit]).compactMap { row in
            Event(rawValue: row["event"]).map { event in
                Entry(
                    id: row["id"],
                    time: Date(seconds: row["time"]),
                    actor: row["actor"],
                    event: event,
                    subject: row["subject"],
                    detail: row["detail"],
                )
            }
        }
    }
}
