public import Reporting

/// Why a helper program could not do its work.
public struct ToolFailure: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: Sendable, Hashable {
        /// The program is not installed where it was looked for.
        case missing
        /// The program could not be started.
        case notStarted
        /// The program ended with an exit status other than 0, or by a signal.
        case failed(status: Int32)
    }

    /// What went wrong.
    public let code: Code
    /// The program's name.
    public let tool: String
    /// The last lines the program wrote to standard error, or the system's reason.
    public let detail: String
    /// One next step.
    public let hint: String?

    /// A failure of a helper program.
    public init(_ code: Code, tool: String, detail: String, hint: String? = nil) {
        self.code = code
        self.tool = tool
        self.detail = detail
        self.hint = hint
    }

    /// `unavailable` for a program that is missing or cannot be started; otherwise what the program was asked failed.
    public var failureClass: FailureClass {
        if case .failed = code { .data } else { .unavailable }
    }

    /// The failure as one error.
    public var problems: [Problem] { [.error(message, hint: hint)] }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }

    private var message: String {
        let why = detail.isEmpty ? "" : ": \(detail)"
        return switch code {
        case .missing: "the program '\(tool)' is not installed\(why)"
        case .notStarted: "the program '\(tool)' could not be started\(why)"
        case .failed(let status): "'\(tool)' ended with status \(status)\(why)"
        }
    }
}
