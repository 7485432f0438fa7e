internal import AppStoreAPI
internal import DatalabModel
internal import Foundation
internal import GRDB

extension Catalogue {
    /// Brings the entry of a repository's datalab in step with its versions, their review and its visibility.
    static func refresh(_ repository: String, in database: Database) throws {
        guard
            let datalab = try Row.fetchOne(
                database,
                sql: """
                    SELECT id, stars, pulls, shown, owner, is_public FROM datalab
                    JOIN repository_access USING (repository) WHERE repository = ?
                    """,
                arguments: [repository],
            )
        else { return }
        let versions = try VersionRow.all(of: repository, in: database)
        let listed = versions.filter { $0.review == .approved }
        guard let shown = listed.first ?? versions.first, let facts = try VersionTexts.facts(of: shown.id, in: database)
        else {
            return try remove(repository, in: database)
        }
        let id: Int64 = datalab["id"]
        let isPublic: Bool = datalab["is_public"]
        let codes = try codes(of: Facet.values(of: facts, isPublic: isPublic), in: database)
        try database.execute(
            sql: """
                INSERT INTO catalogue_entry
                (datalab, repository, owner, is_public, is_listed, is_waiting, name, modified, popularity, facets)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (datalab) DO UPDATE SET
                owner = excluded.owner, is_public = excluded.is_public, is_listed = excluded.is_listed,
                is_waiting = excluded.is_waiting, name = excluded.name, modified = excluded.modified,
                popularity = excluded.popularity, facets = excluded.facets
                """,
            arguments: [
                id, repository, datalab["owner"] as String, isPublic, !listed.isEmpty,
                versions.contains { $0.review == .waiting }, facts.metadata.alternateName.lowercased(),
                (listed.isEmpty ? versions : listed).map(\.published.seconds).max(),
                Popularity.value(stars: datalab["stars"], pulls: datalab["pulls"]), FacetCodes.data(codes),
            ],
        )
        guard datalab["shown"] as Int64? != shown.id else { return }
        try database.execute(sql: "UPDATE datalab SET shown = ? WHERE id = ?", arguments: [shown.id, id])
        try index(facts, as: id, in: database)
    }

    private static func index(_ facts: VersionFacts, as id: Int64, in database: Database) throws {
        let metadata = facts.metadata, stems = try SearchStems(database)
        try database.execute(sql: "DELETE FROM datalab_text WHERE rowid = ?", arguments: [id])
        try database.execute(
            sql: """
                INSERT INTO datalab_text (rowid, name, title, abstract, keywords, author, packages)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, try stems.beside(metadata.alternateName), try stems.beside(metadata.title),
                try stems.beside([metadata.abstract, metadata.description].compactMap { $0 }.joined(separator: "\n")),
                try stems.beside(
                    (metadata.keywords + metadata.missions + metadata.instruments).joined(separator: "\n")
                ),
                metadata.creator?.name ?? "", facts.packages.map(\.name).joined(separator: "\n"),
            ],
        )
    }

    /// Indexes all datalabs anew.
    static func indexAll(_ database: Database) throws {
        let rows = try Row.fetchAll(database, sql: "SELECT id, shown FROM datalab WHERE shown IS NOT NULL")
        for row in rows {
            guard let facts = try VersionTexts.facts(of: row["shown"], in: database) else { continue }
            try index(facts, as: row["id"], in: database)
        }
    }

    private static func codes(of values: [(facet: Facet, value: String)], in database: Database) throws -> [UInt32] {
        var codes: [UInt32] = []
        for (facet, value) in values {
            try database.execute(
                sql: "INSERT INTO facet_value (facet, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [facet.number, value],
            )
            let sql = "SELECT id FROM facet_value WHERE facet = ? AND value = ?"
            guard let id = try Int64.fetchOne(database, sql: sql, arguments: [facet.number, value]) else { continue }
            let code = FacetCodes.code(facet.number, id)
            // 'Astronomy' and 'astronomy' are one value, to be counted once.
            if !codes.contains(code) { codes.append(code) }
        }
        return codes
    }
}

/// How datalabs are put in the order of popularity: by stars, and by pulls among those with as many.
enum Popularity {
    static func value(stars: Int64, pulls: Int64) -> Int64 {
        stars << 32 + min(pulls, 0xFFFF_FFFF)
    }

    /// The same in SQL, for a row of the table `datalab`.
    static let sql = "(stars << 32) + min(pulls, 0xFFFFFFFF)"
}
