internal import AppStoreCore
internal import Foundation
internal import Hashing
internal import OCIModel
internal import Synchronization

/// The passwords and tokens that were right seconds ago, by their hashes.
final class RecentLogins: Sendable {
    private struct Entry {
        let principal: Principal
        let since: ContinuousClock.Instant
    }

    private static let capacity = 10_000

    private let entries = Mutex<[Digest: Entry]>([:])

    /// What a login is found by; the parts cannot run into each other, as no name holds a zero byte.
    static func key(_ user: String?, _ secret: String) -> Digest {
        Digest.sha256(of: Array("\(user ?? "")\0\(secret)".utf8))
    }

    /// The principal of a login that was right less than the authenticator's staleness ago.
    subscript(key: Digest) -> Principal? {
        let entry = entries.withLock { $0[key] }
        return entry.flatMap { Self.isFresh($0) ? $0.principal : nil }
    }

    /// Remembers a login that was right.
    func keep(_ principal: Principal, for key: Digest) {
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries = entries.filter { Self.isFresh($0.value) } }
            if entries.count >= Self.capacity { entries = [:] }
            entries[key] = Entry(principal: principal, since: .now)
        }
    }

    private static func isFresh(_ entry: Entry) -> Bool {
        ContinuousClock.now - entry.since < .seconds(Authenticator.staleness)
    }
}
