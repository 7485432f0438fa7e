/// What someone proves to a registry who they are with; its description shows nothing of it.
public enum RegistryCredential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// A user name and a password.
    case password(user: String, password: String)
    /// A token that token servers give other tokens for (Docker's "identity token").
    case refreshToken(String)
    /// A token that is sent to the registry as it is.
    case bearerToken(String)

    /// Three stars.
    public var description: String { "***" }
    /// Three stars.
    public var debugDescription: String { description }
}
