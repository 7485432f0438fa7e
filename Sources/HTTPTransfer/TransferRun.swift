internal import CCurl

/// One request of a caller's through all its attempts and redirects.
struct TransferRun<Sink: TransferSink> {
    private let request: TransferRequest
    private let sink: Sink
    private let session: TransferSession
    private let acceptsEveryStatus: Bool
    private let start = ContinuousClock.now
    private var resume = ResumeState()
    private var attempts = 0
    private var failuresInARow = 0

    /// A failed attempt: what to tell, and whether another one may succeed.
    private struct AttemptFailure: Error {
        let error: TransferError
        var mayPass = false
        var serverWait: Duration?
    }

    init(_ request: TransferRequest, sink: Sink, session: TransferSession, acceptsEveryStatus: Bool) {
        self.request = request
        self.sink = sink
        self.session = session
        self.acceptsEveryStatus = acceptsEveryStatus
    }

    /// Makes attempts until one succeeds or none is left.
    mutating func finish() async throws -> TransferResponse {
        guard request.headers.areSendable else {
            throw failure(.protocolError, "a header field that cannot be sent")
        }
        while true {
            let before = resume.received
            do {
                attempts += 1
                return try await attempt()
            } catch let failed as AttemptFailure {
                failuresInARow = resume.received >= before + Self.progressThatCounts ? 1 : failuresInARow + 1
                guard failed.mayPass, let wait = nextWait(failed) else {
                    var error = failed.error
                    error.attempts = attempts
                    throw error
                }
                try await Task.sleep(for: wait)
            }
        }
    }

    /// An attempt that brought this many bytes is not one of those that are counted.
    private static var progressThatCounts: UInt64 { 1 << 20 }

    private func nextWait(_ failed: AttemptFailure) -> Duration? {
        let wait = session.options.retries.wait(
            afterFailures: failuresInARow,
            serverWait: failed.serverWait,
            jitter: Double.random(in: 0...1),
        )
        return wait.flatMap { $0 < timeLeft ? $0 : nil }
    }

    private var timeLeft: Duration { session.options.totalTimeout - (ContinuousClock.now - start) }

    /// One request, with redirects, and its content into the sink.
    private mutating func attempt() async throws -> TransferResponse {
        var plan = ExchangePlan(request)
        resume.apply(to: &plan)
        for _ in 0...session.options.redirectLimit {
            try checkAllowed(plan.url)
            guard timeLeft > .zero else { throw AttemptFailure(error: failure(.timeout, "no answer in time")) }
            let exchange = Exchange(plan, options: session.options, timeLeft: timeLeft)
            session.engine.add(exchange)
            defer { session.engine.remove(exchange) }
            let head = try await awaitHead(exchange, plan)
            if let target = try redirectTarget(head, plan) {
                plan = try redirected(plan, head.status, to: target)
                continue
            }
            try await deliver(head, of: exchange, plan)
            return TransferResponse(status: head.status, headers: head.headers, url: plan.url)
        }
        throw AttemptFailure(error: failure(.redirect, "more than \(session.options.redirectLimit) redirects"))
    }

    private func awaitHead(_ exchange: Exchange, _ plan: ExchangePlan) async throws -> ResponseHead {
        let (head, ending) = try await exchange.awaitHead()
        if let head { return head }
        guard let ending, ending.code != CURLE_OK else {
            throw AttemptFailure(error: failure(.protocolError, "an answer without a head"), mayPass: mayRepeat)
        }
        throw attemptFailure(ending, plan)
    }

    /// Where the answer sends the request, if it does; https never to http, and http to other machines only if allowed.
    private func redirectTarget(_ head: ResponseHead, _ plan: ExchangePlan) throws -> TransferURL? {
        guard [301, 302, 303, 307, 308].contains(head.status), let location = head.headers["Location"] else {
            return nil
        }
        let target: TransferURL
        do {
            target = try plan.url.resolving(location)
        } catch {
            throw AttemptFailure(
                error: failure(.redirect, "a redirect to a URL that cannot be followed: \(error.detail)")
            )
        }
        guard target.credentials == nil else {
            throw AttemptFailure(
                error: failure(.redirect, "a redirect to a URL with a user name, at '\(target.origin.host)'")
            )
        }
        guard plan.url.origin.scheme == .http || target.origin.scheme == .https else {
            throw AttemptFailure(
                error: failure(.redirect, "a redirect from 'https' to 'http' at '\(target.origin.host)'")
            )
        }
        return target
    }

