internal import Foundation
internal import SystemPackage

/// A file of credentials in the form that docker, podman and skopeo share: `config.json`, `auth.json`.
struct CredentialFile {
    let path: FilePath
    private let entries: [String: Entry]
    /// The helper of each registry.
    let helpers: [String: String]
    /// The helper of all other registries.
    let defaultHelper: String?

    private struct Entry: Decodable {
        var auth: String?
        var username: String?
        var password: String?
        var identitytoken: String?
        var registrytoken: String?
    }

    private struct Content: Decodable {
        var auths: [String: Entry]?
        var credHelpers: [String: String]?
        var credsStore: String?
    }

    /// Reads a file; nil when there is none.
    ///
    /// - Throws: `RegistryError` with code `credentials` when it cannot be understood.
    init?(_ path: FilePath) throws(RegistryError) {
        guard let data = FileManager.default.contents(atPath: path.string) else {
            // What is there and cannot be read is not passed over: it would be written anew without what is in it.
            guard FileManager.default.fileExists(atPath: path.string) else { return nil }
            let hint = "make it readable for you, or name another file in 'REGISTRY_AUTH_FILE'"
            throw RegistryError(.credentials, path, "cannot be read", hint: hint)
        }
        self.path = path
        let content: Content
        do {
            content = data.isEmpty ? Content() : try JSONDecoder().decode(Content.self, from: data)
        } catch {
            throw RegistryError(
                .credentials,
                path,
                "not a file of registry credentials in JSON",
                hint: "mend or remove it"
            )
        }
        entries = content.auths ?? [:]
        helpers = content.credHelpers ?? [:]
        defaultHelper = content.credsStore.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The credential for a repository: that of the longest of the names it lies below.
    func credential(registry: String, repository: String) -> RegistryCredential? {
        let wanted = "\(registry)/\(repository)"
        let matching = entries.filter { key, _ in
            let name = Self.normalized(key)
            return wanted == name || wanted.hasPrefix(name + "/") || name == registry
        }
        let longest = matching.max { Self.normalized($0.key).utf8.count < Self.normalized($1.key).utf8.count }
        return longest.flatMap { Self.credential($0.value) }
    }

    /// The helper that keeps a registry's credential, if one does.
    func helper(registry: String) -> String? {
        helpers.first { Self.normalized($0.key) == registry }?.value ?? defaultHelper
    }

    private static func credential(_ entry: Entry) -> RegistryCredential? {
        if let token = entry.registrytoken, !token.isEmpty { return .bearerToken(token) }
        if let token = entry.identitytoken, !token.isEmpty { return .refreshToken(token) }
        if let auth = entry.auth, let data = Data(base64Encoded: auth), let text = String(data: data, encoding: .utf8),
            let colon = text.firstIndex(of: ":")
        {
            let password = text[text.index(after: colon)...].drop { $0 == "\0" }
            return .password(user: String(text[..<colon]), password: String(password))
        }
        guard let user = entry.username, let password = entry.password else { return nil }
        return .password(user: user, password: password)
    }

    /// A key without protocol and without the path that old clients wrote (`https://index.docker.io/v1/`).
    static func normalized(_ key: String) -> String {
        var name = key[...]
        for scheme in ["https://", "http://"] where name.hasPrefix(scheme) { name = name.dropFirst(scheme.count) }
        while name.hasSuffix("/") { name = name.dropLast() }
        for version in ["/v1", "/v2"] where name.hasSuffix(version) { name = name.dropLast(version.count) }
        let host = name == "index.docker.io" || name == "registry-1.docker.io" ? "docker.io" : name
        return host.lowercased()
    }
}
