internal import AppStoreCore
internal import Foundation
internal import Hashing
internal import OCIModel
internal import Synchronization

/// The passwords and tokens that were right seconds ago, by their hashes.
final class RecentLogins: Sendable {
    private struct Entry {
        let login: Login
        let since: ContinuousClock.Instant
    }

    private static let capacity = 10_000

    private let entries = Mutex<[Digest: Entry]>([:])
    /// Those that are being looked at, by address.
    private let underWay = Mutex<[String: Task<Login, any Error>]>([:])

    /// What a login is found by; the parts cannot run into each other, as no name holds a zero byte.
    static func key(_ user: String?, _ secret: String) -> Digest {
        Digest.sha256(of: Array("\(user ?? "")\0\(secret)".utf8))
    }

    /// A login that was right less than the authenticator's staleness ago.
    subscript(key: Digest) -> Login? {
        let entry = entries.withLock { $0[key] }
        return entry.flatMap { Self.isFresh($0) ? $0.login : nil }
    }

    /// Looks at a login, once for all who send the same from one address meanwhile.
    ///
    /// - Parameters:
    ///   - key: the login.
    ///   - address: where it comes from.
    ///   - body: looks at it.
    /// - Returns: the login, which is remembered.
    /// - Throws: what `body` throws.
    func once(
        _ key: Digest,
        from address: String,
        _ body: @escaping @Sendable () async throws -> Login
    ) async throws -> Login {
        let place = "\(key) \(address)"
        let task = underWay.withLock { underWay in
            if let task = underWay[place] { return task }
            let task = Task {
                defer { self.underWay.withLock { $0[place] = nil } }
                let login = try await body()
                keep(login, for: key)
                return login
            }
            underWay[place] = task
            return task
        }
        return try await task.value
    }

    /// Remembers a login that was right.
    private func keep(_ login: Login, for key: Digest) {
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries = entries.filter { Self.isFresh($0.value) } }
            if entries.count >= Self.capacity { entries = [:] }
            entries[key] = Entry(login: login, since: .now)
        }
    }

    private static func isFresh(_ entry: Entry) -> Bool {
        ContinuousClock.now - entry.since < .seconds(Authenticator.staleness)
    }
}
