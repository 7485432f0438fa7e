package import Foundation
internal import GRDB
internal import Synchronization

/// Counts pulls in memory and writes the sums now and then: a pull costs no write.
///
/// Whoever pulls from one address counts once a day: a program that asks each minute makes nothing popular.
package final class PullCounter: Sendable {
    private let database: AppStoreDatabase
    private let clock: @Sendable () -> Date
    private let counts = Mutex<[String: Int64]>([:])
    private let seen = Mutex((day: 0, pulls: Set<Int>()))

    /// So many pulls of a day are remembered; those after them are not counted.
    package static let mostPulls = 1_000_000

    /// A counter.
    package init(_ database: AppStoreDatabase, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.clock = clock
    }

    /// Counts one pull: a manifest that was read by GET.
    ///
    /// - Parameters:
    ///   - repository: where from.
    ///   - address: whose; IPv6 addresses of one /64 are one.
    package func count(_ repository: String, by address: String) {
        let day = Int(clock().timeIntervalSince1970 / 86400)
        var hasher = Hasher()
        hasher.combine(repository)
        hasher.combine(AddressGroup.of(address))
        let pull = hasher.finalize()
        let isFirst = seen.withLock { seen in
            if seen.day != day { seen = (day, []) }
            return seen.pulls.count < Self.mostPulls && seen.pulls.insert(pull).inserted
        }
        if isFirst { counts.withLock { $0[repository, default: 0] += 1 } }
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
