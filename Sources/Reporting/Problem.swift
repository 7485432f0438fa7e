/// Where in an input something was found; lines and columns count from 1, columns in Unicode scalars.
public struct Place: Sendable, Hashable, Codable {
    /// The file's name as its user knows it (relative to the source), or the name of an option such as `--title`.
    public var file: String
    /// The line, from 1, where the input has lines.
    public var line: Int?
    /// The column, from 1, where it is known.
    public var column: Int?

    /// A place in an input.
    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension Place: CustomStringConvertible {
    /// `file:line:column`, as far as known.
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    }
}

/// One thing that is wrong or unwise in an input, said once, with its place and one next step.
///
/// Wording: lower case, no full stop, names in single quotes, what was found and what was expected. Never a credential.
public struct Problem: Sendable, Hashable, Codable {
    /// Whether the problem stops the work.
    public enum Severity: String, Sendable, Hashable, Codable {
        /// The work cannot go on.
        case error
        /// The work goes on; the user should know.
        case warning
    }

    /// Whether the problem stops the work.
    public var severity: Severity
    /// Where it was found, if it has a place.
    public var place: Place?
    /// What was found and what was expected.
    public var message: String
    /// One next step.
    public var hint: String?
    /// The line that the next step is to write, where it is just that: it is accepted where it is written.
    public var proposal: ProposedLine?

    /// A problem of the given severity.
    public init(
        _ severity: Severity,
        at place: Place? = nil,
        _ message: String,
        hint: String? = nil,
        proposal: ProposedLine? = nil,
    ) {
        self.severity = severity
        self.place = place
        self.message = NoRoom.told(message)
        self.hint = hint ?? (NoRoom.isTold(in: message) ? NoRoom.hint : nil)
        self.proposal = proposal
    }

    /// A problem that stops the work.
    public static func error(
        at place: Place? = nil,
        _ message: String,
        hint: String? = nil,
        proposal: ProposedLine? = nil,
    ) -> Problem {
        Problem(.error, at: place, message, hint: hint, proposal: proposal)
    }

    /// A problem that lets the work go on.
    public static func warning(
        at place: Place? = nil,
        _ message: String,
        hint: String? = nil,
        proposal: ProposedLine? = nil,
    ) -> Problem {
        Problem(.warning, at: place, message, hint: hint, proposal: proposal)
    }
}

extension Problem: CustomStringConvertible {
    /// `error: file:1:2: message`, and the hint on a line of its own.
    public var description: String {
        let head = "\(severity.rawValue): \(place.map { "\($0): " } ?? "")\(message)"
        return hint.map { "\(head)\nhint: \($0)" } ?? head
    }
}
