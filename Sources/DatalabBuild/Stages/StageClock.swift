internal import Foundation
internal import Reporting

/// What a stage gives: its result, and a line for people on what it did.
struct StageResult<Value> {
    let value: Value
    let summary: String

    init(_ value: Value, _ summary: String) {
        self.value = value
        self.summary = summary
    }
}

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
    ///   - body: the work.
    /// - Returns: the work's result.
    /// - Throws: what the work throws; `CancellationError`.
    func run<Value>(_ name: String, _ body: () async throws -> StageResult<Value>) async throws -> Value {
        try Task.checkCancellation()
        running?.line("\(name) …")
        handler(.stageStarted(name))
        let start = ProcessInfo.processInfo.systemUptime
        let result = try await body()
        let seconds = ProcessInfo.processInfo.systemUptime - start
        times.append(StageTime(stage: name, seconds: (seconds * 1000).rounded() / 1000))
        running?.line("\(name): \(result.summary)")
        handler(.stageEnded(name, seconds: seconds, summary: result.summary))
        return result.value
    }
}
