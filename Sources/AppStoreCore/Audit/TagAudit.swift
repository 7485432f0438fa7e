internal import Foundation
internal import GRDB
internal import OCIModel

/// What the audit log says of pushes, and of tags that are set, moved and deleted; in the transaction that does it.
enum TagAudit {
    /// A manifest that gets no tag.
    static func pushed(_ digest: Digest, to repository: RepositoryName, by actor: String, in db: Database) throws {
        try add(.manifestPushed, repository, actor, "\(digest)", db)
    }

    /// Tags that are about to be set; one that stays where it is, is not told.
    static func set(_ manifest: TaggedManifest, by actor: String, in db: Database) throws {
        for tag in manifest.tags {
            let before = try String.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT manifest.digest FROM tag JOIN manifest ON manifest.id = tag.manifestID
                        JOIN repository ON repository.id = tag.repositoryID WHERE repository.name = ? AND tag.name = ?
                        """
                ),
                arguments: [manifest.repository.key, tag]
            )
            let digest = "\(manifest.digest)"
            guard before != digest else { continue }
            let event = before == nil ? AuditLog.Event.tagSet : .tagMoved
            let detail = "\(tag) \(before.map { "\($0) -> " } ?? "")\(digest)"
            try add(event, manifest.repository, actor, detail, db)
        }
    }

    /// A tag that has gone.
    static func deleted(_ tag: String, from repository: RepositoryName, by actor: String, in db: Database) throws {
        try add(.tagDeleted, repository, actor, tag, db)
    }

    /// A manifest that has gone.
    static func deleted(_ digest: Digest, from repository: RepositoryName, by actor: String, in db: Database) throws {
        try add(.manifestDeleted, repository, actor, "\(digest)", db)
    }

    private static func add(
        _ event: AuditLog.Event,
        _ repository: RepositoryName,
        _ actor: String,
        _ detail: String,
        _ db: Database
    ) throws {
        try AuditLog.add(event, to: repository.text, by: actor, at: Date(), detail: detail, in: db)
    }
}
