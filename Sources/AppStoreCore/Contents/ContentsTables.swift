internal import DatalabModel
internal import Foundation
internal import GRDB
internal import LayerArchive

/// What was read of versions' files: kept so that it is read once, gone with its version, and bounded in all.
enum ContentsTables {
    /// The form of what is kept: what another program's form kept is read again.
    private static let form = 1

    static let migrations = [
        AppStoreDatabase.Migration(name: "contents") { database in
            try database.execute(
                sql: """
                    CREATE TABLE version_contents (
                        version INTEGER PRIMARY KEY REFERENCES datalab_version(id) ON DELETE CASCADE,
                        form INTEGER NOT NULL,
                        size INTEGER NOT NULL,
                        contents TEXT NOT NULL
                    ) STRICT;
                    CREATE TABLE version_notebook (
                        version INTEGER NOT NULL REFERENCES version_contents(version) ON DELETE CASCADE,
                        path BLOB NOT NULL,
                        notebook TEXT NOT NULL,
                        PRIMARY KEY (version, path)
                    ) STRICT;
                    """
            )
        }
    ]

    static func contents(of version: Int64, in database: Database) throws -> VersionContents? {
        let sql = "SELECT contents FROM version_contents WHERE version = ? AND form = ?"
        guard let json = try String.fetchOne(database, sql: sql, arguments: [version, form]) else { return nil }
        return try JSONDecoder().decode(VersionContents.self, from: Data(json.utf8))
    }

    /// Whom `CITATION.cff` names, without reading the rest of what is kept.
    static func people(of version: Int64, in database: Database) throws -> [CitedPerson] {
        let sql = "SELECT json_extract(contents, '$.people') FROM version_contents WHERE version = ? AND form = ?"
        guard let json = try String.fetchOne(database, sql: sql, arguments: [version, form]) else { return [] }
        return try JSONDecoder().decode([CitedPerson].self, from: Data(json.utf8))
    }

    static func notebook(_ path: String, of version: Int64, in database: Database) throws -> NotebookText? {
        let sql = "SELECT notebook FROM version_notebook WHERE version = ? AND path = ?"
        let json = try String.fetchOne(database, sql: sql, arguments: [version, Data(path.utf8)])
        return try json.map { try JSONDecoder().decode(NotebookText.self, from: Data($0.utf8)) }
    }

    /// Keeps what was read, in place of what was read before; nothing when the version is gone meanwhile.
    static func keep(_ kept: KeptContents, of version: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM version_contents WHERE version = ?", arguments: [version])
        let sql = "SELECT 1 FROM datalab_version WHERE id = ?"
        guard try Int.fetchOne(database, sql: sql, arguments: [version]) != nil else { return }
        try makeRoom(for: kept.size, in: database)
        try database.execute(
            sql: "INSERT INTO version_contents (version, form, size, contents) VALUES (?, ?, ?, ?)",
            arguments: [version, form, kept.size, kept.contents]
        )
        for (path, notebook) in kept.notebooks {
            try database.execute(
                sql: "INSERT INTO version_notebook (version, path, notebook) VALUES (?, ?, ?)",
                arguments: [version, Data(path.utf8), notebook]
            )
        }
    }

    /// Forgets what belongs to the oldest versions until there is room.
    private static func makeRoom(for size: Int64, in database: Database) throws {
        let sum = "SELECT coalesce(sum(size), 0) FROM version_contents"
        var total = try Int64.fetchOne(database, sql: sum) ?? 0
        while total + size > VersionContents.Limits.allKept {
            let oldest = try Row.fetchOne(
                database,
                sql: "SELECT version, size FROM version_contents ORDER BY version LIMIT 1"
            )
            guard let oldest else { return }
            try database.execute(
                sql: "DELETE FROM version_contents WHERE version = ?",
                arguments: [oldest["version"] as Int64]
            )
            total -= oldest["size"] as Int64
        }
    }
}

/// What is kept of a version's files, as texts of JSON.
struct KeptContents: Sendable {
    let contents: String
    let notebooks: [(path: String, notebook: String)]

    var size: Int64 { Int64(contents.utf8.count) + notebooks.reduce(0) { $0 + Int64($1.notebook.utf8.count) } }

    init(_ reading: ContentsReading) throws {
        var left = VersionContents.Limits.kept
        var notebooks: [(path: String, notebook: String)] = []
        for (path, notebook) in reading.notebooks.sorted(by: { $0.key < $1.key }) {
            let json = try Self.json(notebook)
            guard json.utf8.count <= left else { continue }
            left -= json.utf8.count
            notebooks.append((path.text, json))
        }
        self.notebooks = notebooks
        contents = try Self.json(reading.contents(shown: Set(notebooks.map { BytePath($0.path) })))
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
