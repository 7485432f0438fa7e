package import AppStoreAPI
package import Foundation
internal import GRDB
internal import OCIModel

/// The rule by which manifests without a tag go: those that nothing keeps (``ManifestHolding``), when that has been so for long.
extension Repositories {
    static let looseTable = """
        CREATE TABLE looseManifest (
            manifestID INTEGER PRIMARY KEY REFERENCES manifest(id) ON DELETE CASCADE,
            since REAL NOT NULL
        ) STRICT
        """

    /// How long manifests that nothing keeps are left alone where the operator says nothing, in seconds: 90 days.
    package static let untaggedPeriod: Double = 90 * 86400

    /// All manifests of a repository, with what keeps them.
    ///
    /// - Parameters:
    ///   - name: the repository.
    ///   - last: the digest after which to begin.
    ///   - limit: the most to give.
    /// - Returns: a part of the list.
    /// - Throws: `RegistryRefusal` with code `nameUnknown`; database errors.
    package func manifests(of name: RepositoryName, after last: String?, limit: Int) async throws -> ManifestPage {
        try await database.read { db in
            let repository = try Self.knownID(of: name, in: db)
            let held = try ManifestHolding.held(in: repository, db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, digest, mediaType, artifactType, subject, length(bytes) AS size, pushedAt, since, (
                        SELECT group_concat(name, ' ') FROM tag WHERE tag.manifestID = manifest.id
                    ) AS tags
                    FROM manifest LEFT JOIN looseManifest ON looseManifest.manifestID = manifest.id
                    WHERE repositoryID = ? AND digest > ? ORDER BY digest LIMIT ?
                    """,
                arguments: [repository, last ?? "", limit + 1]
            )
            let found = rows.prefix(limit).map { row in Self.summary(row, isKept: held.contains(row["id"])) }
            return ManifestPage(manifests: found, next: rows.count > limit ? found.last?.digest : nil)
        }
    }

    private static func summary(_ row: Row, isKept: Bool) -> ManifestSummary {
        ManifestSummary(
            digest: row["digest"],
            mediaType: row["mediaType"],
            artifactType: row["artifactType"],
            subject: row["subject"],
            size: row["size"],
            pushed: Date(timeIntervalSince1970: row["pushedAt"]),
            tags: ((row["tags"] as String?) ?? "").split(separator: " ").map(String.init).sorted(),
            isKept: isKept,
            looseSince: isKept ? nil : (row["since"] as Double?).map { Date(timeIntervalSince1970: $0) }
        )
    }

    /// Notes which manifests nothing keeps, and removes those of which that was noted long ago.
    ///
    /// - Parameters:
    ///   - period: for how long it must have been so, in seconds.
    ///   - time: now.
    /// - Returns: how many were removed.
    /// - Throws: database errors; what was removed until then stays removed.
    package func removeUntagged(after period: Double, at time: Date = Date()) async throws -> Int {
        let candidates = try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, name FROM repository WHERE EXISTS (
                        SELECT 1 FROM manifest WHERE repositoryID = repository.id
                        AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.manifestID = manifest.id)
                    )
                    """
            ).map { (id: $0[0] as Int64, name: $0[1] as String) }
        }
        var count = 0
        for (id, text) in candidates {
            guard let name = RepositoryName(text) else { continue }
            let needsChange = try await database.read { db in
                let (fresh, kept, ended) = try Self.loose(in: id, since: time.timeIntervalSince1970 - period, db)
                return !(fresh.isEmpty && kept.isEmpty && ended.isEmpty)
            }
            guard needsChange else { continue }
            count += try await collecting {
                try await removeUntagged(id, name, since: time.timeIntervalSince1970 - period, at: time)
            }
        }
        return count
    }

    private func removeUntagged(_ id: Int64, _ name: RepositoryName, since limit: Double, at time: Date) async throws
        -> Int
    {
        let gone = try await database.write { db in
            let (fresh, kept, ended) = try Self.loose(in: id, since: limit, db)
            for manifest in kept {
                try db.execute(sql: "DELETE FROM looseManifest WHERE manifestID = ?", arguments: [manifest])
            }
            for manifest in fresh {
                let sql = "INSERT INTO looseManifest (manifestID, since) VALUES (?, ?) ON CONFLICT DO NOTHING"
                try db.execute(sql: sql, arguments: [manifest, time.timeIntervalSince1970])
            }
            return try Self.remove(ended, from: name, db)
        }
        manifests.forget(gone.map { ManifestKey(repository: name, reference: $0) })
        return gone.count
    }

    /// Removes manifests that nothing keeps: an index before what it names, and never what another still names or refers to.
    private static func remove(_ ended: [Int64], from name: RepositoryName, _ db: Database) throws
        -> [ManifestReference]
    {
        var gone: [ManifestReference] = []
        var left = ended
        while true {
            var stayed: [Int64] = []
            for manifest in left {
                let references =
                    try isReferrer(manifest, db)
                    ? [] : removeLoose(manifest, from: name, by: nil, NoObserver(), db)
                if references.isEmpty { stayed.append(manifest) }
                gone += references
            }
            guard stayed.count < left.count else { return gone }
            left = stayed
        }
    }

    /// Whether what a manifest refers to is still there.
    private static func isReferrer(_ manifest: Int64, _ db: Database) throws -> Bool {
        let sql = """
            SELECT EXISTS (
                SELECT 1 FROM manifest JOIN manifest AS subject ON subject.repositoryID = manifest.repositoryID
                    AND subject.digest = manifest.subject WHERE manifest.id = ?
            )
            """
        return try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: [manifest]) ?? false
    }

    /// The manifests of a repository that nothing keeps.
    ///
    /// - Returns: those of which it is not noted yet, those of which it is noted and no longer true, and those of which it has
    ///   been noted since before `limit`.
    private static func loose(in repository: Int64, since limit: Double, _ db: Database) throws
        -> (fresh: [Int64], kept: [Int64], ended: [Int64])
    {
        let held = try ManifestHolding.held(in: repository, db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, since FROM manifest LEFT JOIN looseManifest ON manifestID = id WHERE repositoryID = ?
                ORDER BY id DESC
                """,
            arguments: [repository]
        ).map { (id: $0[0] as Int64, since: $0[1] as Double?) }
        return (
            rows.filter { !held.contains($0.id) && $0.since == nil }.map(\.id),
            rows.filter { held.contains($0.id) && $0.since != nil }.map(\.id),
            rows.filter { !held.contains($0.id) && ($0.since ?? limit) < limit }.map(\.id)
        )
    }
}
