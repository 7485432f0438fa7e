internal import AppStoreAPI
internal import DatalabModel
package import Foundation
package import GRDB
package import OCIModel
package import Reporting

/// The datalabs among the repositories: kept in step with tags and manifests, within the transactions that change those.
package enum Catalogue {
    /// An image that gets tags.
    package struct TaggedImage {
        /// The repository.
        package var repository: String
        /// The tags; never empty.
        package var tags: [String]
        /// The digest of the manifest or index.
        package var digest: Digest
        /// What it says of itself; nil for an image that is no datalab.
        package var datalab: DatalabImage?
        /// Who sent it.
        package var publisher: String
        /// When.
        package var time: Date

        /// An image that gets tags.
        package init(
            _ repository: String,
            tags: [String],
            digest: Digest,
            datalab: DatalabImage?,
            publisher: String,
            time: Date,
        ) {
            self.repository = repository
            self.tags = tags
            self.digest = digest
            self.datalab = datalab
            self.publisher = publisher
            self.time = time
        }
    }

    /// What became of a tagged image.
    package enum Outcome: Sendable, Hashable {
        /// It is no datalab.
        case plain
        /// It is a version of a datalab; what is unwise about it; whether it waits for review.
        case version(String, warnings: [Problem], awaitsReview: Bool)
    }

    /// Takes note of tags that are set.
    ///
    /// The first datalab of a repository decides who may use it, as its metadata says; later ones do not.
    ///
    /// - Parameters:
    ///   - image: the image and its tags.
    ///   - needsReview: whether a new version waits for review before it is listed.
    ///   - database: the transaction that sets the tags.
    /// - Returns: what became of it.
    /// - Throws: `AppStoreError` with code `invalid` or `notFound`, `DatabaseError`.
    package static func tagged(
        _ image: TaggedImage,
        needsReview: Bool = false,
        in database: Database,
    ) throws -> Outcome {
        guard let datalab = image.datalab else {
            try untagged(
                image.tags,
                of: image.repository,
                keepsPublicTags: needsReview,
                by: image.publisher,
                at: image.time,
                in: database
            )
            return .plain
        }
        try RepositoryAccess.create(image.repository, by: image.publisher, at: image.time, in: database)
        let ignored = try decideVisibility(datalab.facts.metadata.visibility, image, in: database)
        let review = needsReview ? ReviewState.waiting : .approved
        try database.execute(
            sql: "INSERT INTO datalab (repository) VALUES (?) ON CONFLICT DO NOTHING",
            arguments: [image.repository],
        )
        let version = try VersionRow.insert(datalab.facts, of: image, review: review, in: database)
        if let icon = datalab.icon {
            try database.execute(
                sql: "INSERT OR REPLACE INTO datalab_icon (version, type, bytes) VALUES (?, ?, ?)",
                arguments: [version, icon.type.rawValue, icon.bytes],
            )
        }
        try dropUntagged(image.repository, by: image.publisher, at: image.time, in: database)
        try refresh(image.repository, in: database)
        let row = try VersionRow.find(version, in: database)
        let label = row?.label ?? datalab.facts.metadata.version.text
        let warnings = datalab.warnings + [ignored].compactMap { $0 }
        return .version(label, warnings: warnings, awaitsReview: row?.review == .waiting)
    }

    /// Takes note of tags that are gone; a version without any tag leaves the catalogue.
    ///
    /// Nothing happens for a tag of a plain image.
    ///
    /// - Parameters:
    ///   - tags: the tags.
    ///   - repository: the repository.
    ///   - keepsPublicTags: whether everybody else still sees the approved versions there: another image took the tags.
    ///   - actor: who did it.
    ///   - time: now.
    ///   - database: the transaction that takes the tags.
    /// - Throws: `DatabaseError`.
    package static func untagged(
        _ tags: [String],
        of repository: String,
        keepsPublicTags: Bool = false,
        by actor: String,
        at time: Date,
        in database: Database,
    ) throws {
        var gone = 0
        for tag in tags {
            try database.execute(
                sql: """
                    DELETE FROM datalab_tag
                    WHERE tag = ? AND datalab = (SELECT id FROM datalab WHERE repository = ?)
                    """,
                arguments: [tag, repository],
            )
            gone += database.changesCount
            if !keepsPublicTags { try PublicTags.remove(tag, of: repository, in: database) }
        }
        guard gone > 0 else { return }
        try dropUntagged(repository, by: actor, at: time, in: database)
        try refresh(repository, in: database)
    }

    /// Takes note of a manifest that is gone with all its tags.
    package static func removed(
        _ digest: Digest,
        of repository: String,
        by actor: String,
        at time: Date,
        in database: Database,
    ) throws {
        try database.execute(
            sql: """
                DELETE FROM datalab_tag WHERE version IN (
                    SELECT datalab_version.id FROM datalab_version JOIN datalab ON datalab.id = datalab
                    WHERE repository = ? AND digest = ?
                )
                """,
            arguments: [repository, digest.description],
        )
        try database.execute(
            sql: """
                DELETE FROM datalab_public_tag WHERE version IN (
                    SELECT datalab_version.id FROM datalab_version JOIN datalab ON datalab.id = datalab
                    WHERE repository = ? AND digest = ?
                )
                """,
            arguments: [repository, digest.description],
        )
        try dropUntagged(repository, by: actor, at: time, in: database)
        try refresh(repository, in: database)
    }

    /// Whether a repository has a datalab.
    package static func hasDatalab(_ repository: String, in database: Database) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM datalab WHERE repository = ?)"
        return try Bool.fetchOne(database, sql: sql, arguments: [repository]) ?? false
    }

    /// Whether a manifest is a version of a repository's datalab.
    package static func hasVersion(_ digest: Digest, of repository: String, in database: Database) throws -> Bool {
        try version(digest.description, of: repository, in: database) != nil
    }

    /// The number of a version of a repository's datalab; nil when the manifest is none.
    static func version(_ digest: String, of repository: String, in database: Database) throws -> Int64? {
        let sql = """
            SELECT datalab_version.id FROM datalab_version JOIN datalab ON datalab.id = datalab
            WHERE repository = ? AND digest = ?
            """
        return try Int64.fetchOne(database, sql: sql, arguments: [repository, digest])
    }

    /// Forgets the datalab of a repository.
    package static func remove(_ repository: String, in database: Database) throws {
        try database.execute(sql: "DELETE FROM catalogue_entry WHERE repository = ?", arguments: [repository])
        try database.execute(sql: "DELETE FROM datalab WHERE repository = ?", arguments: [repository])
    }

    /// Lets the first datalab of a repository say who may use it.
    ///
    /// - Returns: a warning for a later one that says something else: it is decided already.
    private static func decideVisibility(
        _ visibility: Visibility,
        _ image: TaggedImage,
        in database: Database
    ) throws -> Problem? {
        let sql = "SELECT is_decided, is_public FROM repository_access WHERE repository = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [image.repository]) else { return nil }
        guard row["is_decided"] == false else {
            let isPublic: Bool = row["is_public"]
            guard isPublic != (visibility == .everyone) else { return nil }
            let word = isPublic ? "private" : "public"
            return .warning(
                "the metadata says '\(word)', and '\(image.repository)' stays \(isPublic ? "public" : "private")",
                hint: "`datalab visibility \(image.repository) \(word)` changes it"
            )
        }
        var readers: [String] = []
        if case .restricted(let users, _) = visibility {
            // Names are lower-case here; a name no user can have lets nobody in.
            readers = users.map { $0.lowercased() }.filter { (try? User.check(name: $0)) != nil }
        }
        try RepositoryAccess.setVisibility(
            of: image.repository,
            isPublic: visibility == .everyone,
            readers: readers,
            by: image.publisher,
            at: image.time,
            in: database,
        )
        return nil
    }

    private static func dropUntagged(
        _ repository: String,
        by actor: String,
        at time: Date,
        in database: Database,
    ) throws {
        for version in try VersionRow.untagged(of: repository, in: database) {
            try database.execute(sql: "DELETE FROM datalab_version WHERE id = ?", arguments: [version.id])
            let subject = "\(repository)@\(version.digest)"
            try AuditLog.add(.versionRemoved, to: subject, by: actor, at: time, detail: version.label, in: database)
        }
    }
}
