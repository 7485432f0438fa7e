internal import DatalabModel
package import Foundation
package import GRDB
package import OCIModel
package import Reporting

/// The datalabs among the repositories: kept in step with tags and manifests, within the transactions that change those.
package enum Catalogue {
    /// An image that gets a tag.
    package struct TaggedImage {
        /// The repository.
        package var repository: String
        /// The tag.
        package var tag: String
        /// The digest of the manifest or index.
        package var digest: Digest
        /// The manifest or index as it was sent.
        package var manifest: [UInt8]
        /// Who sent it.
        package var publisher: String
        /// When.
        package var time: Date

        /// An image that gets a tag.
        package init(
            _ repository: String,
            tag: String,
            digest: Digest,
            manifest: [UInt8],
            publisher: String,
            time: Date,
        ) {
            self.repository = repository
            self.tag = tag
            self.digest = digest
            self.manifest = manifest
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

    /// Takes note of a tag that is set.
    ///
    /// The first datalab of a repository decides who may use it, as its metadata says; later ones do not.
    ///
    /// - Parameters:
    ///   - image: the image and its tag.
    ///   - needsReview: whether a new version waits for review before it is listed.
    ///   - database: the transaction that sets the tag.
    ///   - content: gives the image's configuration, and the manifests of an index.
    /// - Returns: what became of it.
    /// - Throws: `AppStoreError` with code `refused` and all reasons; nothing may be written then.
    package static func tagged(
        _ image: TaggedImage,
        needsReview: Bool = false,
        in database: Database,
        content: DatalabImage.Content,
    ) throws -> Outcome {
        guard let datalab = try DatalabImage(manifest: image.manifest, content: content) else {
            try untagged(image.tag, of: image.repository, by: image.publisher, at: image.time, in: database)
            return .plain
        }
        try RepositoryAccess.create(image.repository, by: image.publisher, at: image.time, in: database)
        try decideVisibility(datalab.facts.metadata.visibility, image, in: database)
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
        return .version(label, warnings: datalab.warnings, awaitsReview: row?.review == .waiting)
    }

    /// Takes note of a tag that is gone; a version without any tag leaves the catalogue.
    ///
    /// Nothing happens for a tag of a plain image.
    package static func untagged(
        _ tag: String,
        of repository: String,
        by actor: String,
        at time: Date,
        in database: Database,
    ) throws {
        try database.execute(
            sql: """
                DELETE FROM datalab_tag
                WHERE tag = ? AND datalab = (SELECT id FROM datalab WHERE repository = ?)
                """,
            arguments: [tag, repository],
        )
        guard database.changesCount > 0 else { return }
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
        guard database.changesCount > 0 else { return }
        try dropUntagged(repository, by: actor, at: time, in: database)
        try refresh(repository, in: database)
    }

    /// Forgets the datalab of a repository.
    package static func remove(_ repository: String, in database: Database) throws {
        try database.execute(sql: "DELETE FROM catalogue_entry WHERE repository = ?", arguments: [repository])
        try database.execute(sql: "DELETE FROM datalab WHERE repository = ?", arguments: [repository])
    }

    private static func decideVisibility(_ visibility: Visibility, _ image: TaggedImage, in database: Database) throws {
        let sql = "SELECT is_decided FROM repository_access WHERE repository = ?"
        guard try Bool.fetchOne(database, sql: sql, arguments: [image.repository]) == false else { return }
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
    }

    private static func dropUntagged(
        _ repository: String,
        by actor: String,
        at time: Date,
        in database: Database,
    ) throws {
        for version in try VersionRow.all(of: repository, in: database) where version.tags.isEmpty {
            try database.execute(sql: "DELETE FROM datalab_version WHERE id = ?", arguments: [version.id])
            let subject = "\(repository)@\(version.digest)"
            try AuditLog.add(.versionRemoved, to: subject, by: actor, at: time, detail: version.label, in: database)
        }
    }
}
