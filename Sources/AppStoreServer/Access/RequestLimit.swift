internal import Foundation
internal import Synchronization

/// How many requests an address may send: a bucket for each that fills at a steady rate (a token bucket).
final class RequestLimit: Sendable {
    private struct Bucket {
        var level: Double
        var at: ContinuousClock.Instant
    }

    /// After so many seconds of quiet an address has its whole burst again.
    private static let burstSeconds = 10.0
    private static let capacity = 50_000

    private let rate: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// A limit of so many requests in a second, of which ten seconds' may come at once.
    init(requestsPerSecond rate: Double) {
        self.rate = rate
    }

    /// Takes one request from an address.
    ///
    /// - Returns: 0 when it may be answered, otherwise in how many seconds it may be sent again.
    func take(_ address: String) -> Int {
        let now = ContinuousClock.now
        let burst = max(1, rate * Self.burstSeconds)
        return buckets.withLock { buckets in
            if buckets.count >= Self.capacity {
                buckets = buckets.filter { now - $0.value.at < .seconds(Self.burstSeconds) }
            }
            // More addresses at once than that come from one who changes them: all begin anew.
            if buckets.count >= Self.capacity { buckets = [:] }
            var bucket = buckets[address] ?? Bucket(level: burst, at: now)
            bucket.level = min(burst, bucket.level + rate * ((now - bucket.at) / .seconds(1)))
            bucket.at = now
            let isTaken = bucket.level >= 1
            if isTaken { bucket.level -= 1 }
            buckets[address] = bucket
            return isTaken ? 0 : max(1, Int(((1 - bucket.level) / rate).rounded(.up)))
        }
    }
}
