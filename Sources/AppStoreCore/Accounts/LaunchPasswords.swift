package import Foundation

/// Passwords with which a hub pulls one image for the user who launches it; nothing is kept of them.
///
/// Engines know user names and passwords, and no other tokens: podman, Docker and Kubernetes all take one.
package struct LaunchPasswords: Sendable {
    /// What one says.
    package struct Claims: Sendable, Hashable, Codable {
        /// What it is for, as nothing else that is signed with the key is.
        let use: String
        /// For whom something is launched.
        package let user: String
        /// The one repository that it reads.
        package let repository: String
        /// When it ends, in seconds since 1970.
        let ends: Int64
    }

    /// What every one begins with.
    package static let prefix = "dllaunch_"
    /// How long one is good, in seconds: as long as the largest image takes over a slow line.
    package static let lifetime: Int64 = 1800

    private static let use = "launch"
    private static let longest = 2048
    private let signature: SignedText

    /// The passwords of an AppStore.
    package init(key: SigningKey) {
        signature = SignedText(key: key)
    }

    /// Makes a password; the policy has been asked.
    ///
    /// - Throws: `EncodingError`, which is a fault of this program.
    package func issue(to user: String, for repository: String, at time: Date) throws -> String {
        let ends = time.seconds + Self.lifetime
        let claims = Claims(use: Self.use, user: user, repository: repository, ends: ends)
        return Self.prefix + (try signature.sign(claims))
    }

    /// What a password says; nil when it is none of ours, or has ended.
    func verify(_ text: String, at time: Date) -> Claims? {
        guard text.utf8.count <= Self.longest, text.hasPrefix(Self.prefix),
            let claims = signature.verify(String(text.dropFirst(Self.prefix.count)), as: Claims.self),
            claims.use == Self.use, time.seconds < claims.ends
        else { return nil }
        return claims
    }
}
