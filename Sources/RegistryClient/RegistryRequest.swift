internal import HTTPTransfer

/// A request to a registry.
struct RegistryRequest: Sendable {
    /// Where it goes.
    enum Target: Sendable {
        /// A path below `/v2/`.
        case path(String)
        /// A place the registry named.
        case url(TransferURL)
    }

    var method: TransferRequest.Method
    var target: Target
    var scopes: [Scope]
    var headers = HeaderFields()
    var body = TransferRequest.Body.none
    var onSent: (@Sendable (Int) -> Void)?
    /// Whether it may be made again by itself after a failure that may pass.
    var isRepeatable = true
    /// The most bytes of an answer that are taken.
    var limit: UInt64 = 1 << 20

    init(_ method: TransferRequest.Method, _ path: String, scopes: [Scope]) {
        self.init(method, .path(path), scopes: scopes)
    }

    init(_ method: TransferRequest.Method, _ target: Target, scopes: [Scope]) {
        self.method = method
        self.target = target
        self.scopes = scopes
    }
}
