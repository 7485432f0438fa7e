/// Makes HTTP requests over kept connections, several at once; safe to use from any task.
///
/// Connections use HTTP/2 where the server speaks it. Proxies come from the environment (`https_proxy`, `no_proxy` …),
/// trusted certificates from the system or from `CURL_CA_BUNDLE`, `SSL_CERT_FILE` and `SSL_CERT_DIR`.
/// Failures that may pass are tried again, redirects are followed within the rules of ``TransferRequest``.
/// Cancelling the task ends its request at once.
public final class TransferSession: Sendable {
    /// The session's options.
    public let options: TransferOptions
    let engine: TransferEngine
    private let limiter: TransferLimiter

    /// A session with its own connections.
    public init(_ options: TransferOptions = TransferOptions()) {
        self.options = options
        engine = TransferEngine(parallelTransfers: options.parallelTransfers)
        limiter = TransferLimiter(options.parallelTransfers)
    }

    deinit {
        engine.close()
    }

    /// Makes a request and streams the content of a successful answer into a sink.
    ///
    /// A download that was cut goes on where it stopped when the server can prove that the content is the same (an
    /// `ETag` or a date, with `If-Range`); otherwise it begins anew and the sink's `begin` is called again.
    ///
    /// - Parameters:
    ///   - request: what to fetch.
    ///   - sink: where the content goes.
    /// - Returns: the head of the answer.
    /// - Throws: `TransferError` (code `status` for an answer other than 200 to 299), the sink's own errors,
    ///   `CancellationError`.
    public func download(_ request: TransferRequest, to sink: some TransferSink) async throws -> TransferResponse {
        try await limiter.run {
            var run = TransferRun(request, sink: sink, session: self, acceptsEveryStatus: false)
            return try await run.finish()
        }
    }

    /// Makes a request and gives the answer whole, whatever its status.
    ///
    /// Temporary statuses (408, 425, 429, 5xx) are tried again first.
    ///
    /// - Parameters:
    ///   - request: what to ask.
    ///   - limit: the most bytes of content that are taken.
    /// - Returns: the head of the answer and its content.
    /// - Throws: `TransferError` for anything but an answer; `CancellationError`.
    public func send(
        _ request: TransferRequest,
        limit: UInt64 = 16 << 20,
    ) async throws -> (response: TransferResponse, content: [UInt8]) {
        var request = request
        request.sizeLimit = min(request.sizeLimit, limit)
        let sink = MemorySink()
        let bounded = request
        let response = try await limiter.run {
            var run = TransferRun(bounded, sink: sink, session: self, acceptsEveryStatus: true)
            return try await run.finish()
        }
        return (response, await sink.bytes)
    }
}

/// Keeps content in memory.
private actor MemorySink: TransferSink {
    private(set) var bytes: [UInt8] = []

    func begin() { bytes = [] }
    func write(_ piece: [UInt8]) { bytes += piece }
}
