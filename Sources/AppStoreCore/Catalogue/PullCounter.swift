internal import GRDB
internal import Synchronization

/// Counts pulls in memory and writes the sums now and then: a pull costs no write.
package final class PullCounter: Sendable {
    private let database: AppStoreDatabase
    private let counts = Mutex<[String: Int64]>([:])

    /// A counter.
    package init(_ database: AppStoreDatabase) {
        self.database = database
    }

    /// Counts one pull: a manifest that was read by GET.
    package func count(_ repository: String) {
        counts.withLock { $0[repository, default: 0] += 1 }
    }

    /// Writes what was counted since the last time, in one transaction; what cannot be written is kept for the next time.
    ///
    /// - Throws: `DatabaseError`.
    package func flush() async throws {
        let sums = counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
        guard !sums.isEmpty else { return }
        do {
            try await database.write { database in
                for (repository, count) in sums {
                    let sql = "UPDATE datalab SET pulls = pulls + ? WHERE repository = ? RETURNING id"
                    if let id = try Int64.fetchOne(database, sql: sql, arguments: [count, repository]) {
                        try Popularity.update(id, in: database)
                    }
                }
            }
        } catch {
            counts.withLock { $0.merge(sums, uniquingKeysWith: +) }
            throw error
        }
    }
}
