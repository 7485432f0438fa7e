package import GRDB
package import SystemPackage

/// The AppStore's one SQLite database: readers beside one writer (write-ahead log), changes whole or not at all.
///
/// Each subject of this module declares its own tables as a list of migrations; `migrations` puts them in their order.
package struct AppStoreDatabase: Sendable {
    private let pool: DatabasePool

    /// Opens the database, making it and bringing it to the newest form where needed.
    ///
    /// - Parameter path: the file.
    /// - Throws: `AppStoreError` with code `database`.
    package init(path: FilePath) throws(AppStoreError) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        do {
            pool = try DatabasePool(path: path.string, configuration: configuration)
            // What is acknowledged must survive a loss of power; the library's choice for a write-ahead log would not.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Self.migrator.migrate(pool)
        } catch {
            throw AppStoreError(.database, detail: "\(path): \(error)")
        }
    }

    /// A step from one form of the tables to the next; a name that was once published never changes its meaning.
    package struct Migration: Sendable {
        let name: String
        let change: @Sendable (Database) throws -> Void
    }

    private static let migrations =
        RepositoryTables.migrations + AuditTables.migrations + AccountTables.migrations + AccessTables.migrations
        + CatalogueTables.migrations

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.name, migrate: migration.change) }
        return migrator
    }

    /// Reads in one snapshot of the database.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.read(body)
    }

    /// Writes in one transaction.
    package func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.write(body)
    }
}
