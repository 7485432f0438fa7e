internal import Foundation
internal import Reporting

/// Runs a build's stages one after the other: times them, tells their progress, and stops between them when cancelled.
final class StageClock {
    private let running: RunningBuild?
    private let handler: BuildProgressHandler
    private(set) var times: [StageTime] = []

    /// A clock that also writes to a build's log, where there is one.
    init(running: RunningBuild?, handler: @escaping BuildProgressHandler) {
        self.running = running
        self.handler = handler
    }

    /// What the work inside stages reports to.
    var progress: ProgressHandler {
        { [running, handler] event in
            switch event {
            case .log(let line): running?.line(line)
            case .warning(let problem): running?.line(problem.description)
            case .amount: break
            }
            handler(.work(event))
        }
    }

    /// Runs one stage.
    ///
    /// - Parameters:
    ///   - name: the stage's name, a verb in its -ing form.
    ///   - body: the work; gives its result and a line for people on what it did.
    /// - Returns: the result.
    /// - Throws: what the work throws; `CancellationError`.
    func run<Result>(_ name: String, _ body: () async throws -> (Result, summary: String)) async throws -> Result {
        try Task.checkCancellation()
        running?.line("\(name) …")
        handler(.stageStarted(name))
        let start = ProcessInfo.processInfo.systemUptime
        let (result, summary) = try await body()
        let seconds = ProcessInfo.processInfo.systemUptime - start
        times.append(StageTime(stage: name, seconds: (seconds * 1000).rounded() / 1000))
        running?.line("\(name): \(summary)")
        handler(.stageEnded(name, seconds: seconds, summary: summary))
        return result
    }
}
