internal import AppStoreCore

/// Who asks, and how that is known.
struct Asker: Sendable, Hashable {
    /// How somebody said who they are.
    enum Means: Sendable, Hashable {
        /// They did not.
        case nothing
        /// By a password, or a personal token.
        case secret(TokenParent?)
        /// By a short-lived token of ours.
        case registryToken(RegistryToken)
        /// By a session's cookie; what changes something must also bring the session's form token.
        case session(formToken: String)
    }

    /// Who asks.
    let principal: Principal
    /// How that is known.
    let means: Means

    init(principal: Principal, means: Means) {
        self.principal = principal
        self.means = means
    }

    /// Who has logged in by a password or a personal token.
    init(_ login: Login) {
        self.init(principal: login.principal, means: .secret(login.parent))
    }

    /// The registry token that was sent, if one was.
    var registryToken: RegistryToken? {
        if case .registryToken(let claims) = means { claims } else { nil }
    }

    /// Nobody has said who they are.
    static let anonymous = Asker(principal: .anonymous, means: .nothing)
    /// Whoever asks an AppStore that is open to everybody.
    static let everybody = Asker(principal: .everybody, means: .nothing)
}
