internal import GRDB

/// What keeps a manifest: a tag, a version of a datalab, an index that is kept, what it refers to or what refers to it, where
/// that is kept.
enum ManifestHolding {
    /// The manifests of a repository that are kept.
    ///
    /// - Parameters:
    ///   - repository: its number.
    ///   - db: within a transaction.
    /// - Returns: their numbers.
    /// - Throws: database errors.
    static func held(in repository: Int64, _ db: Database) throws -> Set<Int64> {
        let sql = """
            WITH RECURSIVE held(id) AS (
                SELECT manifestID FROM tag WHERE repositoryID = ?1
                UNION SELECT manifest.id FROM repository JOIN datalab ON datalab.repository = repository.name
                    JOIN datalab_version ON datalab_version.datalab = datalab.id
                    JOIN manifest ON manifest.repositoryID = repository.id
                        AND manifest.digest = datalab_version.digest
                    WHERE repository.id = ?1
                UNION SELECT childID FROM held JOIN manifestChild ON manifestChild.manifestID = held.id
                UNION SELECT referrer.id FROM held JOIN manifest ON manifest.id = held.id
                    JOIN manifest AS referrer ON referrer.repositoryID = ?1 AND referrer.subject = manifest.digest
                UNION SELECT subject.id FROM held JOIN manifest ON manifest.id = held.id
                    JOIN manifest AS subject ON subject.repositoryID = ?1 AND subject.digest = manifest.subject
            )
            SELECT id FROM held
            """
        return try Set(Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [repository]))
    }

    /// Whether an index names a manifest.
    static func isNamed(_ manifest: Int64, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM manifestChild WHERE childID = ?)")
        return try Bool.fetchOne(statement, arguments: [manifest]) ?? false
    }

    /// The manifests that are there for the sake of one: images that it names as an index and what refers to any of them, those
    /// that others name after the others.
    ///
    /// - Parameters:
    ///   - manifest: its number.
    ///   - db: within a transaction.
    /// - Returns: their numbers, without its own.
    /// - Throws: database errors.
    static func dependents(of manifest: Int64, _ db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                WITH RECURSIVE part(id, depth) AS (
                    SELECT ?1, 0
                    UNION SELECT childID, depth + 1 FROM part JOIN manifestChild ON manifestChild.manifestID = part.id
                        WHERE depth < \(deepest)
                    UNION SELECT referrer.id, depth + 1 FROM part JOIN manifest ON manifest.id = part.id
                        JOIN manifest AS referrer ON referrer.repositoryID = manifest.repositoryID
                            AND referrer.subject = manifest.digest
                        WHERE depth < \(deepest)
                )
                SELECT id FROM part WHERE id <> ?1 GROUP BY id ORDER BY max(depth)
                """,
            arguments: [manifest]
        )
    }

    /// So far indexes of indexes, and referrers of referrers, are followed.
    private static let deepest = 8
}
