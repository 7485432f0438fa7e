package import Foundation
internal import Synchronization

/// Makes and verifies registry tokens.
///
/// HS256: who makes the tokens is who reads them, so a shared key is enough, and verifying costs least with it. What was
/// verified is remembered until it ends, as a client sends the same token with each of its requests.
package final class RegistryTokens: Sendable {
    /// The name of the service, in tokens and challenges.
    package let service: String
    /// How long a token lasts, in seconds.
    package let lifetime: Int64

    /// The passwords for launches, signed with the same key.
    package let launchPasswords: LaunchPasswords

    private let signature: SignedText
    private let verified = Mutex<[String: RegistryToken]>([:])
    private static let capacity = 4096

    /// The tokens of an AppStore.
    ///
    /// - Parameters:
    ///   - key: what they are signed with.
    ///   - service: the name of the service.
    ///   - lifetime: how long a token lasts, in seconds.
    package init(key: SigningKey, service: String, lifetime: Int64 = 300) {
        self.service = service
        self.lifetime = lifetime
        signature = SignedText(key: key)
        launchPasswords = LaunchPasswords(key: key)
    }

    /// Makes a token.
    ///
    /// - Parameters:
    ///   - user: whose it is; nil for nobody's.
    ///   - limit: what the user's credentials allow; nil for all that the user may.
    ///   - parent: the credential, with which the token ends; nil for nobody's.
    ///   - access: what it lets its holder do, as the policy allows.
    ///   - time: now.
    /// - Returns: the token's text and its claims.
    /// - Throws: `EncodingError`, which is a fault of this program.
    package func issue(
        to user: String?,
        limit: [TokenScope]? = nil,
        parent: TokenParent?,
        access: [RegistryToken.Access],
        at time: Date,
    ) throws -> (text: String, claims: RegistryToken) {
        let now = time.seconds
        let claims = RegistryToken(
            iss: service,
            sub: user ?? "",
            aud: service,
            exp: now + lifetime,
            // Clocks of a client and of ours need not agree to the second.
            nbf: now - 10,
            iat: now,
            jti: UUID().uuidString,
            access: access,
            limit: limit,
            parent: parent?.description,
        )
        return (try signature.sign(claims), claims)
    }

    /// The claims of a token; nil when it is not ours, is for somebody else, or does not hold now.
    package func verify(_ text: String, at time: Date) -> RegistryToken? {
        if let known = verified.withLock({ $0[text] }) { return holds(known, at: time) ? known : nil }
        // A longer one is none of ours: our access lists are short.
        guard text.utf8.count <= 16_384, let claims = signature.verify(text, as: RegistryToken.self),
            claims.iss == service, claims.aud == service, holds(claims, at: time)
        else { return nil }
        verified.withLock { known in
            if known.count >= Self.capacity { known = known.filter { holds($0.value, at: time) } }
            if known.count >= Self.capacity { known.removeAll() }
            known[text] = claims
        }
        return claims
    }

    private func holds(_ claims: RegistryToken, at time: Date) -> Bool {
        claims.nbf <= time.seconds && time.seconds < claims.exp
    }
}
