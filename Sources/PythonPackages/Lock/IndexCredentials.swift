public import HTTPTransfer

/// The user's credentials for package indexes, as `uv` finds them in the environment.
///
/// In the addresses of `UV_INDEX`, `UV_DEFAULT_INDEX`, `UV_INDEX_URL` and `UV_EXTRA_INDEX_URL`, or, for an index with a name,
/// in `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD`. They are given to the origin of the index and to no other.
public struct IndexCredentials: Sendable {
    private var byOrigin: [TransferURL.Origin: TransferCredentials] = [:]

    /// Reads a process's environment; what is no address is passed over, as `uv` tells of it.
    public init(_ variables: [String: String]) {
        for variable in ["UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL"] {
            for entry in (variables[variable] ?? "").split(whereSeparator: \.isWhitespace) {
                add(entry, variables)
            }
        }
    }

    /// The credentials for an address; nil where the user has none for its origin.
    public func credentials(for url: TransferURL) -> TransferCredentials? {
        byOrigin[url.origin]
    }

    /// Adds an index given as `address` or `name=address`.
    private mutating func add(_ entry: Substring, _ variables: [String: String]) {
        let scheme = entry.firstRange(of: "://")?.lowerBound ?? entry.endIndex
        let equals = entry[..<scheme].firstIndex(of: "=")
        let address = equals.map { entry[entry.index(after: $0)...] } ?? entry
        guard let url = try? TransferURL(String(address)) else { return }
        let named = equals.flatMap { Self.named(entry[..<$0], variables) }
        if let found = url.credentials ?? named { byOrigin[url.origin] = found }
    }

    private static func named(_ name: Substring, _ variables: [String: String]) -> TransferCredentials? {
        let key = "UV_INDEX_" + String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        guard let user = variables["\(key)_USERNAME"] else { return nil }
        return TransferCredentials(user: user, password: variables["\(key)_PASSWORD"] ?? "")
    }
}
