package import Reporting

/// Why the AppStore could not do what an operator or a user asked for.
package struct AppStoreError: ReportedFailure {
    /// What kind of failure it is.
    package enum Code: Sendable, Equatable {
        /// The database cannot be opened, read or written.
        case database
        /// A folder holds no AppStore.
        case folder
    }

    /// What kind of failure it is.
    package let code: Code
    /// What was found, in words.
    package let detail: String

    init(_ code: Code, detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The exit status' class.
    package var failureClass: FailureClass {
        switch code {
        case .database: .inputOutput
        case .folder: .noInput
        }
    }

    /// One problem with its next step.
    package var problems: [Problem] {
        switch code {
        case .database: [.error(detail, hint: "check the AppStore's folder: `appstore check` verifies it")]
        case .folder: [.error(detail, hint: "name the folder that 'appstore serve --folder' uses")]
        }
    }
}
