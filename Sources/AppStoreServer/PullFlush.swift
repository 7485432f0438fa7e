internal import AppStoreCore
internal import Logging
internal import ServiceLifecycle

/// Writes the counted pulls every few seconds, and once more at the end.
struct PullFlush: Service {
    let pulls: PullCounter
    let logger: Logger

    private static let interval: Duration = .seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { await flush() }
        }
        // In a task of its own: this one is cancelled.
        await Task { await flush() }.value
    }

    private func flush() async {
        do {
            try await pulls.flush()
        } catch {
            logger.error("pulls could not be counted", metadata: ["error": "\(error)"])
        }
    }
}
