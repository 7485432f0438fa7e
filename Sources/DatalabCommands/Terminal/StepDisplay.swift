internal import DatalabBuild
internal import Foundation
internal import Reporting
internal import Synchronization

/// Shows work whose steps follow one another, each told by a line when it begins: one line for each, with the time it took.
final class StepDisplay: Sendable {
    private let display: ProgressDisplay
    private let step = Mutex<(name: String, start: Double)?>(nil)

    /// Shows steps.
    ///
    /// - Parameter display: where; it can be ended by ``end()``.
    init(_ display: ProgressDisplay) {
        self.display = display
    }

    /// Takes what work tells of itself.
    func take(_ event: ProgressEvent) {
        guard case .log(let name) = event else { return display.take(.work(event)) }
        endStep()
        step.withLock { $0 = (name, ProcessInfo.processInfo.systemUptime) }
        display.take(.stageStarted(name))
    }

    /// Ends the last step, and the display.
    func end() {
        endStep()
        display.end()
    }

    private func endStep() {
        let ended = step.withLock { step in
            defer { step = nil }
            return step
        }
        guard let ended else { return }
        let seconds = ProcessInfo.processInfo.systemUptime - ended.start
        display.take(.stageEnded(ended.name, seconds: seconds, summary: ""))
    }
}
