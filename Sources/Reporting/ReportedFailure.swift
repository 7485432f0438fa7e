/// The classes of failure a command can end with; each has one exit status of `sysexits.h`.
public enum FailureClass: String, Sendable, Hashable, Codable {
    /// The command line is wrong (64).
    case usage
    /// An input's content is wrong (65).
    case data
    /// An input does not exist or cannot be read (66).
    case noInput
    /// A program or a service that is needed is missing or out of reach (69).
    case unavailable
    /// A fault of this program (70).
    case software
    /// An output cannot be created (73).
    case cannotCreate
    /// Reading or writing failed (74).
    case inputOutput
    /// A temporary failure; the same command may work later (75).
    case temporary
    /// Permission was refused (77).
    case noPermission
    /// The user cancelled (130).
    case cancelled

    /// The exit status for a failure of this class.
    public var exitStatus: Int32 {
        switch self {
        case .usage: 64
        case .data: 65
        case .noInput: 66
        case .unavailable: 69
        case .software: 70
        case .cannotCreate: 73
        case .inputOutput: 74
        case .temporary: 75
        case .noPermission: 77
        case .cancelled: 130
        }
    }
}

/// An error that knows how it is told to a user: every module's error type conforms.
public protocol ReportedFailure: Error, Sendable {
    /// What decides the exit status.
    var failureClass: FailureClass { get }
    /// All that is to be told, the first error first; never empty.
    var problems: [Problem] { get }
}

/// A failure made of the problems found in an input, all at once.
public struct InputFailure: ReportedFailure, CustomStringConvertible {
    /// What decides the exit status.
    public let failureClass: FailureClass
    /// Every problem that was found, warnings included.
    public let problems: [Problem]

    /// A failure with all the problems that were found; the class is `data` unless said otherwise.
    public init(_ problems: [Problem], class failureClass: FailureClass = .data) {
        self.problems = problems
        self.failureClass = failureClass
    }

    /// A failure with one problem.
    public init(_ problem: Problem, class failureClass: FailureClass = .data) {
        self.init([problem], class: failureClass)
    }

    /// The problems, one after the other.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
