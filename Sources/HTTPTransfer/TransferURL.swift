internal import CCurl

/// An absolute `http` or `https` URL, read by libcurl's own parser, so that what is checked is what is connected to.
///
/// A fragment is dropped. A user name and password before the host are kept apart: they are in no text that this type gives.
public struct TransferURL: Sendable, Hashable {
    /// The protocols that are spoken.
    public enum Scheme: String, Sendable, Hashable {
        /// Without encryption.
        case http
        /// With TLS.
        case https
    }

    /// What credentials belong to (RFC 6454): two URLs of one origin differ in path and query only.
    public struct Origin: Sendable, Hashable {
        /// The protocol.
        public let scheme: Scheme
        /// The host in lower case, IPv6 addresses in brackets.
        public let host: String
        /// The port, the protocol's own where the URL names none.
        public let port: Int
    }

    /// The protocol, host and port.
    public let origin: Origin
    /// The path, starting with a slash, percent-encoded as given.
    public let path: String
    /// The user name and password that stood before the host.
    public let credentials: TransferCredentials?
    /// The whole URL without credentials and fragment: what is requested.
    public let text: String
    /// The URL without credentials, query and fragment: what may be shown.
    public let redacted: String

    /// Parses a URL.
    ///
    /// - Parameter text: an absolute URL.
    /// - Throws: `TransferError` with code `invalidURL`.
    public init(_ text: String) throws(TransferError) {
        try self.init(parts: URLParts(text))
    }

    /// Resolves a `Location` header against this URL (RFC 3986, 5.2).
    ///
    /// - Parameter location: an absolute or relative reference.
    /// - Returns: the URL it names.
    /// - Throws: `TransferError` with code `invalidURL`.
    public func resolving(_ location: String) throws(TransferError) -> TransferURL {
        let parts = try URLParts(text)
        try parts.resolve(location)
        return try TransferURL(parts: parts)
    }

    /// Whether the host is this machine: `localhost`, a name below it, 127.0.0.0/8 or ::1.
    public var isLoopback: Bool {
        let host = origin.host
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
    }

    private init(parts: URLParts) throws(TransferError) {
        guard let scheme = parts[CURLUPART_SCHEME].flatMap(Scheme.init(rawValue:)) else {
            throw parts.failure("only 'http' and 'https' URLs are fetched")
        }
        guard let host = parts[CURLUPART_HOST], let port = parts[CURLUPART_PORT].flatMap({ Int($0) }) else {
            throw parts.failure("no host")
        }
        origin = Origin(scheme: scheme, host: host.lowercased(), port: port)
        path = parts[CURLUPART_PATH] ?? "/"
        let user = parts.decoded(CURLUPART_USER)
        let password = parts.decoded(CURLUPART_PASSWORD)
        credentials =
            user == nil && password == nil ? nil : TransferCredentials(user: user ?? "", password: password ?? "")
        for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] { parts.remove(part) }
        text = parts[CURLUPART_URL] ?? ""
        parts.remove(CURLUPART_QUERY)
        redacted = parts[CURLUPART_URL] ?? ""
    }
}

extension TransferURL: CustomStringConvertible {
    /// The redacted form.
    public var description: String { redacted }
}

/// A user name and password for HTTP basic authentication; their description shows neither.
public struct TransferCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The user name.
    public let user: String
    /// The password.
    public let password: String

    /// A user name and password.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// Three stars.
    public var description: String { "***" }

    /// Three stars.
    public var debugDescription: String { description }
}