    /// The exchange that a redirect asks for; what is sent, as a form with a password in it may be, stays with the origin it is for.
    private func redirected(_ plan: ExchangePlan, _ status: Int, to target: TransferURL) throws -> ExchangePlan {
        let next = plan.redirected(status, to: target)
        guard target.origin == plan.url.origin || next.body == .none else {
            let detail =
                "the server wants what was sent to go to another server, '\(target.origin.host):\(target.origin.port)'"
            throw AttemptFailure(error: failure(.foreignBody, detail))
        }
        return next
    }

    private func checkAllowed(_ url: TransferURL) throws {
        guard url.origin.scheme == .https || url.isLoopback || request.allowsPlainHTTP else {
            throw AttemptFailure(error: failure(.plainHTTP, "'\(url.origin.host)' would be reached without encryption"))
        }
    }

    /// Decides by the status what becomes of the content, and takes it.
    private mutating func deliver(_ head: ResponseHead, of exchange: Exchange, _ plan: ExchangePlan) async throws {
        if RetryPolicy.isTemporary(head.status), mayRepeat || head.status == 429 && request.isRepeatable {
            let serverWait = RetryAfter.wait(head.headers["Retry-After"])
            let failed = AttemptFailure(error: statusFailure(head.status), mayPass: true, serverWait: serverWait)
            failuresInARow += 1
            let isLast = nextWait(failed) == nil
            failuresInARow -= 1
            guard isLast, acceptsEveryStatus else { throw failed }
        }
        let isSuccess = (200...299).contains(head.status)
        if resume.asked, head.status == 416 || head.status == 206 && !resume.continues(head) {
            resume = ResumeState(received: resume.received, isRefused: true)
            throw AttemptFailure(error: failure(.protocolError, "the download could not be resumed"), mayPass: true)
        }
        guard isSuccess || acceptsEveryStatus else { throw AttemptFailure(error: statusFailure(head.status)) }
        if !(resume.asked && head.status == 206) { try await beginContent(head) }
        try checkAnnouncedSize(head)
        try await takeContent(of: exchange, plan)
    }

    private mutating func beginContent(_ head: ResponseHead) async throws {
        resume = ResumeState(head, of: request)
        try await sink.begin()
    }

    private func checkAnnouncedSize(_ head: ResponseHead) throws {
        guard request.method != .head, let announced = head.headers["Content-Length"].flatMap(UInt64.init) else {
            return
        }
        let (whole, isTooLarge) = resume.received.addingReportingOverflow(announced)
        try checkSize(isTooLarge ? .max : whole, isWhole: true)
    }

    private mutating func takeContent(of exchange: Exchange, _ plan: ExchangePlan) async throws {
        while true {
            let piece = try await exchange.takeContent()
            if piece.wasPaused { session.engine.resume(exchange) }
            if !piece.bytes.isEmpty {
                try checkSize(resume.received + UInt64(piece.bytes.count), isWhole: false)
                try await sink.write(piece.bytes)
                resume.received += UInt64(piece.bytes.count)
            }
            guard let ending = piece.ending else { continue }
            guard ending.code == CURLE_OK else { throw attemptFailure(ending, plan) }
            return try checkSize(resume.received, isWhole: true)
        }
    }

    private func checkSize(_ size: UInt64, isWhole: Bool) throws {
        if let expected = request.expectedSize, isWhole ? size != expected : size > expected, request.method != .head {
            let found = isWhole ? "\(size)" : "more"
            throw AttemptFailure(error: failure(.size, "got \(found) bytes, expected \(expected)"))
        }
        guard size > request.sizeLimit else { return }
        throw AttemptFailure(error: failure(.size, "more than the allowed \(request.sizeLimit) bytes"))
    }

    private var mayRepeat: Bool { request.method.isIdempotent && request.isRepeatable }

    private func attemptFailure(_ ending: Exchange.Ending, _ plan: ExchangePlan) -> AttemptFailure {
        let fault = TransferFault(ending.code)
        let detail = "\(ending.explanation) [\(plan.url.origin.host)]"
        return AttemptFailure(
            error: failure(fault.code, detail),
            mayPass: fault.mayPass && (mayRepeat || !fault.requestMayHaveArrived && request.isRepeatable),
        )
    }

    private func statusFailure(_ status: Int) -> TransferError {
        failure(.status(status), "the server answered \(status)")
    }

    private func failure(_ code: TransferError.Code, _ detail: String) -> TransferError {
        TransferError(code, url: request.url.redacted, detail: detail, attempts: attempts)
    }
}
