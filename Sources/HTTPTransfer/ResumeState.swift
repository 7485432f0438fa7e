/// How far a download is, and what proves that the rest still belongs to it (RFC 9110, 13.1.5 and 14).
struct ResumeState: Sendable {
    /// Bytes the sink has.
    var received: UInt64 = 0
    /// Whether the request under way asked for the rest only.
    private(set) var asked = false
    private var validator: String?

    init() {}

    /// A download whose server cannot resume it; it begins anew.
    init(received: UInt64, isRefused: Bool) {
        self.received = received
    }

    /// A download that begins with this head.
    init(_ head: ResponseHead, of request: TransferRequest) {
        guard request.method == .get, request.headers["Range"] == nil, head.status == 200 else { return }
        guard head.headers["Accept-Ranges"]?.lowercased() != "none" else { return }
        let tag = head.headers["ETag"].flatMap { $0.hasPrefix("\"") ? $0 : nil }
        validator = tag ?? head.headers["Last-Modified"]
    }

    /// Asks for the rest, when there is a beginning and a proof.
    mutating func apply(to plan: inout ExchangePlan) {
        asked = validator != nil && received > 0
        guard asked, let validator else { return }
        plan.headers["Range"] = "bytes=\(received)-"
        plan.headers["If-Range"] = validator
    }

    /// Whether a partial answer starts where the sink ended.
    func continues(_ head: ResponseHead) -> Bool {
        guard let range = head.headers["Content-Range"]?.lowercased(), range.hasPrefix("bytes ") else { return false }
        return range.dropFirst(6).prefix { $0 != "-" } == "\(received)"
    }
}
