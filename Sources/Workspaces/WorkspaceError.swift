public import Reporting

/// Why a source could not be opened as a workspace.
public struct WorkspaceError: ReportedFailure, CustomStringConvertible {
    /// What went wrong (the first thing, when there are several).
    public enum Code: String, Sendable, Hashable {
        /// The source's name or an option beside it cannot be understood, or is refused.
        case badLocation
        /// The source does not exist or cannot be read.
        case notFound
        /// A branch, commit or folder that was asked for is not in the repository.
        case noSuchRevision
        /// Git could not fetch.
        case fetchFailed
        /// The content is larger than the limit.
        case tooLarge
        /// Files, links or names that are refused.
        case refusedContent
        /// There is nothing in the source.
        case empty
        /// Scratch files cannot be written.
        case scratch
    }

    /// What went wrong.
    public let code: Code
    /// All that was found, the first error first.
    public let problems: [Problem]

    /// A failure with all that was found.
    public init(_ code: Code, _ problems: [Problem]) {
        self.code = code
        self.problems = problems
    }

    /// A failure with one problem; `source` is the source's name without credentials.
    public init(_ code: Code, source: String? = nil, _ message: String, hint: String? = nil) {
        self.init(code, [.error(at: source.map { Place(file: $0) }, message, hint: hint)])
    }

    /// `usage` for a bad location, `noInput` for what is missing, `unavailable` for a failed fetch, else `data`.
    public var failureClass: FailureClass {
        switch code {
        case .badLocation: .usage
        case .notFound, .noSuchRevision: .noInput
        case .fetchFailed: .unavailable
        case .tooLarge, .refusedContent, .empty: .data
        case .scratch: .cannotCreate
        }
    }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
