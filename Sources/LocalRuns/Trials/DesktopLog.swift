internal import Synchronization

/// What a desktop's log says of the program that it begins with.
final class DesktopLog: Sendable {
    private struct State {
        var started: ContinuousClock.Instant?
        var failure: String?
    }

    private let state = Mutex(State())

    /// How long a program must stay to count as one that stays.
    private static let time = Duration.seconds(5)

    /// Takes a line of the log.
    func take(_ line: String) {
        state.withLock { state in
            if line.hasPrefix("datalab: starting '"), state.started == nil { state.started = .now }
            guard line.hasPrefix("datalab: '"), line.hasSuffix("; the desktop's menu starts it again") else { return }
            let said = line.dropFirst("datalab: ".count)
            state.failure = state.failure ?? "the desktop's program ended by itself: \(said)"
        }
    }

    /// Waits whether the program stays.
    ///
    /// - Returns: why it did not; nil when it did, or when there is none.
    /// - Throws: `CancellationError`.
    func failure() async throws -> String? {
        guard let started = state.withLock({ $0.started }) else { return nil }
        while state.withLock({ $0.failure }) == nil, ContinuousClock.now < started + Self.time {
            try await Task.sleep(for: .milliseconds(100))
        }
        return state.withLock { $0.failure }
    }
}
