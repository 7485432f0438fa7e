/// Says why a build failed: a limit, or what its log tells, with the next step where the cause is a known one.
struct BuildFailureReport {
    /// What failed, in words: `the build of 'fbpca'`.
    let subject: String
    let limits: BoxLimits
    let result: BoxResult
    /// The next step for a log; nil when nothing in it is known.
    var hint: ([String]) -> String? = BuildHints.hint

    /// How many lines of the log are part of the error.
    private static let shownLines = 12

    var error: SourceBuildError {
        let lines = result.lines.filter { !$0.allSatisfy(\.isWhitespace) }
        if let limit = result.limit {
            return SourceBuildError(
                .limit(limit),
                "\(subject) was ended: it used more than \(limits.shown(limit))" + tail(lines, 3),
                hint: Self.hint(for: limit),
            )
        }
        let hint = hint(lines) ?? "'datalab builds log' shows all of it"
        return SourceBuildError(
            .failed,
            "\(subject) ended with status \(result.status)" + tail(lines, Self.shownLines),
            hint: hint,
        )
    }

    private func tail(_ lines: [String], _ count: Int) -> String {
        lines.isEmpty ? "" : ":\n" + lines.suffix(count).map { "  \($0)" }.joined(separator: "\n")
    }

    private static func hint(for limit: BoxLimits.Name) -> String {
        switch limit {
        case .time: "give it more time with '--box-time'"
        case .memory: "give it more with '--box-memory'"
        case .processes: "give it more with '--box-processes'"
        case .disk: "give it more with '--box-disk'"
        case .log, .answer: "no honest build gives so much; report it to the authors"
        }
    }
}
