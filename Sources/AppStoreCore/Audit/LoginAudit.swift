package import Foundation
internal import GRDB
internal import Synchronization

/// Logins on their way to the audit log: gathered, so that nobody who guesses makes the database write for each try.
///
/// The same user from the same address is one line for all tries between two flushes, and a right login of a program one for an
/// hour. What does not fit is counted in one line.
package final class LoginAudit: Sendable {
    /// How somebody logged in.
    package enum Means: String, Sendable, Hashable {
        /// At the web page.
        case page
        /// With a password, by a program.
        case password
        /// With a personal token.
        case token
    }

    private struct Key: Hashable {
        let isSuccess: Bool
        let user: String
        let address: String
        let means: Means
    }

    private struct State {
        var counts: [Key: (first: Date, count: Int)] = [:]
        /// Tries that no line of their own was left for.
        var others = 0
        var known: [Key: Date] = [:]
        var failures = 0
    }

    /// So many lines are written by one flush at most, and one for the rest.
    package static let mostLines = 20
    /// How long a right login of a program is not told again, in seconds.
    package static let repetition: TimeInterval = 3600
    /// How long lines of logins are kept, in seconds: 90 days.
    package static let keptFor: TimeInterval = 90 * 86400
    private static let mostKnown = 10_000

    private let database: AppStoreDatabase
    private let clock: @Sendable () -> Date
    private let state = Mutex(State())

    /// The logins of a database.
    package init(_ database: AppStoreDatabase, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.clock = clock
    }

    /// How many logins have been refused since the program began.
    package var failures: Int { state.withLock { $0.failures } }

    /// Notes a login that was right.
    package func succeeded(_ user: String, from address: String, by means: Means) {
        let key = Key(isSuccess: true, user: user, address: address, means: means), now = clock()
        state.withLock { state in
            if means != .page {
                if let last = state.known[key], now.timeIntervalSince(last) < Self.repetition { return }
                if state.known.count >= Self.mostKnown { state.known.removeAll() }
                state.known[key] = now
            }
            Self.count(key, at: now, &state)
        }
    }

    /// Notes a login that was refused.
    ///
    /// - Parameters:
    ///   - user: the name that was sent; nil for none.
    ///   - address: where it came from.
    ///   - means: how it was tried.
    package func failed(_ user: String?, from address: String, by means: Means) {
        let key = Key(isSuccess: false, user: String((user ?? "").prefix(64)), address: address, means: means)
        let now = clock()
        state.withLock { state in
            state.failures += 1
            Self.count(key, at: now, &state)
        }
    }

    private static func count(_ key: Key, at now: Date, _ state: inout State) {
        if let found = state.counts[key] {
            state.counts[key] = (found.first, found.count + 1)
        } else if state.counts.count < mostLines {
            state.counts[key] = (now, 1)
        } else {
            state.others += 1
        }
    }

    /// Writes what was noted since the last time; what cannot be written is kept for the next time.
    ///
    /// - Throws: `DatabaseError`.
    package func flush() async throws {
        let (counts, others) = state.withLock { state in
            defer { (state.counts, state.others) = ([:], 0) }
            return (state.counts, state.others)
        }
        guard !counts.isEmpty || others > 0 else { return }
        let now = clock()
        do {
            try await database.write { database in
                for (key, value) in counts.sorted(by: { $0.value.first < $1.value.first }) {
                    try Self.write(key, value.first, value.count, in: database)
                }
                guard others > 0 else { return }
                let detail = "\(others) more, by too many to be listed"
                try AuditLog.add(.loginFailed, to: "?", by: "?", at: now, detail: detail, in: database)
            }
        } catch {
            state.withLock { state in
                state.others += others
                for (key, value) in counts {
                    state.counts[key] = (value.first, value.count + (state.counts[key]?.count ?? 0))
                }
            }
            throw error
        }
    }

    private static func write(_ key: Key, _ first: Date, _ count: Int, in database: Database) throws {
        // A name that no user has may be a password that went into the wrong field.
        let sql = "SELECT name FROM user WHERE name = ?"
        let user = try String.fetchOne(database, sql: sql, arguments: [key.user]) ?? "?"
        let times = count > 1 ? ", \(count) times" : ""
        let detail = "from \(key.address.prefix(64)) by \(key.means.rawValue)\(times)"
        let event = key.isSuccess ? AuditLog.Event.loginSucceeded : .loginFailed
        try AuditLog.add(event, to: user, by: key.isSuccess ? user : "?", at: first, detail: detail, in: database)
    }

    /// Lets lines of logins go that are old.
    ///
    /// - Throws: `DatabaseError`.
    package func removeOld() async throws {
        let limit = clock().addingTimeInterval(-Self.keptFor).seconds
        try await database.write { database in
            let events = [AuditLog.Event.loginSucceeded, .loginFailed].map(\.rawValue)
            try database.execute(
                sql: "DELETE FROM audit WHERE event IN (?, ?) AND time < ?",
                arguments: [events[0], events[1], limit]
            )
        }
    }
}
