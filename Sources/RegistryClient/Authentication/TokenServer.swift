internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import Texts

/// The server a registry sends its clients to for tokens (distribution token and OAuth2 specifications).
struct TokenServer: Sendable, Hashable {
    let realm: TransferURL
    let service: String?

    /// A token and when it ends.
    struct Token: Sendable {
        let text: String
        let end: ContinuousClock.Instant
    }

    private struct Answer: Decodable {
        var token: String?
        var access_token: String?
        /// How many seconds the token holds; nil also for what is no number of them.
        var seconds: Double?

        private enum CodingKeys: String, CodingKey {
            case token, access_token, expires_in
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            token = try values.decodeIfPresent(String.self, forKey: .token)
            access_token = try values.decodeIfPresent(String.self, forKey: .access_token)
            seconds = try? values.decodeIfPresent(Double.self, forKey: .expires_in)
        }
    }

    /// The server a challenge names, if it may be asked.
    ///
    /// Over https any https server will do, as the registry has proved who it is. A registry without encryption could have been
    /// replaced on the way: then credentials go to the same host only.
    ///
    /// - Throws: `RegistryError` with code `malformed`.
    init(_ challenge: Challenge, of registry: TransferURL) throws(RegistryError) {
        let fail = { (detail: String) in
            RegistryError(.malformed, registry, "asks for a token from a place that is not trusted: \(detail)")
        }
        guard let text = challenge.parameters["realm"] else { throw fail("none is named") }
        let realm: TransferURL
        do {
            realm = try TransferURL(text)
        } catch {
            throw fail("'\(printable(text))', \(error.detail)")
        }
        guard realm.credentials == nil else { throw fail("'\(realm)' brings a user name") }
        guard registry.origin.scheme == .https || realm.origin.host == registry.origin.host else {
            throw fail("'\(realm)' is another host, and the registry is not encrypted")
        }
        guard registry.origin.scheme == .http || realm.origin.scheme == .https else {
            throw fail("'\(realm)' is not encrypted")
        }
        self.realm = realm
        service = challenge.parameters["service"]
    }

    /// Asks for a token.
    ///
    /// - Throws: `RegistryError` with code `unauthorized`, `unavailable` or `malformed`.
    func token(_ scopes: [Scope], _ credential: RegistryCredential?, _ session: TransferSession) async throws -> Token {
        let start = ContinuousClock.now
        let request = try request(scopes, credential)
        let (response, content) = try await session.send(request, limit: 1 << 20)
        guard response.url.origin == realm.origin else {
            throw RegistryError(.malformed, realm, "the token server sends us on to '\(response.url.origin.host)'")
        }
        guard response.isSuccess else { throw refusal(response.status, content, credential) }
        guard let answer = try? CanonicalJSON.decode(Answer.self, from: content),
            let text = answer.token ?? answer.access_token, !text.isEmpty,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw RegistryError(.malformed, realm, "the token server's answer has no token") }
        guard text.utf8.count <= 64 << 10 else {
            throw RegistryError(.tooLarge, realm, "a token of \(text.utf8.count) bytes")
        }
        // Without a word on it a token holds for a minute; a tenth is left for the clocks and the way.
        let seconds = min(max(answer.seconds ?? 60, 10), 24 * 3600)
        return Token(text: text, end: start + .seconds(seconds * 0.9))
    }

    private func request(_ scopes: [Scope], _ credential: RegistryCredential?) throws -> TransferRequest {
        let wanted: [(String, String?)] = scopes.map { ("scope", $0.text) }
        if case .refreshToken(let token) = credential {
            // One "scope" of all, separated by spaces: OAuth2, RFC 6749, 3.3.
            let form: [(String, String?)] = [
                ("grant_type", "refresh_token"), ("refresh_token", token), ("service", service),
                ("scope", scopes.map(\.text).joined(separator: " ")), ("client_id", "datalab"),
            ]
            var request = TransferRequest(.post, realm, headers: ["Content-Type": "application/x-www-form-urlencoded"])
            request.body = .bytes(Array(encoded(form).utf8))
            return prepared(request)
        }
        let separator = realm.text.contains("?") ? "&" : "?"
        var request = TransferRequest(
            .get,
            try TransferURL(
                realm.text + separator + encoded([("service", service)] + wanted + [("client_id", "datalab")])
            )
        )
        if case .password(let user, let password) = credential {
            request.credentials = TransferCredentials(user: user, password: password)
        }
        return prepared(request)
    }

    private func prepared(_ request: TransferRequest) -> TransferRequest {
        var request = request
        request.usesNetrc = false
        // The scheme was weighed when the challenge was read.
        request.allowsPlainHTTP = realm.origin.scheme == .http
        return request
    }

    private func encoded(_ fields: [(String, String?)]) -> String {
        fields.compactMap { name, value in
            value.map { "\(name)=\(PercentEncoding.encode($0))" }
        }.joined(separator: "&")
    }

    private func refusal(_ status: Int, _ content: [UInt8], _ credential: RegistryCredential?) -> RegistryError {
        let said = ErrorBody.messages(content)
        guard status == 400 || status == 401 || status == 403 else {
            return RegistryError(.unavailable, realm, "the token server answered \(status)", messages: said)
        }
        let detail = credential == nil ? "credentials are needed" : "the credentials were not accepted"
        return RegistryError(.unauthorized, realm, detail, hint: "log in with 'datalab login'", messages: said)
    }
}
