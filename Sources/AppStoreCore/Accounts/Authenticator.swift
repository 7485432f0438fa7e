package import Foundation
internal import Synchronization

/// Finds out who asks: by password, personal token, registry token or session.
package final class Authenticator: Sendable {
    private struct Limits {
        var users = AttemptLimit(.user)
        var addresses = AttemptLimit(.address)
    }

    private struct Known {
        let user: User?
        let since: Date
    }

    private let users: UserAccounts
    private let tokens: PersonalTokens
    private let sessions: WebSessions
    private let registryTokens: RegistryTokens
    private let clock: @Sendable () -> Date
    private let limits = Mutex(Limits())
    private let known = Mutex<[String: Known]>([:])

    /// How long a change of a user's role or a disabling may go unnoticed by registry tokens, in seconds.
    package static let staleness: TimeInterval = 5

    /// An authenticator for a database.
    ///
    /// - Parameters:
    ///   - database: the AppStore's.
    ///   - registryTokens: what makes and verifies registry tokens.
    ///   - passwords: what hashes passwords.
    ///   - clock: gives the time.
    package init(
        _ database: AppStoreDatabase,
        registryTokens: RegistryTokens,
        passwords: PasswordWorker = PasswordWorker(),
        clock: @escaping @Sendable () -> Date = { Date() },
    ) {
        users = UserAccounts(database, passwords: passwords)
        tokens = PersonalTokens(database)
        sessions = WebSessions(database)
        self.registryTokens = registryTokens
        self.clock = clock
    }

    /// The principal of a user name with a password or a personal token.
    ///
    /// - Parameters:
    ///   - name: the user's name.
    ///   - secret: the password or the token.
    ///   - address: where the request comes from.
    /// - Returns: the principal.
    /// - Throws: `AppStoreError` with code `credentials`, which does not say what was wrong, or `tooManyAttempts`.
    package func login(_ name: String, _ secret: String, from address: String) async throws -> Principal {
        if secret.hasPrefix(PersonalToken.prefix) { return try await login(token: secret, of: name, from: address) }
        try begin(name, address)
        let user = try await users.verify(name, password: secret)
        return try conclude(user.map { Principal($0, scopes: nil) }, name, address)
    }

    /// The principal of a personal token.
    ///
    /// - Parameters:
    ///   - secret: the token.
    ///   - name: the name that was sent with it, which must be its user's; nil when none was sent.
    ///   - address: where the request comes from.
    /// - Returns: the principal.
    /// - Throws: `AppStoreError` with code `credentials` or `tooManyAttempts`.
    package func login(token secret: String, of name: String? = nil, from address: String) async throws -> Principal {
        // Nobody guesses a token: wrong ones must not keep its user out.
        try begin(nil, address)
        let found = try await tokens.find(secret, at: clock())
        let isRight = name == nil || found?.user.name == name
        return try conclude(isRight ? found.map { Principal($0.user, scopes: $0.token.scopes) } : nil, nil, address)
    }

    /// The principal of a registry token with its claims; nil when it does not hold.
    ///
    /// - Throws: `DatabaseError`.
    package func principal(registryToken text: String) async throws -> (principal: Principal, claims: RegistryToken)? {
        guard let claims = registryTokens.verify(text, at: clock()) else { return nil }
        if claims.sub.isEmpty { return (.anonymous, claims) }
        return try await user(claims.sub).map { (Principal($0, scopes: claims.scopes), claims) }
    }

    /// The principal of a session's cookie with the session; nil when it has ended.
    ///
    /// - Throws: `DatabaseError`.
    package func session(_ secret: String) async throws -> (principal: Principal, session: WebSessions.Session)? {
        try await sessions.find(secret, at: clock()).map { (Principal($0.user, scopes: nil), $0) }
    }

    /// A user, looked up anew after a few seconds only: a registry token comes with each of many requests.
    private func user(_ name: String) async throws -> User? {
        let now = clock()
        if let entry = known.withLock({ $0[name] }), abs(now.timeIntervalSince(entry.since)) < Self.staleness {
            return entry.user
        }
        let user = try await users.find(name)
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            known[name] = Known(user: user, since: now)
        }
        return user
    }

    /// Notes an attempt as wrong before it is looked at: many at once must not all pass the limit.
    private func begin(_ name: String?, _ address: String) throws(AppStoreError) {
        let now = clock()
        let wait = limits.withLock { limits in
            let byName = name.map { limits.users.wait(for: $0, at: now) } ?? 0
            let wait = max(byName, limits.addresses.wait(for: address, at: now))
            guard wait == 0 else { return wait }
            if let name { limits.users.failed(name, at: now) }
            limits.addresses.failed(address, at: now)
            return 0
        }
        guard wait == 0 else {
            let hint = "try again in \(wait) s"
            throw AppStoreError(.tooManyAttempts(retryAfter: wait), detail: "too many wrong passwords", hint: hint)
        }
    }

    private func conclude(_ principal: Principal?, _ name: String?, _ address: String) throws(AppStoreError)
        -> Principal
    {
        guard let principal, !principal.isDisabled else {
            let hint = "check both; an administrator can set a new password with 'appstore user password'"
            throw AppStoreError(.credentials, detail: "the user name or the password is wrong", hint: hint)
        }
        limits.withLock { limits in
            if let name { limits.users.succeeded(name) }
            limits.addresses.takeBack(address)
        }
        return principal
    }
}
