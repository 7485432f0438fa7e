public import Reporting

/// Why a text is not what it should be: a licence expression, a version, a name.
public struct ModelFailure: ReportedFailure, Hashable, CustomStringConvertible {
    /// What was to be read.
    public enum Code: String, Sendable, Hashable, Codable {
        /// A licence expression whose form is wrong.
        case licenceSyntax
        /// A licence or an exception that is not known.
        case unknownLicence
        /// A version.
        case version
        /// A version of Python.
        case pythonVersion
    }

    /// What was to be read.
    public let code: Code
    /// Where in the text the fault starts, in Unicode scalars from 0.
    public let offset: Int
    /// What was found and what was expected.
    public let message: String
    /// One next step.
    public let hint: String?

    /// A fault in a text.
    public init(_ code: Code, offset: Int = 0, _ message: String, hint: String? = nil) {
        self.code = code
        self.offset = offset
        self.message = message
        self.hint = hint
    }

    /// Bad input.
    public var failureClass: FailureClass { .data }

    /// The failure as one error without a place.
    public var problems: [Problem] { [.error(message, hint: hint)] }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }

    /// The failure as an error at a place.
    public func problem(at place: Place?) -> Problem {
        .error(at: place, message, hint: hint)
    }
}
