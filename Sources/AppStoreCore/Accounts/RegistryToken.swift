/// The claims of a short-lived registry token, in the form of Docker's registries (distribution: spec/auth/jwt.md).
package struct RegistryToken: Sendable, Hashable, Codable {
    /// What the token lets its holder do in a repository.
    package struct Access: Sendable, Hashable, Codable {
        /// `repository`.
        package let type: String
        /// The repository.
        package let name: String
        /// `pull`, `push`, `delete`; none for a repository that was asked for in vain.
        package let actions: [TokenScope.Right]

        /// Access to a repository.
        package init(to repository: String, _ actions: [TokenScope.Right]) {
            type = "repository"
            name = repository
            self.actions = actions
        }
    }

    /// Who made it: the AppStore.
    package let iss: String
    /// Whose it is; empty for nobody's.
    package let sub: String
    /// Whom it is for: the registry's service.
    package let aud: String
    /// When it ends, in seconds since 1970.
    package let exp: Int64
    /// When it begins.
    package let nbf: Int64
    /// When it was made.
    package let iat: Int64
    /// Its number.
    package let jti: String
    /// What it lets its holder do.
    package let access: [Access]
    /// What the personal token allows that it was made with; nil for one made with a password.
    ///
    /// Its holder may ask for another registry token within this.
    package let limit: [TokenScope]?
    /// The credential it was made with, with which it ends; nil for nobody's.
    package let parent: String?

    /// The access as scopes of a principal.
    package var scopes: [TokenScope] { access.map { TokenScope(repository: $0.name, rights: $0.actions) } }

    /// Whether access to a repository was asked for when the token was made, whatever the answer was.
    package func wasAsked(for repository: String) -> Bool { access.contains { $0.name == repository } }
}
