internal import AppStoreAPI
package import Foundation
internal import Synchronization

/// Finds out who asks: by password, personal token, registry token or session.
package final class Authenticator: Sendable {
    /// What is counted of wrong passwords: never of tokens, which nobody guesses.
    private struct Limits {
        var pairs = AttemptLimit(.pair)
        var users = AttemptLimit(.user)
        var addresses = AttemptLimit(.address)
        /// The users who have logged in at an address lately: guesses of others do not keep them out.
        var good: [String: Date] = [:]

        /// So long a right login keeps a user at an address free from what others do, in seconds.
        static let goodTime: TimeInterval = 30 * 86400
        static let mostGood = 50_000
    }

    private struct Known {
        let user: User?
        let parentHolds: Bool
        let since: Date
    }

    /// A user at an address, as attempts are counted.
    private struct Place {
        let user: String
        let address: String
        var pair: String { "\(address) \(user)" }

        init(_ user: String, _ address: String) {
            self.user = String(user.prefix(64))
            self.address = AddressGroup.of(address)
        }
    }

    private let users: UserAccounts
    private let tokens: PersonalTokens
    private let sessions: WebSessions
    private let registryTokens: RegistryTokens
    private let launchPasswords: LaunchPasswords
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
        launchPasswords = registryTokens.launchPasswords
        self.clock = clock
    }

    /// The login of a user name with a password or a personal token.
    ///
    /// - Parameters:
    ///   - name: the user's name.
    ///   - secret: the password or the token.
    ///   - address: where the request comes from.
    /// - Returns: the login.
    /// - Throws: `AppStoreError` with code `credentials`, which does not say what was wrong, or `tooManyAttempts`.
    package func login(_ name: String, _ secret: String, from address: String) async throws -> Login {
        if secret.hasPrefix(PersonalToken.prefix) { return try await login(token: secret, of: name) }
        if secret.hasPrefix(LaunchPasswords.prefix) { return try await login(launchPassword: secret, of: name) }
        let place = Place(name, address)
        let isGood = try begin(place)
        do {
            let found = try await users.verify(name, password: secret, for: isGood ? place.pair : place.address)
            guard let (user, parent) = found, !user.isDisabled else { throw Self.wrong }
            succeeded(place)
            return Login(Principal(user, scopes: nil), parent: parent)
        } catch let error as AppStoreError where error.retryAfter != nil {
            // It was not looked at, so it was not wrong.
            takeBack(place)
            throw error
        }
    }

    /// Changes a user's own password, which ends all their sessions and the registry tokens made with the one before.
    ///
    /// - Parameters:
    ///   - name: the user's name.
    ///   - old: the password that they have; guesses of it are counted as those of a login.
    ///   - new: the password that they want.
    ///   - address: where the request comes from.
    /// - Throws: `AppStoreError` with code `credentials` for a wrong password, `tooManyAttempts`, or `invalid`.
    package func changePassword(of name: String, from old: String, to new: String, at address: String) async throws {
        guard !PersonalToken.isForPrograms(old) else { throw Self.wrong }
        _ = try await login(name, old, from: address)
        guard new != old else {
            throw AppStoreError(.invalid, detail: "the new password is the old one", hint: "choose another")
        }
        try await users.setPassword(new, of: name, by: name, at: clock())
    }

    /// The login of a personal token.
    ///
    /// - Parameters:
    ///   - secret: the token.
    ///   - name: the name that was sent with it, which must be its user's; nil when none was sent.
    /// - Returns: the login.
    /// - Throws: `AppStoreError` with code `credentials`.
    package func login(token secret: String, of name: String? = nil) async throws -> Login {
        guard let found = try await tokens.find(secret, at: clock()), name == nil || found.user.name == name,
            !found.user.isDisabled
        else { throw Self.wrong }
        let principal = Principal(found.user, scopes: found.token.scopes)
        return Login(principal, parent: .personalToken(found.token.id))
    }

    /// The login of what the hub pulls an image with, for a user who launches it: it reads that repository, and nothing else.
    private func login(launchPassword secret: String, of name: String) async throws -> Login {
        guard let claims = launchPasswords.verify(secret, at: clock()), claims.user == name,
            let user = try await users.find(name), !user.isDisabled
        else { throw Self.wrong }
        let scope = TokenScope(repository: claims.repository, rights: [.pull])
        return Login(Principal(user, scopes: [scope]), parent: .launch)
    }

    private static var wrong: AppStoreError {
        let hint = "check both; an administrator can set a new password with 'appstore user password'"
        return AppStoreError(.credentials, detail: "the user name or the password is wrong", hint: hint)
    }

    /// The principal of a registry token with its claims; nil when it does not hold, or what it was made with does not.
    ///
    /// - Throws: `DatabaseError`.
    package func principal(registryToken text: String) async throws -> (principal: Principal, claims: RegistryToken)? {
        guard let claims = registryTokens.verify(text, at: clock()) else { return nil }
        if claims.sub.isEmpty { return (.anonymous, claims) }
        guard let parent = claims.parent.flatMap(TokenParent.init) else { return nil }
        return try await user(claims.sub, parent).map { (Principal($0, scopes: claims.scopes), claims) }
    }

    /// The principal of a session's cookie with the session; nil when it has ended.
    ///
    /// - Throws: `DatabaseError`.
    package func session(_ secret: String) async throws -> (principal: Principal, session: WebSessions.Session)? {
        try await sessions.find(secret, at: clock()).map { (Principal($0.user, scopes: nil), $0) }
    }

    /// A user whose credential still holds, looked up anew after a few seconds only: a registry token comes with each of many
    /// requests.
    private func user(_ name: String, _ parent: TokenParent) async throws -> User? {
        let now = clock()
        let key = "\(name) \(parent)"
        if let entry = known.withLock({ $0[key] }), abs(now.timeIntervalSince(entry.since)) < Self.staleness {
            return entry.parentHolds ? entry.user : nil
        }
        let (user, holds) = try await users.find(name, with: parent, at: now)
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            known[key] = Known(user: user, parentHolds: holds, since: now)
        }
        return holds ? user : nil
    }

    /// Notes an attempt as wrong before it is looked at: many at once must not all pass the limit.
    ///
    /// - Returns: whether the user has logged in at the address lately.
    private func begin(_ place: Place) throws(AppStoreError) -> Bool {
        let now = clock()
        let (wait, isGood) = limits.withLock { limits -> (Int, Bool) in
            let isGood = limits.good[place.pair].map { now.timeIntervalSince($0) < Limits.goodTime } ?? false
            var wait = limits.pairs.wait(for: place.pair, at: now)
            if !isGood {
                wait = max(wait, limits.users.wait(for: place.user, at: now))
                wait = max(wait, limits.addresses.wait(for: place.address, at: now))
            }
            guard wait == 0 else { return (wait, isGood) }
            limits.pairs.failed(place.pair, at: now)
            limits.users.failed(place.user, at: now)
            limits.addresses.failed(place.address, at: now)
            return (0, isGood)
        }
        guard wait == 0 else {
            let hint = "try again in \(wait) s"
            throw AppStoreError(.tooManyAttempts(retryAfter: wait), detail: "too many wrong passwords", hint: hint)
        }
        return isGood
    }

    private func succeeded(_ place: Place) {
        let now = clock()
        limits.withLock { limits in
            limits.pairs.succeeded(place.pair)
            limits.users.takeBack(place.user)
            limits.addresses.takeBack(place.address)
            if limits.good.count >= Limits.mostGood {
                let oldest = limits.good.values.sorted()[Limits.mostGood / 10]
                limits.good = limits.good.filter { $0.value > oldest }
            }
            limits.good[place.pair] = now
        }
    }

    private func takeBack(_ place: Place) {
        limits.withLock { limits in
            limits.pairs.takeBack(place.pair)
            limits.users.takeBack(place.user)
            limits.addresses.takeBack(place.address)
        }
    }
}
