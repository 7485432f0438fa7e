internal import Logging
internal import ServiceLifecycle

/// Writes what was gathered in memory every few seconds, and once more at the end.
struct Flush: Service {
    private let subject: String
    private let logger: Logger
    private let write: @Sendable () async throws -> Void

    private static let interval: Duration = .seconds(5)

    /// A flush.
    ///
    /// - Parameters:
    ///   - subject: what was gathered, for the log.
    ///   - logger: is told what could not be written.
    ///   - write: writes it; keeps what could not be written for the next time.
    init(of subject: String, _ logger: Logger, _ write: @escaping @Sendable () async throws -> Void) {
        self.subject = subject
        self.logger = logger
        self.write = write
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { await flush() }
        }
        // In a task of its own: this one is cancelled.
        await Task { await flush() }.value
    }

    private func flush() async {
        do {
            try await write()
        } catch {
            logger.error("\(subject) could not be written", metadata: ["error": "\(error)"])
        }
    }
}
