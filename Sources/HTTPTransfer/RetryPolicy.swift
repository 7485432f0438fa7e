/// When a failed request is made again: exponential waits with full jitter, or what the server asks for.
public struct RetryPolicy: Sendable {
    /// How often a request is made in all; attempts that brought content forward are not counted.
    public var attempts = 5
    /// The longest first wait; each further one may be twice as long.
    public var firstWait: Duration = .milliseconds(500)
    /// The longest wait of our own choosing.
    public var longestWait: Duration = .seconds(20)
    /// The longest wait a server may ask for; a longer one fails at once.
    public var longestServerWait: Duration = .seconds(120)

    /// The usual policy.
    public init() {}

    /// How long to wait before the next attempt; nil when there is none.
    ///
    /// - Parameters:
    ///   - failures: attempts that failed in a row, from 1.
    ///   - serverWait: what a `Retry-After` header asked for.
    ///   - jitter: a random number from 0 to 1.
    /// - Returns: the wait.
    package func wait(afterFailures failures: Int, serverWait: Duration?, jitter: Double) -> Duration? {
        guard failures < attempts else { return nil }
        if let serverWait, serverWait > longestServerWait { return nil }
        let doubled = firstWait * (1 << min(failures - 1, 20))
        let own = min(doubled, longestWait) * jitter
        return max(own, serverWait ?? .zero)
    }

    /// Whether a status may be another one later (RFC 9110, 15; RFC 6585).
    static func isTemporary(_ status: Int) -> Bool {
        status == 408 || status == 425 || status == 429
            || (500...599).contains(status) && status != 501 && status != 505
    }
}
