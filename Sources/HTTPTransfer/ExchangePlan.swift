/// One request to one server: a redirect or another attempt is another exchange.
struct ExchangePlan: Sendable {
    var method: TransferRequest.Method
    var url: TransferURL
    var headers: HeaderFields
    var body: TransferRequest.Body
    var onSent: (@Sendable (Int) -> Void)?
    var credentials: TransferCredentials?
    var usesNetrc: Bool

    init(_ request: TransferRequest) {
        method = request.method
        url = request.url
        headers = request.headers
        body = request.body
        onSent = request.onSent
        credentials = request.credentials ?? request.url.credentials
        usesNetrc = request.usesNetrc && request.headers["Authorization"] == nil
    }

    /// The exchange a redirect asks for; credentials stay with the origin they were given for.
    ///
    /// - Parameters:
    ///   - status: 301, 302, 303, 307 or 308.
    ///   - target: where to.
    /// - Returns: the next exchange.
    func redirected(_ status: Int, to target: TransferURL) -> ExchangePlan {
        var next = self
        next.url = target
        let becomesGet = status == 303 ? method != .head : (status == 301 || status == 302) && method == .post
        if becomesGet {
            next.method = .get
            next.body = .none
            next.headers["Content-Type"] = nil
        }
        if target.origin != url.origin {
            next.headers = headers.withoutCredentials
            next.credentials = nil
            next.usesNetrc = false
        }
        return next
    }
}
