internal import DatalabBuild
internal import Dispatch
internal import Foundation
internal import Reporting
internal import Synchronization

/// Shows a build's progress on standard error: a live line on a terminal, plain lines elsewhere.
final class ProgressDisplay: Sendable {
    /// How progress is shown.
    enum Style: Sendable {
        /// One line that is drawn over, and a line for each stage that has ended.
        case live
        /// A line for each stage that starts or ends.
        case plain
        /// Nothing but warnings.
        case none
    }

    private let context: CommandContext
    private let style: Style
    private let state = Mutex(ProgressState())
    private let timer: (any DispatchSourceTimer)?

    init(_ style: Style, context: CommandContext) {
        self.style = style
        self.context = context
        guard style == .live else {
            timer = nil
            return
        }
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
        self.timer = timer
        timer.schedule(deadline: .now() + 0.1, repeating: 0.1)
        timer.setEventHandler { [weak self] in self?.draw() }
        timer.resume()
    }

    /// Takes an event of a build.
    func take(_ event: BuildProgress) {
        state.withLock { state in
            state.take(event, at: ProcessInfo.processInfo.systemUptime)
            if let line = state.permanentLine(for: event, isPlain: style == .plain, isSilent: style == .none) {
                context.note(style == .live ? "\r\u{1B}[2K\(line)" : line)
            }
        }
    }

    /// Ends the display; nothing stays drawn.
    func end() {
        timer?.cancel()
        state.withLock { state in
            if style == .live, !state.isEnded { context.note("\r\u{1B}[2K", terminator: "") }
            state.isEnded = true
        }
    }

    private func draw() {
        state.withLock { state in
            guard !state.isEnded, let line = state.liveLine(width: context.width, at: ProcessInfo.processInfo.systemUptime)
            else { return }
            context.note("\r\u{1B}[2K\(line)", terminator: "")
        }
    }
}
