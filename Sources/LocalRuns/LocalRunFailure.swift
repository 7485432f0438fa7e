public import Reporting

/// Why a datalab could not be started here, or did not become ready.
public struct LocalRunFailure: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: Sendable, Hashable {
        /// No engine works: each with its reason.
        case noEngine([String])
        /// An engine could not start a container; the next one may.
        case engine(String)
        /// The container ended before its page answered.
        case ended(status: Int32?)
        /// The page did not answer in time.
        case notReady(seconds: Int)
        /// A folder that is to be mounted is not there, or a value cannot be used.
        case option(String)
        /// The image cannot be run: it is of another architecture, or has no entry point.
        case image
    }

    /// What went wrong.
    public let code: Code
    /// What was found, in words; the last lines of the log.
    public let detail: String
    /// One next step.
    public let hint: String?

    /// A failure.
    init(_ code: Code, _ detail: String = "", hint: String? = nil) {
        self.code = code
        self.detail = detail
        self.hint = hint
    }

    /// A failure of the engine that was asked for.
    ///
    /// - Parameters:
    ///   - failure: the failure.
    ///   - working: the engines that would work.
    init(_ failure: LocalRunFailure, working: [String]) {
        let advice = working.first.map { "leave '--engine' out, or say '--engine \($0)', which works here" }
        self.init(failure.code, failure.detail, hint: advice ?? failure.hint)
    }

    /// The class that decides the exit status.
    public var failureClass: FailureClass {
        switch code {
        case .noEngine, .engine: .unavailable
        case .ended, .notReady, .image: .data
        case .option: .usage
        }
    }

    /// The failure as one error.
    public var problems: [Problem] {
        switch code {
        case .noEngine(let reasons):
            [
                .error(
                    hint == nil
                        ? "no program that runs containers works here: \(reasons.joined(separator: "; "))"
                        : reasons.joined(separator: "; "),
                    hint: hint
                        ?? "install what is missing: 'apt-get install runc slirp4netns', or 'apt-get install podman'",
                )
            ]
        case .engine(let name): [.error("\(name) cannot start the container: \(detail)", hint: hint)]
        case .ended(let status):
            [
                .error(
                    "the datalab ended\(status.map { " with status \($0)" } ?? "") before its page answered\(lines)",
                    hint: hint ?? "'--verbose' shows the whole log",
                )
            ]
        case .notReady(let seconds):
            [
                .error(
                    "the page did not answer within \(seconds) s\(lines)",
                    hint: hint ?? "'--timeout' gives it more time, '--verbose' shows the whole log",
                )
            ]
        case .option(let name): [.error(at: Place(file: name), detail, hint: hint)]
        case .image: [.error(detail, hint: hint)]
        }
    }

    private var lines: String { detail.isEmpty ? "" : ":\n\(detail)" }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
