/// One HTTP request.
public struct TransferRequest: Sendable {
    /// The methods in use.
    public enum Method: String, Sendable, Hashable {
        /// Asks for content.
        case get = "GET"
        /// Asks for the head of an answer.
        case head = "HEAD"
        /// Sends content to be worked on.
        case post = "POST"
        /// Sends content to be kept.
        case put = "PUT"
        /// Sends a part of content.
        case patch = "PATCH"
        /// Removes content.
        case delete = "DELETE"

        /// Whether content belongs to the method, if only of no bytes (RFC 9110, 8.6).
        var hasContent: Bool { self == .post || self == .put || self == .patch }

        /// Whether a second request has the effect of one (RFC 9110, 9.2.2), so that it may be made again.
        var isIdempotent: Bool { self != .post && self != .patch }
    }

    /// What is sent after the head.
    public enum Body: Sendable, Hashable {
        /// Nothing.
        case none
        /// Bytes in memory.
        case bytes([UInt8])
        /// A part of a file, read while it is sent.
        case file(TransferFile)
    }

    /// The method.
    public var method: Method
    /// What is asked for.
    public var url: TransferURL
    /// Header fields; those with credentials go to the URL's own origin only.
    public var headers: HeaderFields
    /// What is sent.
    public var body: Body
    /// Told of the bytes of a body as they are sent, from any thread; those of a repeated attempt are told again.
    public var onSent: (@Sendable (Int) -> Void)?
    /// Whether the request may be made again by itself, as far as its method allows it.
    public var isRepeatable: Bool
    /// A user name and password for the URL's own origin, before those in the URL.
    public var credentials: TransferCredentials?
    /// Whether a netrc file may supply credentials when the request has none (`$NETRC` or `~/.netrc`).
    public var usesNetrc: Bool
    /// Whether plain `http` may go to another machine.
    public var allowsPlainHTTP: Bool
    /// The content's exact size in bytes, where it is known: anything else fails.
    public var expectedSize: UInt64?
    /// The most bytes of content that are taken: more fails.
    public var sizeLimit: UInt64

    /// A request without a body.
    public init(
        _ method: Method = .get,
        _ url: TransferURL,
        headers: HeaderFields = HeaderFields(),
        expectedSize: UInt64? = nil,
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = .none
        self.isRepeatable = true
        self.credentials = nil
        self.usesNetrc = true
        self.allowsPlainHTTP = false
        self.expectedSize = expectedSize
        self.sizeLimit = .max
    }
}

/// The head of the final answer to a request.
public struct TransferResponse: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The answer's header fields.
    public let headers: HeaderFields
    /// Where the answer came from, after redirects.
    public let url: TransferURL

    /// Whether the status is one of 200 to 299.
    public var isSuccess: Bool { (200...299).contains(status) }
}
