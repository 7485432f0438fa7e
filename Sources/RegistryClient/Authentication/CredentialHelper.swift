internal import ExternalTools
internal import Foundation

/// A program that keeps credentials for docker and its kin: `docker-credential-<name>`.
struct CredentialHelper {
    let name: String

    private struct Entry: Codable {
        var ServerURL: String?
        var Username: String
        var Secret: String
    }

    /// What the helper has for a registry; nil when it has nothing.
    ///
    /// - Throws: `RegistryError` with code `credentials` when it cannot be run or answers nonsense.
    func get(_ registry: String) async throws -> RegistryCredential? {
        let output = try await run("get", input: Self.serverName(registry))
        // All helpers say so on standard output and end with status 1 when they have nothing.
        guard output.status == 0 else { return nil }
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(output.standardOutput)) else {
            throw failure("answers what is no credential")
        }
        return entry.Username == "<token>"
            ? .refreshToken(entry.Secret) : .password(user: entry.Username, password: entry.Secret)
    }

    /// Gives the helper a user's password to keep.
    func store(user: String, password: String, for registry: String) async throws {
        let entry = Entry(ServerURL: Self.serverName(registry), Username: user, Secret: password)
        let output = try await run("store", input: String(decoding: JSONEncoder().encode(entry), as: UTF8.self))
        guard output.status == 0 else { throw failure("cannot keep the password (status \(output.status))") }
    }

    /// Lets the helper forget a registry.
    func erase(_ registry: String) async throws {
        let output = try await run("erase", input: Self.serverName(registry))
        guard output.status == 0 else { throw failure("cannot forget '\(registry)' (status \(output.status))") }
    }

    /// The name that clients give a registry towards helpers.
    private static func serverName(_ registry: String) -> String {
        registry == "docker.io" ? "https://index.docker.io/v1/" : registry
    }

    private func run(_ verb: String, input: String) async throws -> ExternalTool.Output {
        guard name.utf8.allSatisfy({ $0 != UInt8(ascii: "/") && $0 > 0x20 }) else {
            throw failure("is no program's name")
        }
        let hint = "install it, or remove it from 'credsStore' and 'credHelpers' of docker's config.json"
        let tool = try ExternalTool.locate("docker-credential-\(name)", installHint: hint)
        return try await tool.capture([verb], input: Array(input.utf8), outputLimit: 1 << 20)
    }

    private func failure(_ detail: String) -> RegistryError {
        RegistryError(.credentials, "the credential helper '\(printable(name))'", detail)
    }
}
