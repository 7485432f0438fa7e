internal import ArgumentParser
internal import CommandLines

/// The options of commands whose work takes a while.
struct ProgressOptions: ParsableArguments {
    /// How progress is shown.
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case auto
        case ansi
        case plain
        case none
    }

    @Option(help: "How progress is shown on standard error: auto, ansi (a live line), plain or none.")
    var progress: Choice = .auto

    /// The display the options ask for; `auto` is live on a terminal and plain elsewhere.
    func display(in context: CommandContext) -> ProgressDisplay {
        let style: ProgressDisplay.Style =
            switch progress {
            case .auto: context.isTerminal ? .live : .plain
            case .ansi: .live
            case .plain: .plain
            case .none: .none
            }
        return ProgressDisplay(style, context: context)
    }
}
