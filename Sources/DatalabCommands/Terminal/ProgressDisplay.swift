internal import CommandLines
internal import DatalabBuild
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

    /// What becomes of the lines that stay.
    private let kept: @Sendable (String) -> String?

    private let context: CommandContext
    private let style: Style
    private let state = Mutex(ProgressState())
    private let ticker = Mutex<Task<Void, any Error>?>(nil)

    /// A display.
    ///
    /// - Parameters:
    ///   - style: how progress is shown.
    ///   - context: where.
    ///   - kept: makes a line that stays ready to be shown; nil for one that is not.
    init(_ style: Style, context: CommandContext, kept: @escaping @Sendable (String) -> String? = { $0 }) {
        self.style = style
        self.context = context
        self.kept = kept
        guard style == .live else { return }
        let task = Task { [weak self] in
            while true {
                try await Task.sleep(for: .milliseconds(100))
                self?.draw()
            }
        }
        ticker.withLock { $0 = task }
    }

    /// Takes an event of a build.
    func take(_ event: BuildProgress) {
        state.withLock { state in
            state.take(event, at: ProcessInfo.processInfo.systemUptime)
            let permanent = state.permanentLine(for: event, isPlain: style == .plain, isSilent: style == .none)
            if let line = permanent.flatMap(kept) {
                context.note(style == .live ? "\r\u{1B}[2K\(Self.shortened(line))" : line)
            }
        }
    }

    /// A line without most of its digests, which nobody reads while waiting.
    private static func shortened(_ line: String) -> String {
        line.replacing(#/sha256:([0-9a-f]{12})[0-9a-f]{52}/#) { "sha256:\($0.1)…" }
    }

    /// Ends the display; nothing stays drawn.
    func end() {
        ticker.withLock { $0?.cancel() }
        state.withLock { state in
            if style == .live, !state.isEnded { context.note("\r\u{1B}[2K", terminator: "") }
            state.isEnded = true
        }
    }

    private func draw() {
        state.withLock { state in
            guard !state.isEnded,
                let line = state.liveLine(width: context.width, at: ProcessInfo.processInfo.systemUptime)
            else { return }
            context.note("\r\u{1B}[2K\(line)", terminator: "")
        }
    }
}
