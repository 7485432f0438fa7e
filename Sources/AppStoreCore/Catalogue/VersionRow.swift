internal import AppStoreAPI
internal import DatalabModel
internal import Foundation
internal import GRDB
internal import OCIModel

/// A version as the database has it, without the long part.
struct VersionRow {
    let id: Int64
    let datalab: Int64
    let digest: String
    let version: String
    let counter: Int?
    let published: Date
    let publisher: String
    let review: ReviewState
    let reviewReason: String?
    let reviewer: String?
    let reviewed: Date?
    let tags: [String]

    /// What people call it: `1.4.0-0` with a build's tag, the metadata's version otherwise.
    var label: String { counter.map { "\(version)-\($0)" } ?? version }

    private static let columns = """
        SELECT id, datalab, digest, version, counter, published, published_by, review, review_reason,
        (SELECT group_concat(tag, ' ') FROM (
            SELECT tag FROM datalab_tag WHERE datalab_tag.version = datalab_version.id
            UNION SELECT tag FROM datalab_public_tag WHERE datalab_public_tag.version = datalab_version.id
        )) AS tags, reviewed_by, reviewed
        FROM datalab_version
        """

    private init(_ row: Row) {
        id = row["id"]
        datalab = row["datalab"]
        digest = row["digest"]
        version = row["version"]
        counter = row["counter"]
        published = Date(seconds: row["published"])
        publisher = row["published_by"]
        review = ReviewState(rawValue: row["review"]) ?? .waiting
        reviewReason = row["review_reason"]
        reviewer = row["reviewed_by"]
        reviewed = (row["reviewed"] as Int64?).map(Date.init(seconds:))
        tags = ((row["tags"] as String?) ?? "").split(separator: " ").map(String.init).sorted()
    }

    static func find(_ id: Int64, in database: Database) throws -> VersionRow? {
        try Row.fetchOne(database, sql: "\(columns) WHERE id = ?", arguments: [id]).map { VersionRow($0) }
    }

    /// All versions of a repository's datalab, the newest first.
    static func all(of repository: String, in database: Database) throws -> [VersionRow] {
        let sql = "\(columns) WHERE datalab = (SELECT id FROM datalab WHERE repository = ?)"
        // Each version is read once: a comparison that reads both took a second for a thousand of them.
        return try Row.fetchAll(database, sql: sql, arguments: [repository]).map { VersionRow($0) }
            .map { (row: $0, version: try? DatalabVersion($0.version)) }
            .sorted { $1.row.precedes($0.row, $1.version, $0.version) }.map(\.row)
    }

    /// The versions of a repository's datalab to which no tag points.
    static func untagged(of repository: String, in database: Database) throws -> [VersionRow] {
        let sql = """
            \(columns) WHERE datalab = (SELECT id FROM datalab WHERE repository = ?)
            AND NOT EXISTS (SELECT 1 FROM datalab_tag WHERE datalab_tag.version = datalab_version.id)
            AND NOT EXISTS (SELECT 1 FROM datalab_public_tag WHERE datalab_public_tag.version = datalab_version.id)
            """
        return try Row.fetchAll(database, sql: sql, arguments: [repository]).map { VersionRow($0) }
    }

    /// Whether another version is newer: by version, then by counter, then by time.
    private func precedes(_ other: VersionRow, _ mine: DatalabVersion?, _ others: DatalabVersion?) -> Bool {
        if version != other.version, let mine, let others {
            if mine < others { return true }
            if others < mine { return false }
        }
        return (counter ?? -1, published, id) < (other.counter ?? -1, other.published, other.id)
    }

    /// Inserts a version where it is new, and lets the tags point to it.
    static func insert(
        _ facts: VersionFacts,
        of image: Catalogue.TaggedImage,
        review: ReviewState,
        in database: Database,
    ) throws -> Int64 {
        let version = facts.metadata.version.text
        let row = try Row.fetchOne(
            database,
            sql: """
                INSERT INTO datalab_version (datalab, digest, version, published, published_by, review)
                SELECT id, ?, ?, ?, ?, ? FROM datalab WHERE repository = ?
                ON CONFLICT DO NOTHING RETURNING id, datalab
                """,
            arguments: [
                image.digest.description, version, image.time.seconds, image.publisher, review.rawValue,
                image.repository,
            ],
        )
        if let row {
            try VersionTexts.insert(facts, of: row["id"], in: database)
            let subject = "\(image.repository)@\(image.digest)"
            try AuditLog.add(
                .versionPublished,
                to: subject,
                by: image.publisher,
                at: image.time,
                detail: image.tags.joined(separator: " "),
                in: database
            )
        }
        let known = """
            SELECT datalab_version.id, datalab FROM datalab_version JOIN datalab ON datalab.id = datalab
            WHERE repository = ? AND digest = ?
            """
        guard
            let found = try row
                ?? Row.fetchOne(database, sql: known, arguments: [image.repository, image.digest.description])
        else { throw AppStoreError(.database, detail: "a version vanished while it was written") }
        let (id, datalab): (Int64, Int64) = (found["id"], found["datalab"])
        for tag in image.tags { try point(tag, to: id, of: datalab, version: version, in: database) }
        try PublicTags.publish(id, in: database)
        return id
    }

    private static func point(
        _ tag: String,
        to id: Int64,
        of datalab: Int64,
        version: String,
        in database: Database,
    ) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO datalab_tag (datalab, tag, version) VALUES (?, ?, ?)",
            arguments: [datalab, tag, id],
        )
        // Moving tags such as 'latest' and '1.4.0' are no versions of their own; '1.4.0-2' names the build.
        guard let build = try? BuildVersion(parsing: tag), build.version.text == version else { return }
        try database.execute(
            sql: "UPDATE datalab_version SET counter = ? WHERE id = ?",
            arguments: [Int64(build.counter), id],
        )
    }
}
