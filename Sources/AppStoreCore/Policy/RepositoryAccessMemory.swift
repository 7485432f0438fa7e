internal import GRDB
internal import Synchronization

/// The access of repositories asked for lately: deciding on a request costs no look into the database.
///
/// Triggers note the names of what a transaction changes, whichever function does it; they are forgotten when it is committed.
/// All changes of a database must therefore come from one process.
final class RepositoryAccessMemory: Sendable {
    private let values = RecentValues<String, RepositoryAccess?>(limit: 100_000)
    private let changed = Mutex<Set<String>>([])

    private static let function = "access_changed"

    /// What a decision depends on, with the name that a change of it concerns.
    private static let changes = [
        ("INSERT", "repository_access", "new"), ("UPDATE", "repository_access", "new"),
        ("DELETE", "repository_access", "old"),
        ("INSERT", "repository_reader", "new"), ("DELETE", "repository_reader", "old"),
        ("INSERT", "catalogue_entry", "new"), ("UPDATE OF is_listed, is_waiting", "catalogue_entry", "new"),
        ("DELETE", "catalogue_entry", "old"),
    ]

    /// Lets the one connection that writes note changes; the triggers are its own and not in the file.
    func watch(_ writer: Database) throws {
        let note = DatabaseFunction(Self.function, argumentCount: 1) { [self] values in
            if let name = String.fromDatabaseValue(values[0]) { changed.withLock { _ = $0.insert(name) } }
            return nil
        }
        writer.add(function: note)
        for (number, (event, table, row)) in Self.changes.enumerated() {
            try writer.execute(
                sql: """
                    CREATE TEMP TRIGGER access_memory_\(number) AFTER \(event) ON main.\(table)
                    BEGIN SELECT \(Self.function)(\(row).repository); END
                    """
            )
        }
    }

    /// Forgets what a transaction changed, as soon as others can see the change; called at the transaction's end.
    func forgetChanges(of transaction: Database) {
        let names = changed.withLock { changed in
            defer { changed = [] }
            return changed
        }
        guard !names.isEmpty else { return }
        transaction.afterNextTransaction { [values] _ in values.forget(names) }
    }

    /// The access of a repository, read where it is not known.
    func find(
        _ repository: String,
        _ read: @Sendable (String) async throws -> RepositoryAccess?
    ) async throws -> RepositoryAccess? {
        if let known = values[repository] { return known }
        let epoch = values.epoch
        let found = try await read(repository)
        values.keep(found, for: repository, cost: 1, ifStill: epoch)
        return found
    }
}
