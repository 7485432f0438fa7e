internal import CommandLines
internal import RegistryClient
internal import Reporting

/// Tries a password at a registry, and keeps it where docker and podman find it too.
struct RegistryLogin {
    /// The registry's host.
    let registry: String
    let access: RegistryAccess

    /// Logs in.
    ///
    /// - Returns: where the password is kept.
    /// - Throws: `RegistryError`, `TransferError`, `InputFailure`.
    func perform(user: String, password: String, _ context: CommandContext) async throws -> String {
        guard !user.isEmpty, !password.isEmpty, !user.contains(":") else {
            let hint = "give '--username' a name without ':', and the password at the prompt"
            throw InputFailure([.error("user name and password are needed to log in", hint: hint)], class: .usage)
        }
        let credentials = access.credentials(in: context)
        let credential = RegistryCredential.password(user: user, password: password)
        let options = try access.options(in: context)
        let client = Registry(host: registry, credentials: credentials, credential: credential, options: options)
        try await client.checkAccess()
        return "\(try await credentials.save(user: user, password: password, registry: registry))"
    }
}
