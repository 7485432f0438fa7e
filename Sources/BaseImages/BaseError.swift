public import Reporting

/// Why a base image could not be made, found or read.
public struct BaseError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public struct Code: Sendable, Hashable {
        private enum Kind: Sendable, Hashable {
            case recipe, unknownVariant, mirror, bootstrap, rights, system, files, notBuilt, malformed, origin,
                packages, python,
                unreachable
        }

        private let kind: Kind

        /// A recipe or one of its files is missing or wrong.
        public static let recipe = Code(kind: .recipe)
        /// A recipe has no variant of the name asked for.
        public static let unknownVariant = Code(kind: .unknownVariant)
        /// A mirror's address cannot be used.
        public static let mirror = Code(kind: .mirror)
        /// Debian's packages could not be fetched or installed.
        public static let bootstrap = Code(kind: .bootstrap)
        /// This user may not make a Debian system.
        public static let rights = Code(kind: .rights)
        /// The Debian system that was made lacks what a base needs.
        public static let system = Code(kind: .system)
        /// A file of this machine could not be read or written.
        public static let files = Code(kind: .files)
        /// A base is not in the store.
        public static let notBuilt = Code(kind: .notBuilt)
        /// An image in the store has a base's name and lacks its facts.
        public static let malformed = Code(kind: .malformed)

        /// An image in a registry cannot be what a base is made from.
        public static let origin = Code(kind: .origin)
        /// Debian packages that a datalab asks for do not exist, or cannot be added to its base.
        public static let packages = Code(kind: .packages)
        /// An archive of a relocatable Python is not what the recipe says.
        public static let python = Code(kind: .python)

        /// The registry of the image that a base is made from cannot be reached.
        public static let unreachable = Code(kind: .unreachable)

        /// What decides the exit status.
        var failureClass: FailureClass {
            switch kind {
            case .recipe, .malformed, .system, .origin, .packages, .python: .data
            case .unknownVariant, .mirror: .usage
            case .bootstrap, .unreachable: .unavailable
            case .rights: .noPermission
            case .files: .inputOutput
            case .notBuilt: .noInput
            }
        }
    }

    /// What went wrong.
    public let code: Code
    /// All that is to be told; never empty.
    public let problems: [Problem]

    /// A failure with one problem.
    ///
    /// - Parameters:
    ///   - code: what went wrong.
    ///   - message: what was found and what was expected.
    ///   - place: where it was found.
    ///   - hint: one next step.
    public init(_ code: Code, _ message: String, at place: Place? = nil, hint: String? = nil) {
        self.init(code, [.error(at: place, message, hint: hint)])
    }

    /// A failure with all its problems.
    ///
    /// - Precondition: `problems` is not empty.
    public init(_ code: Code, _ problems: [Problem]) {
        precondition(!problems.isEmpty, "a failure without a problem")
        self.code = code
        self.problems = problems
    }

    /// A base that can neither be found nor made.
    static func unavailable(_ name: BaseName, _ search: String) -> BaseError {
        BaseError(
            .bootstrap,
            "there is no base '\(name.label)' here, \(search), and 'mmdebstrap', which makes one, is not installed",
            hint:
                "name a registry that has it in DATALAB_BASES ('datalab base publish' puts it there), or 'apt install mmdebstrap'"
        )
    }

    /// What decides the exit status.
    public var failureClass: FailureClass { code.failureClass }

    /// The problems, one after the other.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
