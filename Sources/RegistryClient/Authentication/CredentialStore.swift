internal import Files
internal import Foundation
internal import SystemPackage

/// The credentials for registries that this user's programs share: docker's and podman's files, and credential helpers.
///
/// Read in this order: `$REGISTRY_AUTH_FILE`; `$XDG_RUNTIME_DIR/containers/auth.json`; `~/.config/containers/auth.json`;
/// `$DOCKER_CONFIG/config.json` or `~/.docker/config.json`. In each a registry's helper counts before the helper of all, and
/// that before what is written in the file.
public struct CredentialStore: Sendable {
    private let environment: [String: String]

    /// The store an environment names.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// The credential for a repository; nil when there is none.
    ///
    /// - Parameters:
    ///   - registry: the registry's host, with its port where it has one.
    ///   - repository: the repository.
    /// - Returns: the first that is found.
    /// - Throws: `RegistryError` with code `credentials`.
    public func credential(registry: String, repository: String) async throws -> RegistryCredential? {
        for path in files {
            guard let file = try CredentialFile(path) else { continue }
            if let helper = file.helper(registry: registry),
                let credential = try await CredentialHelper(name: helper).get(registry)
            {
                return credential
            }
            if let credential = file.credential(registry: registry, repository: repository) { return credential }
        }
        return nil
    }

    /// Keeps a user's password for a registry, where docker and podman find it too.
    ///
    /// - Returns: where it is kept, for people.
    /// - Throws: `RegistryError` with code `credentials`.
    public func save(user: String, password: String, registry: String) async throws -> String {
        if let helper = try CredentialFile(writtenFile)?.helper(registry: registry) {
            try await CredentialHelper(name: helper).store(user: user, password: password, for: registry)
            return "the credential helper '\(helper)'"
        }
        let auth = Data("\(user):\(password)".utf8).base64EncodedString()
        try change { auths in auths[Self.key(registry)] = ["auth": auth] }
        return "'\(writtenFile)'"
    }

    /// Forgets a registry's credential.
    ///
    /// - Returns: whether there was one.
    /// - Throws: `RegistryError` with code `credentials`.
    public func remove(registry: String) async throws -> Bool {
        guard let file = try CredentialFile(writtenFile) else { return false }
        var wasThere = file.credential(registry: registry, repository: "") != nil
        if let helper = file.helper(registry: registry) {
            let helper = CredentialHelper(name: helper)
            if try await helper.get(registry) != nil {
                try await helper.erase(registry)
                wasThere = true
            }
        }
        try change { auths in
            for key in auths.keys where CredentialFile.normalized(key) == registry { auths[key] = nil }
        }
        return wasThere
    }

    /// The file that `save` writes.
    private var writtenFile: FilePath {
        value("REGISTRY_AUTH_FILE").map { FilePath($0) } ?? dockerFile
    }

    private var dockerFile: FilePath {
        value("DOCKER_CONFIG").map { FilePath($0).appending("config.json") }
            ?? home.appending(".docker/config.json")
    }

    private var files: [FilePath] {
        let named = value("REGISTRY_AUTH_FILE").map { FilePath($0) }
        let runtime = value("XDG_RUNTIME_DIR").map { FilePath($0).appending("containers/auth.json") }
        let config = value("XDG_CONFIG_HOME").map { FilePath($0) } ?? home.appending(".config")
        return [named, runtime, config.appending("containers/auth.json"), dockerFile].compactMap { $0 }
    }

    private var home: FilePath { FilePath(value("HOME") ?? "/") }

    private func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func key(_ registry: String) -> String {
        registry == "docker.io" ? "https://index.docker.io/v1/" : registry
    }

    /// Changes the file's `auths` and keeps all else that is in it.
    private func change(_ body: (inout [String: Any]) -> Void) throws(RegistryError) {
        let path = writtenFile
        do {
            let data = FileManager.default.contents(atPath: path.string) ?? Data()
            var content = data.isEmpty ? [:] : try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
            var auths = content["auths"] as? [String: Any] ?? [:]
            body(&auths)
            content["auths"] = auths
            let text = try JSONSerialization.data(withJSONObject: content, options: [.prettyPrinted, .sortedKeys])
            try UserFile.replace(path, with: Array(text), mode: .ownerReadWrite, isSecret: true)
        } catch let fault as UserFile.Fault {
            let hint = "make it writable, or name another file in 'REGISTRY_AUTH_FILE'"
            throw RegistryError(.credentials, path, "\(fault)", hint: hint)
        } catch {
            throw RegistryError(.credentials, path, "cannot be read: \(error.localizedDescription)")
        }
    }
}
