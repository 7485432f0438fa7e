public import Reporting

/// Why Python packages could not be read, resolved, downloaded or laid out.
///
/// One failure can hold many problems (all bad lines of a file, all requirements without a wheel); the facts name the
/// thing that failed where there is one.
public struct PackagesError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public struct Code: Sendable, Hashable {
        private enum Kind: Sendable, Hashable {
            case requirements, unresolvable, noMatchingWheel, lock, lockUnsupported
            case wheel, recordMismatch, conflict, digestMismatch, download, files
            case resolver, target
        }

        private let kind: Kind

        /// A requirements file, `pyproject.toml` or an option in them is malformed or refused.
        public static let requirements = Code(kind: .requirements)
        /// The requirements contradict each other, or name what no index has.
        public static let unresolvable = Code(kind: .unresolvable)
        /// Some requirements have no wheel for the target.
        public static let noMatchingWheel = Code(kind: .noMatchingWheel)
        /// A `pylock.toml` is malformed or contradicts itself.
        public static let lock = Code(kind: .lock)
        /// A `pylock.toml` is well-formed but asks for what is not supported (source packages, weak hashes).
        public static let lockUnsupported = Code(kind: .lockUnsupported)
        /// A wheel is malformed or not for the target.
        public static let wheel = Code(kind: .wheel)
        /// A wheel's content differs from its RECORD.
        public static let recordMismatch = Code(kind: .recordMismatch)
        /// Two wheels, or two parts of one, install different content at one path.
        public static let conflict = Code(kind: .conflict)
        /// Downloaded content does not have the size or digest that the lock gives.
        public static let digestMismatch = Code(kind: .digestMismatch)
        /// A download failed.
        public static let download = Code(kind: .download)
        /// A file of this machine could not be read or written.
        public static let files = Code(kind: .files)
        /// The resolver is missing or failed for a reason of its own (network, credentials).
        public static let resolver = Code(kind: .resolver)
        /// The target's Python, glibc or architecture is not supported.
        public static let target = Code(kind: .target)

        /// What decides the exit status.
        var failureClass: FailureClass {
            switch kind {
            case .download, .resolver: .unavailable
            case .files: .inputOutput
            default: .data
            }
        }
    }

    /// What went wrong.
    public let code: Code
    /// All that is to be told; never empty.
    public let problems: [Problem]
    /// The package it is about, by its normalised name.
    public let package: String?
    /// The wheel or other file it is about, by its file name.
    public let file: String?
    /// The path inside the wheel it is about.
    public let entry: String?
    /// What caused it, where something below failed.
    public let cause: (any Error)?

    /// A failure with all its problems.
    ///
    /// - Parameters:
    ///   - code: what went wrong.
    ///   - problems: everything to tell; the first error decides the tone.
    ///   - package: the package's normalised name.
    ///   - file: the file's name.
    ///   - entry: the path inside the wheel.
    ///   - cause: what failed below.
    /// - Precondition: `problems` is not empty.
    public init(
        _ code: Code,
        _ problems: [Problem],
        package: String? = nil,
        file: String? = nil,
        entry: String? = nil,
        cause: (any Error)? = nil,
    ) {
        precondition(!problems.isEmpty, "a failure without a problem")
        self.code = code
        self.problems = problems
        self.package = package
        self.file = file
        self.entry = entry
        self.cause = cause
    }

    /// A failure with one problem.
    ///
    /// - Parameters:
    ///   - code: what went wrong.
    ///   - message: what was found and what was expected.
    ///   - place: where it was found.
    ///   - hint: one next step.
    ///   - package: the package's normalised name.
    ///   - file: the file's name.
    ///   - entry: the path inside the wheel.
    ///   - cause: what failed below.
    public init(
        _ code: Code,
        _ message: String,
        at place: Place? = nil,
        hint: String? = nil,
        package: String? = nil,
        file: String? = nil,
        entry: String? = nil,
        cause: (any Error)? = nil,
    ) {
        let problem = Problem.error(at: place, message, hint: hint)
        self.init(code, [problem], package: package, file: file, entry: entry, cause: cause)
    }

    /// The class of the cause where it has one; else `unavailable` for downloads, `inputOutput` for files, `data`
    /// otherwise.
    public var failureClass: FailureClass {
        (cause as? any ReportedFailure)?.failureClass ?? code.failureClass
    }

    /// The problems, one after the other.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
