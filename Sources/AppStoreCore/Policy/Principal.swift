package import AppStoreAPI

/// Who asks.
package enum Principal: Sendable, Hashable {
    /// Nobody has logged in.
    case anonymous
    /// A user; with scopes, no more than they allow beyond what anonymous may.
    case user(name: String, role: Role, scopes: [TokenScope]?)
    /// A user who is disabled.
    case disabled(name: String)

    /// Whoever asks an AppStore that is open to everybody; no user can have the name, as it holds a colon.
    package static let everybody = Principal.user(name: "local:everybody", role: .administrator, scopes: nil)

    /// The principal of a user.
    ///
    /// - Parameters:
    ///   - user: the user.
    ///   - scopes: what the token allows by which the user came; nil without such a limit.
    package init(_ user: User, scopes: [TokenScope]?) {
        self =
            user.isDisabled
            ? .disabled(name: user.name) : .user(name: user.name, role: user.role, scopes: scopes)
    }

    /// The user's name; nil for nobody.
    package var name: String? {
        switch self {
        case .anonymous: nil
        case .user(let name, _, _), .disabled(let name): name
        }
    }

    /// Whether a right in a repository is among those of the token by which the user came; true without a token's limit.
    package func isGiven(_ right: TokenScope.Right, in repository: String) -> Bool {
        guard case .user(_, _, let scopes?) = self else { return true }
        return scopes.contains { $0.covers(right, in: repository) }
    }

    /// The same with other scopes: what another token of the same user gives.
    package func limited(to scopes: [TokenScope]?) -> Principal {
        guard case .user(let name, let role, _) = self else { return self }
        return .user(name: name, role: role, scopes: scopes)
    }

    /// The scopes of the token by which the user came; nil without such a limit.
    package var scopes: [TokenScope]? {
        if case .user(_, _, let scopes) = self { scopes } else { nil }
    }

    /// Whether the user is disabled.
    package var isDisabled: Bool {
        if case .disabled = self { true } else { false }
    }
}
