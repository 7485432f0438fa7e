internal import DatalabModel
internal import Foundation
internal import GRDB

/// What a card shows of a version: a small part of its facts, kept apart so that lists read no more than that.
struct VersionCard: Codable {
    /// The longest abstract of a card, in characters; the whole one is on the datalab's page.
    private static let longestAbstract = 600
    /// So many words of one kind at most.
    private static let mostWords = 20
    /// The longest title, name or word, in characters.
    private static let longestText = 200

    let shortName: String
    let title: String
    let abstract: String?
    let kind: String?
    let author: String?
    let licence: String?
    let keywords: [String]
    let missions: [String]
    let instruments: [String]
    let domains: [String]
    let size: Int64
    /// Who made it, as far as the metadata's text can be taken apart; nil in what an earlier program wrote.
    let people: [CitedPerson]?

    init(_ facts: VersionFacts) {
        let metadata = facts.metadata
        shortName = Self.cut(metadata.alternateName)
        title = Self.cut(metadata.title)
        abstract = metadata.abstract.map { Self.cut($0, Self.longestAbstract) }
        kind = facts.kind?.rawValue
        author = metadata.creator.map { Self.cut($0.name) }
        licence = metadata.licence.map { Self.cut($0.description) }
        keywords = Self.cut(metadata.keywords)
        missions = Self.cut(metadata.missions)
        instruments = Self.cut(metadata.instruments)
        domains = Self.cut(metadata.domains)
        size = facts.size
        people = Array(metadata.people.people.prefix(Self.mostWords))
    }

    private static func cut(_ text: String, _ limit: Int = longestText) -> String {
        text.utf8.count <= limit || text.count <= limit ? text : text.prefix(limit) + "…"
    }

    private static func cut(_ words: [String]) -> [String] { words.prefix(mostWords).map { cut($0) } }
}

/// The texts of versions, in tables of their own: SQLite reads through a long text to what stands behind it in a row.
enum VersionTexts {
    static let tables = """
        CREATE TABLE datalab_facts (
            version INTEGER PRIMARY KEY REFERENCES datalab_version(id) ON DELETE CASCADE,
            facts TEXT NOT NULL
        ) STRICT;
        CREATE TABLE datalab_card (
            version INTEGER PRIMARY KEY REFERENCES datalab_version(id) ON DELETE CASCADE,
            card TEXT NOT NULL
        ) STRICT;
        """

    /// Moves what was in the versions' own rows.
    static func migrate(_ database: Database) throws {
        try database.execute(sql: tables)
        let cursor = try Row.fetchCursor(database, sql: "SELECT id, facts FROM datalab_version")
        while let row = try cursor.next() {
            let json: String = row["facts"]
            try insert(JSONDecoder().decode(VersionFacts.self, from: Data(json.utf8)), of: row["id"], in: database)
        }
        try database.execute(sql: "ALTER TABLE datalab_version DROP COLUMN facts")
    }

    static func insert(_ facts: VersionFacts, of version: Int64, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO datalab_facts (version, facts) VALUES (?, ?)",
            arguments: [version, String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)]
        )
        try database.execute(
            sql: "INSERT INTO datalab_card (version, card) VALUES (?, ?)",
            arguments: [version, String(decoding: try JSONEncoder().encode(VersionCard(facts)), as: UTF8.self)]
        )
    }

    /// All that a version's image says of itself.
    static func facts(of version: Int64, in database: Database) throws -> VersionFacts? {
        let statement = try database.cachedStatement(sql: "SELECT facts FROM datalab_facts WHERE version = ?")
        return try String.fetchOne(statement, arguments: [version]).map { json in
            try JSONDecoder().decode(VersionFacts.self, from: Data(json.utf8))
        }
    }

    /// What a card shows of a version.
    static func card(of version: Int64, in database: Database) throws -> VersionCard? {
        let statement = try database.cachedStatement(sql: "SELECT card FROM datalab_card WHERE version = ?")
        return try String.fetchOne(statement, arguments: [version]).map { json in
            try JSONDecoder().decode(VersionCard.self, from: Data(json.utf8))
        }
    }
}
