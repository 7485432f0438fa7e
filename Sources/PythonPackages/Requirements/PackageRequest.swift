public import Reporting

/// What a workspace asks for: requirements to resolve, or a lock that is already made.
public struct PackageRequest: Sendable {
    /// What holds the request.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A `requirements.txt`.
        case requirements
        /// The dependencies in a `pyproject.toml`.
        case project
        /// A `Pipfile`, or its lock.
        case pipfile
        /// A `setup.py`, a `setup.cfg`, or both.
        case setup
        /// A conda environment: `environment.yml`, or the list of one.
        case environment
        /// A committed `pylock.toml`.
        case lock
    }

    /// What holds the request.
    public var kind: Kind
    /// The file that was found, relative to the workspace.
    public var file: String
    /// Every file that was read, in the order of reading: the file, and what `-r` and `-c` name.
    public var files: [String]
    /// What is required, in the order of the files.
    public var requirements: [Requirement] = []
    /// Conditions on packages that are only installed when something requires them.
    public var constraints: [Requirement] = []
    /// Where packages come from, as the files say; only with `allowIndex`.
    public var indexes = IndexOptions()
    /// Whether pre-releases are wanted for every package.
    public var allowsPrereleases = false
    /// The condition on the version of Python, as a `pyproject.toml` says.
    public var requiresPython: [VersionSpecifier] = []
    /// The Python that a file of another tool names beside the packages; nil for none.
    ///
    /// A wish: the nearest will do.
    public var python: PythonWish?
    /// Debian packages that stand for what a conda environment lists.
    public var systemPackages: [Mention] = []
    /// The parts of a project that are installed by choice.
    public var groups: [DependencyGroup] = []
    /// The lock, for the kind `lock`.
    public var lock: PackageLock?
    /// The warning that a project itself is not installed; nil for one that is, or that is no package.
    public var uninstalledProject: Problem?
    /// What is unwise or not used.
    public var warnings: [Problem] = []

    /// A request without requirements.
    public init(_ kind: Kind, file: String) {
        self.kind = kind
        self.file = file
        self.files = [file]
    }
}

/// A version of Python that a file names beside its packages, for a tool that has every Python: `python=3.10` of an
/// `environment.yml`, `python_version` of a `Pipfile`.
public struct PythonWish: Sendable, Hashable {
    /// The version or condition: `3.10`, `=3.10`, `>=3.9,<3.12`.
    public var text: String
    /// Where it is written.
    public var place: Place?

    /// A wish.
    public init(_ text: String, at place: Place? = nil) {
        self.text = text
        self.place = place
    }
}

extension PackageRequest {
    /// A name, and where it was asked for.
    public struct Mention: Sendable, Hashable {
        /// The name.
        public var text: String
        /// Where what asks for it stands.
        public var place: Place

        /// A name at a place.
        public init(_ text: String, at place: Place) {
            self.text = text
            self.place = place
        }
    }

    /// A set of dependencies that a project names: an extra, or a dependency group.
    public struct DependencyGroup: Sendable, Hashable {
        /// Which of the two it is.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// `[project.optional-dependencies]` and its like: for those who use the package.
            case extra
            /// `[dependency-groups]` (PEP 735) and its like: for those who work on the project.
            case group = "dependency-group"
        }

        /// Which of the two it is.
        public var kind: Kind
        /// The normalised name.
        public var name: String
        /// Whether it is installed.
        public var isInstalled: Bool
        /// Where it stands.
        public var place: Place
    }
}

/// What of a workspace's requirements is read, where its user has a say.
public struct RequirementsChoice: Sendable, Hashable, Codable {
    /// The files, relative to the source; those that are found when empty.
    public var files: [String] = []
    /// The dependency groups that are installed, beside those a notebook needs.
    public var groups: [String] = []
    /// The extras that are installed, beside those a notebook needs.
    public var extras: [String] = []
    /// Whether a committed lock is passed over: it is to be made anew.
    public var passesOverLock = false

    /// What is found, as it is.
    public init() {}
}

/// Where packages come from beside the user's own settings.
public struct IndexOptions: Sendable, Hashable, Codable {
    /// The index that takes the place of PyPI.
    public var defaultIndex: String?
    /// Indexes that are asked as well.
    public var extraIndexes: [String] = []
    /// Pages that link to wheels.
    public var findLinks: [String] = []
    /// Whether no index is asked, only `findLinks`.
    public var usesNoIndex = false

    /// No options.
    public init() {}
}
