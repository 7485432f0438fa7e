internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import NIOCore
internal import OCIModel

/// `/token`: gives short-lived tokens for the registry (distribution: spec/auth/token.md, spec/auth/oauth.md).
struct TokenEndpoint: Sendable {
    let access: Access
    let tokens: RegistryTokens

    /// More scopes than this are not looked at, so that a token stays short.
    private static let mostScopes = 20

    /// What the OAuth2 form brings.
    private struct Form: Decodable {
        let grant_type: String
        var username: String?
        var password: String?
        var refresh_token: String?
        var scope: String?
    }

    private struct Grant: Encodable {
        let token: String
        let access_token: String
        let expires_in: Int64
        let issued_at: Date
        let scope: String
    }

    /// `GET`: with user name and password, or a personal token in its place; without for what everybody may.
    func get(_ request: Request, from address: String) async throws -> Response {
        let asker = try await access.authentication.asker(of: request, from: address)
        let scopes = Query(request.uri.query ?? "").values("scope")
        switch asker.means {
        case .secret(let parent): return try await answer(Login(asker.principal, parent: parent), scopes)
        case .nothing: return try await answer(Login(asker.principal, parent: nil), scopes)
        case .registryToken, .session:
            // A token that gives tokens would never end.
            let hint = "send a user name with a password, or a personal token"
            throw AppStoreError(.credentials, detail: "a registry token gives no other token", hint: hint)
        }
    }

    /// `POST`: OAuth2's grants `password`, and `refresh_token` with a personal token.
    func post(_ request: Request, from address: String) async throws -> Response {
        let body = try await request.collected(upTo: 64 << 10)
        guard let form = try? URLEncodedFormDecoder().decode(Form.self, from: String(buffer: body)) else {
            throw Self.invalid("the form has no 'grant_type'")
        }
        let login: Login
        switch (form.grant_type, form.username, form.password, form.refresh_token) {
        case ("password", let user?, let password?, _):
            login = try await access.authentication.login(user, password, from: address)
        case ("refresh_token", _, _, let token?):
            login = try await access.authentication.login(nil, token, from: address)
        default:
            throw Self.invalid("the form is of no grant that is given: 'password' and 'refresh_token' are")
        }
        return try await answer(login, form.scope.map { [$0] } ?? [])
    }

    private static func invalid(_ detail: String) -> AppStoreError {
        AppStoreError(.invalid, detail: detail, hint: "see the distribution specification's spec/auth/oauth.md")
    }

    private func answer(_ login: Login, _ scopes: [String]) async throws -> Response {
        let principal = login.principal
        var granted: [RegistryToken.Access] = []
        for text in scopes.flatMap({ $0.split(separator: " ") }).prefix(Self.mostScopes) {
            guard let (repository, rights) = Self.read(text) else { continue }
            // Also what is not given: whoever has the token was told, and is not sent for another one.
            granted.append(
                RegistryToken.Access(to: repository.text, try await given(rights, in: repository, to: principal))
            )
        }
        let now = Date()
        let name = principal == .everybody ? nil : principal.name
        let (text, claims) = try tokens.issue(
            to: name,
            limit: principal.scopes,
            parent: login.parent,
            access: granted,
            at: now
        )
        let grant = Grant(
            token: text,
            access_token: text,
            expires_in: claims.exp - claims.iat,
            issued_at: now,
            scope: claims.scopes.filter { !$0.rights.isEmpty }.map { "repository:\($0)" }.joined(separator: " "),
        )
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.cacheControl] = "no-store"
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: try APICoding.encode(grant)))
        return Response(status: .ok, headers: headers, body: body)
    }

    /// The name and the rights of a scope such as `repository:NAME:pull,push`; nil for what there are no tokens for.
    ///
    /// `repository(class)` is an older form.
    private static func read(_ text: Substring) -> (RepositoryName, [TokenScope.Right])? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "repository" || parts[0].hasPrefix("repository("),
            let name = RepositoryName(parts[1..<parts.count - 1].joined(separator: ":")), let last = parts.last
        else { return nil }
        let words = last.split(separator: ",")
        if words.contains("*") { return (name, TokenScope.Right.allCases) }
        return (name, words.compactMap { TokenScope.Right(rawValue: String($0)) })
    }

    /// Those of the wanted rights that the policy gives.
    private func given(
        _ wanted: [TokenScope.Right],
        in repository: RepositoryName,
        to principal: Principal,
    ) async throws -> [TokenScope.Right] {
        let mayPush = try await access.allows(principal, .push, on: repository)
        var given: [TokenScope.Right] = []
        for right in Set(wanted) {
            let isGiven =
                switch right {
                // Who may make a repository also asks what is in it already.
                case .pull:
                    if mayPush, principal.isGiven(.pull, in: repository.text) {
                        true
                    } else {
                        try await access.allows(principal, .pull, on: repository)
                    }
                case .push: mayPush
                case .delete: try await access.allows(principal, .delete, on: repository)
                }
            if isGiven { given.append(right) }
        }
        return TokenScope(repository: repository.text, rights: given).rights
    }
}
