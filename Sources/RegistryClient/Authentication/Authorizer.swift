internal import Foundation
internal import HTTPTransfer

/// Knows what a registry wants to see of its clients, and gets it: nothing, a password, or a token for each scope.
actor Authorizer {
    private enum Scheme: Hashable {
        case none
        case basic
        case bearer(TokenServer)
    }

    /// A token that was asked for once, for all that need it.
    private struct Ask {
        let number: Int
        let task: Task<TokenServer.Token, any Error>
    }

    /// What a request carries, and by which number it is forgotten when it is not accepted.
    struct Authorization: Sendable {
        let value: String
        var number: Int?
    }

    private let registry: String
    private let credentials: CredentialStore
    private let session: TransferSession
    private var scheme = Scheme.none
    private var tokens: [[Scope]: Ask] = [:]
    private var passwords: [String: Task<RegistryCredential?, any Error>] = [:]
    private var asks = 0
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

    /// Forgets a token that was not accepted, unless another has taken its place.
    ///
    /// - Parameters:
    ///   - scopes: what it was asked for.
    ///   - used: what the request carried; nil for nothing, which forgets nothing.
    func forget(_ scopes: [Scope], _ used: Authorization?) {
        guard let number = used?.number else { return }
        drop(scopes, number)
    }

    private func drop(_ scopes: [Scope], _ number: Int) {
        if tokens[scopes]?.number == number { tokens[scopes] = nil }
    }

    /// What a request carries in its `Authorization` field; nil when nothing is needed or to be had.
    ///
    /// Those who come while a token is asked for wait for it, and get it or the failure; the next after a failure asks anew.
    ///
    /// - Throws: `RegistryError`.
    func authorization(_ scopes: [Scope]) async throws -> Authorization? {
        switch scheme {
        case .none:
            return nil
        case .basic:
            guard case .password(let user, let password) = try await credential(scopes) else { return nil }
            return Authorization(value: "Basic " + Data("\(user):\(password)".utf8).base64EncodedString())
        case .bearer(let server):
            return try await token(scopes, server)
        }
    }

    private func token(_ scopes: [Scope], _ server: TokenServer) async throws -> Authorization {
        while true {
            let known = tokens[scopes]
            let ask = known ?? newAsk(scopes, server)
            do {
                let token = try await ask.task.value
                // A server may take longer to give a token than the token holds: whoever asked tries it.
                if token.end > .now || known == nil {
                    return Authorization(value: "Bearer " + token.text, number: ask.number)
                }
                drop(scopes, ask.number)
            } catch {
                drop(scopes, ask.number)
                throw error
            }
        }
    }

    private func newAsk(_ scopes: [Scope], _ server: TokenServer) -> Ask {
        asks += 1
        let task = Task { [session] in
            let credential = try await credential(scopes)
            if case .bearerToken(let text) = credential {
                return TokenServer.Token(text: text, end: .now + .seconds(3600))
            }
            return try await server.token(scopes, credential, session)
        }
        let ask = Ask(number: asks, task: task)
        tokens[scopes] = ask
        return ask
    }

    /// The credential for a repository, looked up once: a helper is a program that is run.
    private func credential(_ scopes: [Scope]) async throws -> RegistryCredential? {
        if let given { return given }
        let repository = scopes.first?.repository ?? ""
        let task =
            passwords[repository]
            ?? Task { [credentials, registry] in
                try await credentials.credential(registry: registry, repository: repository)
            }
        passwords[repository] = task
        do {
            return try await task.value
        } catch {
            passwords[repository] = nil
            throw error
        }
    }
}
