internal import AppStoreCore
package import Foundation
internal import Synchronization
internal import Texts

/// The hand-over of a login to the hub: OAuth 2.0's authorization code with PKCE (RFC 6749, 4.1; RFC 7636; RFC 9700).
///
/// A code is good once, for a minute, for the one client and its one address; a code that comes twice also ends what it gave
/// (RFC 6749, 4.1.2). All is kept in memory: one server works on a folder, and what is lost with it is asked for again.
package final class HandOvers: Sendable {
    /// What a client asks for, as it stands in the address.
    package struct Request: Sendable, Hashable {
        let challenge: String
        package let state: String?
    }

    /// Why a client gets nothing (RFC 6749, 5.2).
    package enum Refusal: String, Error, Sendable, Hashable {
        /// The request is not one.
        case request = "invalid_request"
        /// The code is none, was used, has ended, or is for another address or verifier.
        case grant = "invalid_grant"
        /// There is no such grant here.
        case grantType = "unsupported_grant_type"
    }

    private struct Code {
        let user: String
        let challenge: String
        let ends: Date
        /// What it was exchanged for.
        var token: String?
    }

    private struct State {
        /// By the hash of what was given out.
        var codes: [Data: Code] = [:]
        var tokens: [Data: (user: String, ends: Date)] = [:]
    }

    /// How long a code is good, in seconds.
    package static let codeLifetime: TimeInterval = 60
    /// How long a token is good, in seconds: the hub asks one question with it.
    package static let tokenLifetime: TimeInterval = 60
    /// So many codes of a user are kept at most.
    package static let mostOfUser = 20

    private let settings: HubSettings
    private let state = Mutex(State())

    /// The hand-overs to a hub.
    package init(_ settings: HubSettings) {
        self.settings = settings
    }

    /// Reads what a browser was sent with; nil for what no hub of ours has sent, where nobody is to be sent back.
    ///
    /// - Parameter parameters: gives the values of a name.
    /// - Returns: what is asked for.
    package func request(_ parameters: (String) -> [String]) -> Request? {
        func only(_ name: String) -> String? {
            let values = parameters(name)
            return values.count == 1 ? values[0] : nil
        }
        // The address is compared as a whole (RFC 9700, 2.1), and PKCE is not left out (2.1.1).
        guard only("response_type") == "code", only("client_id") == HubSettings.client,
            only("redirect_uri") == settings.callback, only("code_challenge_method") == "S256",
            let challenge = only("code_challenge"), challenge.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil,
            parameters("state").count <= 1, (only("state")?.utf8.count ?? 0) <= 4096
        else { return nil }
        return Request(challenge: challenge, state: only("state"))
    }

    /// A code for a user.
    ///
    /// - Returns: the code; only its hash is kept.
    package func code(for user: String, _ request: Request, at time: Date) -> String {
        let code = Secret.random()
        let kept = Code(user: user, challenge: request.challenge, ends: time + Self.codeLifetime)
        state.withLock { state in
            Self.forgetOld(&state, at: time)
            // Whoever asks for very many at once loses their own, and nobody else's.
            let own = state.codes.filter { $0.value.user == user }
            if own.count >= Self.mostOfUser { for key in own.keys { state.codes[key] = nil } }
            state.codes[Secret.hash(code)] = kept
        }
        return code
    }

    /// Exchanges a code; the client has said who it is before.
    ///
    /// - Parameters:
    ///   - parameters: gives the values of a field of the form.
    ///   - time: now.
    /// - Returns: a token that tells its user's name for a minute.
    /// - Throws: `Refusal`.
    package func exchange(_ parameters: (String) -> [String], at time: Date) throws(Refusal) -> String {
        guard let type = parameters("grant_type").first else { throw .request }
        guard type == "authorization_code" else { throw .grantType }
        guard let code = parameters("code").first, let verifier = parameters("code_verifier").first else {
            throw .request
        }
        let isRightPlace = parameters("redirect_uri") == [settings.callback]
        let key = Secret.hash(code)
        let token = Secret.random()
        let isGiven = state.withLock { state -> Bool in
            guard var kept = state.codes[key] else { return false }
            if let before = kept.token {
                // Somebody else may have had it: what it gave ends too.
                state.tokens[Secret.hash(before)] = nil
                return false
            }
            // Also a wrong try uses it up.
            kept.token = token
            state.codes[key] = kept
            guard time < kept.ends, isRightPlace, Self.challenge(of: verifier) == kept.challenge else { return false }
            state.tokens[Secret.hash(token)] = (kept.user, time + Self.tokenLifetime)
            return true
        }
        guard isGiven else { throw .grant }
        return token
    }

    /// Whose a token is; nil when it is none, or has ended.
    package func user(ofToken token: String, at time: Date) -> String? {
        state.withLock { $0.tokens[Secret.hash(token)] }.flatMap { time < $0.ends ? $0.user : nil }
    }

    /// `S256` (RFC 7636, 4.2).
    private static func challenge(of verifier: String) -> String? {
        guard verifier.wholeMatch(of: /[A-Za-z0-9._~-]{43,128}/) != nil else { return nil }
        return Base64URL.encode(Array(Secret.hash(verifier)))
    }

    private static func forgetOld(_ state: inout State, at time: Date) {
        state.codes = state.codes.filter { time < $0.value.ends + tokenLifetime }
        state.tokens = state.tokens.filter { time < $0.value.ends }
    }
}
