internal import SystemPackage

/// What of the user's environment the resolver gets: network, certificates, credentials and indexes.
///
/// Nothing that changes how it works otherwise.
public struct ResolverEnvironment: Sendable, Hashable {
    /// The variables.
    let variables: [String: String]

    private static let general: Set<String> = [
        "PATH", "HOME", "TMPDIR", "USER", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "NETRC",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR", "SSL_CLIENT_CERT", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy",
        "https_proxy",
        "all_proxy", "no_proxy", "DBUS_SESSION_BUS_ADDRESS",
    ]
    /// What decides the answer, and so belongs to a lock's key.
    private static let deciding: Set<String> = [
        "UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_INDEX_STRATEGY",
        "UV_EXCLUDE_NEWER",
    ]
    private static let access: Set<String> = [
        "UV_CACHE_DIR", "UV_KEYRING_PROVIDER", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "UV_HTTP_TIMEOUT", "UV_HTTP_RETRIES",
        "UV_INSECURE_HOST", "UV_OFFLINE", "UV_CONCURRENT_DOWNLOADS", "UV_CREDENTIALS_DIR",
    ]

    /// Chooses from a process's environment.
    public init(_ variables: [String: String]) {
        self.variables = variables.filter { name, _ in
            Self.general.contains(name) || Self.deciding.contains(name) || Self.access.contains(name)
                || (name.hasPrefix("UV_INDEX_") && (name.hasSuffix("_USERNAME") || name.hasSuffix("_PASSWORD")))
        }
    }

    /// The variables with the programs of one folder in reach, and with a keyring's: `uv` fetches nothing with `git` behind our
    /// back.
    func withPrograms(of folder: FilePath) -> [String: String] {
        guard variables["UV_KEYRING_PROVIDER"] == nil else { return variables }
        return variables.merging(["PATH": folder.string]) { $1 }
    }

    /// Where a stand-in for an interpreter lasts as long as what `uv` remembers of it; nil where `uv` remembers nothing of ours.
    var standIns: FilePath? {
        variables["UV_CACHE_DIR"].map { FilePath($0) }.flatMap { $0.isAbsolute ? $0.appending("datalab-python") : nil }
    }

    /// The variables that decide the answer, sorted, without credentials.
    var decidingTexts: [String] {
        variables.filter { Self.deciding.contains($0.key) }
            .map { "\($0.key)=\(Credentials.removed(from: $0.value))" }
            .sorted()
    }

    /// The addresses of the indexes, in the order in which `uv` asks them: first the extra ones.
    package func indexes(_ options: IndexOptions) -> [String] {
        let extra = [variables["UV_INDEX"], variables["UV_EXTRA_INDEX_URL"]].compactMap { $0 }
        let named = extra.flatMap { $0.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1).last ?? $0 } }
        let base = options.defaultIndex ?? variables["UV_DEFAULT_INDEX"] ?? variables["UV_INDEX_URL"]
        let last = base.map { String($0.split(separator: "=", maxSplits: 1).last ?? "") } ?? "https://pypi.org/simple"
        let all = options.extraIndexes + named.map(String.init) + (options.usesNoIndex ? [] : [last])
        return all.filter { $0.contains("://") }
    }
}
