package import Reporting

/// Why the AppStore could not do what an operator or a user asked for.
package struct AppStoreError: ReportedFailure, Hashable {
    /// What kind of failure it is.
    package enum Code: Sendable, Hashable {
        /// The database cannot be opened, read or written.
        case database
        /// The AppStore's folder cannot be read or written.
        case files
        /// A folder holds no AppStore.
        case folder
        /// Another process works on the folder.
        case inUse
        /// What was given has the wrong form.
        case invalid
        /// What was asked for is not there.
        case notFound
        /// What was to be made is there already.
        case exists
        /// The user is not who they say they are, or may not log in.
        case credentials
        /// Too many wrong passwords; the seconds after which the next may be tried.
        case tooManyAttempts(retryAfter: Int)
        /// An image's metadata or licence is refused.
        case refused
        /// Another program that is needed does not answer.
        case unavailable
    }

    /// What kind of failure it is.
    package let code: Code
    /// What was found and what was expected, with one next step each; never empty.
    package let problems: [Problem]

    /// A failure with one problem.
    package init(_ code: Code, detail: String, hint: String? = nil) {
        self.code = code
        problems = [.error(detail, hint: hint ?? Self.hint(for: code))]
    }

    /// A failure with all problems of an input.
    package init(_ code: Code, problems: [Problem]) {
        self.code = code
        self.problems = problems
    }

    /// The seconds after which the same may be tried again; nil for what will not change by waiting.
    package var retryAfter: Int? {
        if case .tooManyAttempts(let seconds) = code { seconds } else { nil }
    }

    /// The exit status' class.
    package var failureClass: FailureClass {
        switch code {
        case .database, .files: .inputOutput
        case .invalid, .refused, .exists: .data
        case .notFound, .folder: .noInput
        case .credentials: .noPermission
        case .tooManyAttempts, .inUse: .temporary
        case .unavailable: .unavailable
        }
    }

    private static func hint(for code: Code) -> String? {
        switch code {
        case .folder: "name the folder that 'appstore serve --folder' uses"
        case .database, .files: "check the AppStore's folder: `appstore check` verifies it"
        default: nil
        }
    }
}

extension AppStoreError: CustomStringConvertible {
    /// The problems, one after the other.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
