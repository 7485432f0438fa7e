package import AppStoreAPI
internal import DatalabModel
package import Foundation
package import GRDB
package import OCIModel

/// The review of versions before they are listed.
package enum Moderation {
    /// What waits for review, the oldest first.
    package static func queue(in database: Database, limit: Int = 100) throws -> [WaitingVersion] {
        let sql = """
            SELECT datalab_version.id, repository FROM datalab_version JOIN datalab ON datalab.id = datalab
            WHERE review = 'waiting' ORDER BY published, datalab_version.id LIMIT ?
            """
        return try Row.fetchAll(database, sql: sql, arguments: [limit]).compactMap { row in
            guard let version = try VersionRow.find(row["id"], in: database),
                let card = try VersionTexts.card(of: version.id, in: database)
            else { return nil }
            return WaitingVersion(
                name: row["repository"],
                title: card.title,
                version: version.label,
                digest: version.digest,
                publisher: version.publisher,
                published: version.published,
            )
        }
    }

    /// A version that its owner waits for, or has to change.
    package struct Pending: Sendable, Hashable {
        /// The repository.
        package let name: String
        /// The title of the datalab.
        package let title: String
        /// The version.
        package let version: String
        /// The digest of its manifest.
        package let digest: String
        /// Why it was rejected; nil while it waits.
        package let reason: String?
        /// When it was published.
        package let published: Date
    }

    /// The versions of a user's datalabs that wait, or were rejected, the newest first.
    package static func pending(of owner: String, in database: Database, limit: Int = 50) throws -> [Pending] {
        let sql = """
            SELECT datalab_version.id, repository FROM datalab_version JOIN datalab ON datalab.id = datalab
            JOIN repository_access USING (repository)
            WHERE owner = ? AND review <> 'approved' ORDER BY published DESC, datalab_version.id DESC LIMIT ?
            """
        return try Row.fetchAll(database, sql: sql, arguments: [owner, limit]).compactMap { row in
            guard let version = try VersionRow.find(row["id"], in: database),
                let card = try VersionTexts.card(of: version.id, in: database)
            else { return nil }
            return Pending(
                name: row["repository"],
                title: card.title,
                version: version.label,
                digest: version.digest,
                reason: version.review == .rejected ? version.reviewReason ?? "" : nil,
                published: version.published
            )
        }
    }

    /// Approves or rejects a version; recorded.
    ///
    /// A decision can be changed.
    ///
    /// - Parameters:
    ///   - isApproved: whether it is listed.
    ///   - digest: the version's manifest.
    ///   - repository: the repository.
    ///   - reason: why; must be given for a rejection.
    ///   - moderator: who decides; the policy has been asked already.
    ///   - time: now.
    ///   - database: within a transaction.
    /// - Throws: `AppStoreError` with code `invalid` or `notFound`.
    package static func decide(
        _ isApproved: Bool,
        _ digest: Digest,
        of repository: String,
        reason: String?,
        by moderator: String,
        at time: Date,
        in database: Database,
    ) throws {
        let reason = reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : String($0.prefix(2000)) }
        guard isApproved || reason != nil else {
            throw AppStoreError(
                .invalid,
                detail: "a rejection needs a reason",
                hint: "say what the author should change"
            )
        }
        let version = try Int64.fetchOne(
            database,
            sql: """
                UPDATE datalab_version SET review = ?, review_reason = ?, reviewed_by = ?, reviewed = ?
                WHERE digest = ? AND datalab = (SELECT id FROM datalab WHERE repository = ?) RETURNING id
                """,
            arguments: [
                (isApproved ? ReviewState.approved : .rejected).rawValue, reason, moderator, time.seconds,
                digest.description, repository,
            ],
        )
        guard let version else {
            let hint = "it may have been deleted since; look at the list again"
            throw AppStoreError(.notFound, detail: "'\(repository)' has no version \(digest)", hint: hint)
        }
        if isApproved {
            try PublicTags.publish(version, in: database)
        } else {
            try PublicTags.withdraw(version, in: database)
        }
        let event = isApproved ? AuditLog.Event.versionApproved : .versionRejected
        let subject = "\(repository)@\(digest)"
        try AuditLog.add(event, to: subject, by: moderator, at: time, detail: reason, in: database)
        try Catalogue.refresh(repository, in: database)
    }
}
