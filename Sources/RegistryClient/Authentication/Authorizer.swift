internal import Foundation
internal import HTTPTransfer

/// Knows what a registry wants to see of its clients, and gets it: nothing, a password, or a token for each scope.
actor Authorizer {
    private enum Scheme: Hashable {
        case none
        case basic
        case bearer(TokenServer)
    }

    private let registry: String
    private let credentials: CredentialStore
    private let session: TransferSession
    private var scheme = Scheme.none
    private var tokens: [[Scope]: Task<TokenServer.Token, any Error>] = [:]
    /// What is used instead of the store's credential: for trying one before it is kept.
    private let given: RegistryCredential?

    init(registry: String, credentials: CredentialStore, given: RegistryCredential?, session: TransferSession) {
        self.registry = registry
        self.credentials = credentials
        self.given = given
        self.session = session
    }

    /// Takes what a registry answered to a request without credentials, or with those that no longer hold.
    ///
    /// - Throws: `RegistryError` when none of its challenges can be met.
    func learn(_ challenges: [Challenge], from base: TransferURL) throws(RegistryError) {
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
            scheme = .bearer(try TokenServer(bearer, of: base))
        } else if challenges.contains(where: { $0.scheme == "basic" }) {
            scheme = .basic
        } else {
            let names = challenges.map(\.scheme).joined(separator: ", ")
            throw RegistryError(
                .malformed,
                registry,
                "asks for credentials in a way that is not known: \(names.isEmpty ? "no challenge" : "'\(printable(names))'")"
            )
        }
    }

    /// Forgets a token that was not accepted.
    func forget(_ scopes: [Scope]) {
        tokens[scopes] = nil
    }

    /// The value of the `Authorization` field for a request; nil when none is needed or to be had.
    ///
    /// - Throws: `RegistryError`.
    func authorization(_ scopes: [Scope]) async throws -> String? {
        switch scheme {
        case .none:
            return nil
        case .basic:
            guard case .password(let user, let password) = try await credential(scopes) else { return nil }
            return "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
        case .bearer(let server):
            return try await "Bearer " + token(scopes, server)
        }
    }

    private func token(_ scopes: [Scope], _ server: TokenServer) async throws -> String {
        if let known = tokens[scopes], let token = try? await known.value, token.end > .now { return token.text }
        let task = Task { [session] in
            let credential = try await credential(scopes)
            if case .bearerToken(let text) = credential {
                return TokenServer.Token(text: text, end: .now + .seconds(3600))
            }
            return try await server.token(scopes, credential, session)
        }
        tokens[scopes] = task
        return try await task.value.text
    }

    private func credential(_ scopes: [Scope]) async throws -> RegistryCredential? {
        if let given { return given }
        return try await credentials.credential(registry: registry, repository: scopes.first?.repository ?? "")
    }
}
