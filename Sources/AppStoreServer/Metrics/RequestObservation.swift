internal import Hummingbird
internal import Logging
internal import Metrics
internal import Synchronization

/// Counts and times requests by route and status, and logs those that change something or fail.
final class RequestObservation: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Instruments {
        let requests: Counter
        let duration: Metrics.Timer
        let bytes: Counter
    }

    private let factory: any MetricsFactory
    private let address: PublicAddress
    private let instruments = Mutex<[Key: Instruments]>([:])

    init(factory: any MetricsFactory, address: PublicAddress) {
        self.address = address
        self.factory = factory
    }

    /// Notes an answer whose body is still to be sent.
    func observe(
        _ response: Response,
        to request: Request,
        route: String,
        since began: ContinuousClock.Instant,
        _ context: ServiceContext
    ) -> Response {
        let key = Key(method: Self.name(of: request.method), route: route, status: response.status.code)
        let instruments = instruments(for: key)
        let duration = ContinuousClock.now - began
        instruments.requests.increment()
        instruments.duration.recordNanoseconds(Int64(duration / .nanoseconds(1)))
        instruments.bytes.increment(by: response.body.contentLength ?? 0)
        let level: Logger.Level =
            switch (response.status.code, request.method) {
            case (500..., _): .error
            case (_, .get), (_, .head): .debug
            default: .info
            }
        context.logger.log(
            level: level,
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path)",
                "status": "\(response.status.code)", "milliseconds": "\(duration / .milliseconds(1))",
                "address": "\(address.client(of: request, context.channel))",
                "user": "\(context.identity.name ?? "-")",
            ]
        )
        return response
    }

    /// A method's name; those that no route has share one, so that nobody can make as many series as they like.
    private static func name(of method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "other"
    }

    private func instruments(for key: Key) -> Instruments {
        instruments.withLock { known in
            if let found = known[key] { return found }
            let dimensions = [("method", key.method), ("route", key.route), ("status", "\(key.status)")]
            let made = Instruments(
                requests: Counter(label: "appstore_requests_total", dimensions: dimensions, factory: factory),
                duration: Metrics.Timer(label: "appstore_request_seconds", dimensions: dimensions, factory: factory),
                bytes: Counter(label: "appstore_answered_bytes_total", dimensions: dimensions, factory: factory)
            )
            known[key] = made
            return made
        }
    }
}
