internal import CommandLines
package import DatalabBuild
internal import Reporting

/// What is known of a build's progress; its lines are pure functions of it, the width and the time.
package struct ProgressState: Sendable {
    /// Whether nothing more is to be drawn.
    package var isEnded = false
    package init() {}

    private var stage: (name: String, start: Double)?
    private var amount: (task: String, done: UInt64, total: UInt64?, unit: ProgressEvent.Unit)?
    private var lastLog = ""

    /// Takes an event in; `time` is in seconds of any steady clock.
    package mutating func take(_ event: BuildProgress, at time: Double) {
        switch event {
        case .stageStarted(let name):
            stage = (name, time)
            amount = nil
            lastLog = ""
        case .stageEnded:
            stage = nil
        case .work(.amount(let task, let done, let total, let unit)):
            amount = (task, done, total, unit)
        case .work(.log(let line)):
            lastLog = line
            // What is all there is not what goes on any more.
            if let done = amount, let total = done.total, done.done >= total { amount = nil }
        case .buildStarted, .work(.warning):
            break
        }
    }

    /// The line that stays for an event, if it has one.
    package func permanentLine(for event: BuildProgress, isPlain: Bool, isSilent: Bool) -> String? {
        switch event {
        case .work(.warning(let problem)): problem.description
        case .stageEnded(let name, let seconds, let summary) where !isSilent:
            [name, summary, Wording.seconds(seconds)].filter { !$0.isEmpty }.joined(separator: "  ")
        case .stageStarted(let name) where isPlain: "\(name) …"
        default: nil
        }
    }

    /// The line that is drawn over while a stage goes on, cut to the width; nil between stages.
    package func liveLine(width: Int, at time: Double) -> String? {
        guard let stage else { return nil }
        var parts = ["\(stage.name) …"]
        if let amount { parts.append(Self.text(of: amount)) } else if !lastLog.isEmpty { parts.append(lastLog) }
        parts.append(Wording.seconds(time - stage.start))
        let (line, room) = (parts.joined(separator: "  "), max(width - 1, 10))
        return line.count <= room ? line : "\(line.prefix(room - 1))…"
    }

    private static func text(
        of amount: (task: String, done: UInt64, total: UInt64?, unit: ProgressEvent.Unit)
    ) -> String {
        let show = { (count: UInt64) in amount.unit == .bytes ? Wording.bytes(count) : "\(count)" }
        guard let total = amount.total, total > 0 else { return "\(amount.task) \(show(amount.done))" }
        return "\(amount.task) \(show(amount.done)) of \(show(total)) (\(min(amount.done * 100 / total, 100)) %)"
    }
}
