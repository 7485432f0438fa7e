package import AppStoreAPI
package import GRDB
package import SystemPackage

/// The AppStore's one SQLite database: readers beside one writer (write-ahead log), changes whole or not at all.
///
/// Each subject of this module declares its own tables as a list of migrations; `migrations` puts them in their order.
package struct AppStoreDatabase: Sendable {
    private let pool: DatabasePool
    private let accessMemory = RepositoryAccessMemory()
    private let catalogueMemory = CatalogueMemory()

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
            try pool.writeWithoutTransaction { [accessMemory, catalogueMemory] database in
                try accessMemory.watch(database)
                try catalogueMemory.watch(database)
            }
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
        + CatalogueTables.migrations + ContentsTables.migrations

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.name, migrate: migration.change) }
        return migrator
    }

    /// Reads in one snapshot of the database.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.read(body)
    }

    /// Reads a little, to see whether it can be read.
    package func look() async throws {
        _ = try await pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM user") }
    }

    /// Writes in one transaction.
    package func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.write { [accessMemory, catalogueMemory] database in
            let value = try body(database)
            accessMemory.forgetChanges(of: database)
            catalogueMemory.forgetChanges(of: database)
            return value
        }
    }

    /// Writes in one transaction, before anybody else uses this value; blocks.
    ///
    /// - Throws: `AppStoreError` with code `database`.
    func change<Value>(_ body: (Database) throws -> Value) throws(AppStoreError) -> Value {
        do {
            return try pool.write(body)
        } catch {
            throw AppStoreError(.database, detail: "\(error)")
        }
    }

    /// What decisions about a repository depend on, from memory where it is known; nil when there is no such repository.
    package func access(of repository: String) async throws -> RepositoryAccess? {
        try await accessMemory.find(repository) { name in
            try await pool.read { try RepositoryAccess.find(name, in: $0) }
        }
    }

    /// A page of the catalogue: for whoever has not logged in from memory, where nothing has changed.
    ///
    /// - Parameters:
    ///   - query: what is looked for.
    ///   - principal: who asks.
    /// - Returns: the page.
    /// - Throws: `AppStoreError` with code `invalid` for a cursor of another search; database errors.
    package func cataloguePage(_ query: CatalogueQuery, for principal: Principal) async throws -> DatalabPage {
        guard principal == .anonymous else {
            return try await pool.read { try CatalogueSearch.page(query, for: principal, in: $0) }
        }
        return try await catalogueMemory.page(query) { [pool] query in
            try await pool.read { try CatalogueSearch.page(query, for: .anonymous, in: $0) }
        }
    }

    /// Closes the database: all that was written is in its one file.
    package func close() throws(AppStoreError) {
        do {
            try pool.close()
        } catch {
            throw AppStoreError(.database, detail: "the database cannot be closed: \(error)")
        }
    }

    /// Copies the database as it is at one moment to a file, while it is in use.
    ///
    /// - Parameter path: the file, which is made.
    /// - Throws: `AppStoreError` with code `database`.
    package func backup(to path: FilePath) throws(AppStoreError) {
        do {
            let copy = try DatabaseQueue(path: path.string)
            try pool.backup(to: copy)
            try copy.close()
        } catch {
            throw AppStoreError(.database, detail: "\(path): \(error)")
        }
    }
}
