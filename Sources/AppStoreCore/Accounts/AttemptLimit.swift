package import Foundation

/// Slows down guessing: after a few wrong attempts each further one makes the next wait twice as long.
///
/// A value without a clock of its own; the time is passed in.
package struct AttemptLimit: Sendable {
    /// How much is let through.
    package struct Rule: Sendable, Hashable {
        /// So many wrong attempts cost nothing.
        package var freeAttempts: Int
        /// What the first attempt after those waits, in seconds.
        package var firstWait: Int
        /// What an attempt waits at most, in seconds.
        package var longestWait: Int
        /// After so many seconds without an attempt all is forgotten.
        package var memory: Int

        /// A rule.
        package init(freeAttempts: Int, firstWait: Int, longestWait: Int, memory: Int) {
            self.freeAttempts = freeAttempts
            self.firstWait = firstWait
            self.longestWait = longestWait
            self.memory = memory
        }

        /// For one user: five free attempts, then from a second to 15 minutes.
        package static let user = Rule(freeAttempts: 5, firstWait: 1, longestWait: 900, memory: 3600)
        /// For one address, which many users may share: 30 free attempts.
        package static let address = Rule(freeAttempts: 30, firstWait: 1, longestWait: 900, memory: 3600)
    }

    private struct Entry {
        var failures = 0
        var last: Date
    }

    private let rule: Rule
    private let capacity: Int
    private var entries: [String: Entry] = [:]

    /// A limit without any attempts.
    ///
    /// - Parameters:
    ///   - rule: how much is let through.
    ///   - capacity: so many keys are remembered at most; the longest quiet are forgotten first.
    package init(_ rule: Rule, capacity: Int = 50_000) {
        self.rule = rule
        self.capacity = capacity
    }

    /// The seconds that the next attempt has to wait; 0 when it may be made.
    package func wait(for key: String, at now: Date) -> Int {
        guard let entry = entries[key], now.timeIntervalSince(entry.last) < Double(rule.memory) else { return 0 }
        let excess = entry.failures - rule.freeAttempts
        guard excess >= 0 else { return 0 }
        let wait = excess >= 20 ? rule.longestWait : min(rule.longestWait, rule.firstWait << excess)
        return max(0, Int((Double(wait) - now.timeIntervalSince(entry.last)).rounded(.up)))
    }

    /// Notes a wrong attempt.
    package mutating func failed(_ key: String, at now: Date) {
        var entry = entries[key] ?? Entry(last: now)
        if now.timeIntervalSince(entry.last) >= Double(rule.memory) { entry.failures = 0 }
        entry.failures += 1
        entry.last = now
        entries[key] = entry
        if entries.count > capacity { shrink() }
    }

    /// Forgets the wrong attempts after a right one.
    package mutating func succeeded(_ key: String) {
        entries[key] = nil
    }

    /// Takes one attempt back that was noted before it was known to be right.
    package mutating func takeBack(_ key: String) {
        guard var entry = entries[key] else { return }
        entry.failures -= 1
        entries[key] = entry.failures > 0 ? entry : nil
    }

    /// Forgets a tenth at once: not at every attempt.
    private mutating func shrink() {
        let oldest = entries.sorted { $0.value.last < $1.value.last }.prefix(max(1, capacity / 10))
        for (key, _) in oldest { entries[key] = nil }
    }
}
