internal import AppStoreCore
internal import Foundation
internal import Hummingbird

/// Finds out who a request comes from.
struct Authentication: Sendable {
    /// The cookie of a session.
    static let sessionCookie = "appstore_session"

    let authenticator: Authenticator
    /// Whether everybody may do everything, without saying who they are.
    let isOpen: Bool
    /// What the audit log is told.
    let audit: LoginAudit
    private let logins = RecentLogins()

    init(authenticator: Authenticator, audit: LoginAudit, isOpen: Bool) {
        self.authenticator = authenticator
        self.audit = audit
        self.isOpen = isOpen
    }

    /// Who a request comes from.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - address: where it comes from; asked for where it is needed, which with most requests it is not.
    ///   - acceptsSession: whether a session's cookie counts.
    /// - Returns: who asks.
    /// - Throws: `AppStoreError` with code `credentials` for credentials that are wrong, or `tooManyAttempts`.
    func asker(
        of request: Request,
        from address: @autoclosure () -> String,
        acceptsSession: Bool = false
    ) async throws -> Asker {
        switch Credentials(of: request) {
        case .password(let user, let secret):
            return Asker(try await login(user, secret, from: address()))
        case .token(let text) where text.hasPrefix(PersonalToken.prefix):
            return Asker(try await login(nil, text, from: address()))
        case .token(let text):
            guard let (principal, claims) = try await authenticator.principal(registryToken: text) else {
                throw AppStoreError(.credentials, detail: "the token does not hold", hint: "ask for a new one")
            }
            if isOpen, principal == .anonymous { return .everybody }
            return Asker(principal: principal, means: .registryToken(claims))
        case .unreadable:
            let hint = "send 'Basic' with user name and password, or 'Bearer' with a token"
            throw AppStoreError(.credentials, detail: "'Authorization' cannot be read", hint: hint)
        case .none:
            if acceptsSession, let asker = try await session(of: request) { return asker }
            return isOpen ? .everybody : .anonymous
        }
    }

    /// The login of a user's name with a password or a personal token, or of such a token alone.
    ///
    /// Right ones are remembered for seconds, and one that is being looked at is waited for: clients send them with each of many
    /// requests, and a password's hash is slow.
    ///
    /// - Parameters:
    ///   - user: the name; nil for a personal token alone.
    ///   - secret: the password or the token.
    ///   - address: where the request comes from.
    /// - Returns: the login.
    /// - Throws: `AppStoreError` with code `credentials` or `tooManyAttempts`.
    func login(_ user: String?, _ secret: String, from address: String) async throws -> Login {
        let key = RecentLogins.key(user, secret)
        if let known = logins[key] { return known }
        return try await logins.once(key, from: address) { [self] in
            try await noted(user, PersonalToken.isForPrograms(secret) ? .token : .password, from: address) {
                if let user { return try await authenticator.login(user, secret, from: address) }
                return try await authenticator.login(token: secret)
            }
        }
    }

    /// The login of a user at the web page, by a password.
    ///
    /// - Throws: `AppStoreError` with code `credentials` or `tooManyAttempts`; database errors.
    func signIn(_ user: String, _ password: String, from address: String) async throws {
        _ = try await noted(user, .page, from: address) {
            try await authenticator.login(user, password, from: address)
        }
    }

    /// Changes a user's own password.
    ///
    /// - Throws: `AppStoreError` with code `credentials`, `tooManyAttempts` or `invalid`; database errors.
    func changePassword(of user: String, from old: String, to new: String, at address: String) async throws {
        do {
            try await authenticator.changePassword(of: user, from: old, to: new, at: address)
        } catch let error as AppStoreError where error.code == .credentials || error.retryAfter != nil {
            audit.failed(user, from: address, by: .password)
            throw error
        }
    }

    private func noted(
        _ user: String?,
        _ means: LoginAudit.Means,
        from address: String,
        _ body: () async throws -> Login
    ) async throws -> Login {
        do {
            let login = try await body()
            if let name = login.principal.name { audit.succeeded(name, from: address, by: means) }
            return login
        } catch let error as AppStoreError where error.code == .credentials || error.retryAfter != nil {
            audit.failed(user, from: address, by: means)
            throw error
        }
    }

    private func session(of request: Request) async throws -> Asker? {
        guard let cookie = request.cookies[Self.sessionCookie],
            let (principal, session) = try await authenticator.session(cookie.value)
        else { return nil }
        return Asker(principal: principal, means: .session(formToken: session.formToken))
    }
}
