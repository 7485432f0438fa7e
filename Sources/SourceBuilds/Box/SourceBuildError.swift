package import Reporting

/// Why a source could not be built into a wheel.
package struct SourceBuildError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    package enum Code: Sendable, Hashable {
        /// This machine does not let this user make a sealed box.
        case boxUnavailable
        /// The root that sources are built in cannot be made.
        case rootUnavailable
        /// The build went beyond a limit.
        case limit(BoxLimits.Name)
        /// The build failed by itself.
        case failed
        /// The build ended well and gave something that is not the wheel it was asked for.
        case answer
        /// A file of this machine could not be read or written.
        case files
    }

    /// What went wrong.
    package let code: Code
    /// All that is to be told; never empty.
    package let problems: [Problem]

    /// A failure with one problem.
    package init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        problems = [.error(message, hint: hint)]
    }

    /// What decides the exit status.
    package var failureClass: FailureClass {
        switch code {
        case .boxUnavailable, .rootUnavailable: .unavailable
        case .files: .inputOutput
        case .limit, .failed, .answer: .data
        }
    }

    /// The problems, one after the other.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
