internal import Synchronization

/// The end of a container: can be looked at, and waited for.
final class ContainerEnd: Sendable {
    /// The status, where it is known, or why the engine's program failed.
    typealias Outcome = Result<Int32?, any Error>

    private final class State: Sendable {
        let outcome = Mutex<Outcome?>(nil)
    }

    private let state = State()
    private let task: Task<Outcome, Never>

    /// Runs what ends when the container does.
    init(_ body: @escaping @Sendable () async throws -> Int32?) {
        task = Task { [state] in
            let outcome: Outcome
            do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
            state.outcome.withLock { $0 = outcome }
            return outcome
        }
    }

    /// How it ended; nil while it goes on.
    var outcome: Outcome? { state.outcome.withLock { $0 } }

    /// Waits for the end; a cancelled task waits too.
    ///
    /// - Returns: how it ended.
    func wait() async -> Outcome { await task.value }

    /// Ends the engine's program.
    func cancel() { task.cancel() }
}
