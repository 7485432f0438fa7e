/// A condition on the environment, such as `python_version >= "3.9" and sys_platform == "linux"`.
///
/// Packaging specifications "Dependency specifiers" and, for `in extras`, "pylock.toml".
public indirect enum Marker: Sendable, Hashable {
    /// Both hold.
    case and(Marker, Marker)
    /// At least one holds.
    case or(Marker, Marker)
    /// One comparison.
    case comparison(Operand, Comparison, Operand)

    /// One side of a comparison.
    public enum Operand: Sendable, Hashable {
        /// A variable of the environment, by its present-day name.
        case variable(String)
        /// A quoted text.
        case text(String)
    }

    /// How the sides are compared.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        /// Compatible release.
        case compatible = "~="
        /// Equal in spelling.
        case arbitrary = "==="
        /// Equal.
        case equal = "=="
        /// Not equal.
        case notEqual = "!="
        /// At most.
        case atMost = "<="
        /// At least.
        case atLeast = ">="
        /// Less.
        case less = "<"
        /// Greater.
        case greater = ">"
        /// The left is part of the right.
        case `in`
        /// The left is not part of the right.
        case notIn = "not in"
    }

    /// Every variable of the specifications.
    static let variables: Set<String> = [
        "python_version", "python_full_version", "os_name", "sys_platform", "platform_release", "platform_system",
        "platform_version", "platform_machine", "platform_python_implementation", "implementation_name",
        "implementation_version", "extra", "extras", "dependency_groups",
    ]

    /// Old spellings that tools still accept.
    static let aliases = [
        "os.name": "os_name", "sys.platform": "sys_platform", "platform.version": "platform_version",
        "platform.machine": "platform_machine", "platform.python_implementation": "platform_python_implementation",
        "python_implementation": "platform_python_implementation",
    ]

    /// Parses a condition; nil when it is malformed.
    public init?(_ text: String) {
        let line = LogicalLine(file: "", scalars: Array(text.unicodeScalars), line: 1)
        guard let marker = try? RequirementParser.marker(in: line) else { return nil }
        self = marker
    }
}

extension Marker: CustomStringConvertible {
    /// The condition in its normal spelling, with double quotes where possible and no needless parentheses.
    public var description: String {
        switch self {
        case .or(let left, let right): "\(left) or \(right)"
        case .and(let left, let right): "\(left.inConjunction) and \(right.inConjunction)"
        case .comparison(let left, let comparison, let right): "\(left) \(comparison.rawValue) \(right)"
        }
    }

    private var inConjunction: String {
        if case .or = self { "(\(self))" } else { description }
    }
}

extension Marker.Operand: CustomStringConvertible {
    /// The variable's name, or the text in quotes.
    public var description: String {
        switch self {
        case .variable(let name): name
        case .text(let text): text.contains("\"") ? "'\(text)'" : "\"\(text)\""
        }
    }
}
