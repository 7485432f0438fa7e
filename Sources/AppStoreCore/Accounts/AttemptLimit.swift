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
        /// In so many seconds half of the wrong attempts are forgotten.
        package var halfLife: Double

        /// A rule.
        package init(freeAttempts: Int, firstWait: Int, longestWait: Int, halfLife: Double) {
            self.freeAttempts = freeAttempts
            self.firstWait = firstWait
            self.longestWait = longestWait
            self.halfLife = halfLife
        }

        /// For one user at one address: five free attempts, then from a second to 15 minutes.
        package static let pair = Rule(freeAttempts: 5, firstWait: 1, longestWait: 900, halfLife: 600)
        /// For one user from everywhere, of whom many addresses guess.
        package static let user = Rule(freeAttempts: 100, firstWait: 1, longestWait: 60, halfLife: 600)
        /// For one address, which many users may share, and which guesses of many users.
        package static let address = Rule(freeAttempts: 100, firstWait: 1, longestWait: 60, halfLife: 120)
    }

    private struct Entry {
        /// The wrong attempts as of the last of them, those before it decayed.
        var failures: Double
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
        guard let entry = entries[key] else { return 0 }
        // What counts is how many there were at the last one: a wait that shrank while it lasts could not be told.
        let excess = Int(entry.failures.rounded()) - rule.freeAttempts
        guard excess >= 0 else { return 0 }
        let wait = excess >= 20 ? rule.longestWait : min(rule.longestWait, rule.firstWait << excess)
        let rest = (Double(wait) - now.timeIntervalSince(entry.last)).rounded(.up)
        return Int(min(max(rest, 0), Double(rule.longestWait)))
    }

    /// Notes a wrong attempt.
    package mutating func failed(_ key: String, at now: Date) {
        var entry = entries[key] ?? Entry(failures: 0, last: now)
        entry.failures = decayed(entry, at: now) + 1
        entry.last = now
        entries[key] = entry
        if entries.count > capacity { shrink() }
    }

    private func decayed(_ entry: Entry, at now: Date) -> Double {
        entry.failures * exp2(-max(0, now.timeIntervalSince(entry.last)) / rule.halfLife)
    }

    /// Forgets the wrong attempts after a right one.
    package mutating func succeeded(_ key: String) {
        entries[key] = nil
    }

    /// Takes one attempt back that was noted before it was known to be right.
    package mutating func takeBack(_ key: String) {
        guard var entry = entries[key] else { return }
        entry.failures -= 1
        entries[key] = entry.failures > 0.01 ? entry : nil
    }

    /// Forgets a tenth at once: not at every attempt.
    private mutating func shrink() {
        let oldest = entries.sorted { $0.value.last < $1.value.last }.prefix(max(1, capacity / 10))
        for (key, _) in oldest { entries[key] = nil }
    }
}
