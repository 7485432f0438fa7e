package import DatalabModel
package import Reporting

/// What the wizard has done for it: it asks, the workshop looks, checks, writes, builds and publishes.
package protocol Workshop: Sendable {
    /// The kinds that can be built here.
    var kinds: [DatalabKind] { get }
    /// The absolute path of the folder the wizard was started in.
    var folder: String { get }

    /// What is known of the person without asking.
    func person() async -> Person

    /// Understands a git URL, a folder, a zip or files as they were typed.
    ///
    /// - Throws: a `ReportedFailure` for what is none of these, or not there.
    func source(_ text: String) throws -> SourceAnswer

    /// The branches of a git repository, the standard one first.
    ///
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func branches(of url: String) async throws -> [String]

    /// Looks at a source's files; nothing of it is executed.
    ///
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func look(at source: SourceAnswer) async throws -> SourceView

    /// What a source's packages are in the forms that are read everywhere.
    ///
    /// - Returns: texts by the names of files: `requirements.txt`, where needed `apt.txt`, `constraints.txt`, `runtime.txt`.
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func translate(_ source: SourceAnswer) async throws -> [String: String]

    /// Looks for Debian packages that a kind of datalab can have.
    ///
    /// - Parameters:
    ///   - text: a name, or words for what it is for.
    ///   - kind: the kind.
    /// - Returns: at most nine, the best first; one that is called so comes first.
    /// - Throws: a `ReportedFailure` when Debian's lists cannot be had; `CancellationError`.
    func findSystemPackages(_ text: String, for kind: DatalabKind) async throws -> [FoundSystemPackage]

    /// Puts an example of a kind into the folder the wizard was started in, which must be empty.
    ///
    /// - Throws: a `ReportedFailure`.
    func beginWithExample(of kind: DatalabKind) throws

    /// The command that builds a draft without the wizard.
    func command(_ draft: DatalabDraft) -> String

    /// Which files ``write(_:)`` would write, and whether each is new; those that say the same already are not among them.
    func pending(_ draft: DatalabDraft) -> [PendingFile]

    /// Remembers who creates datalabs here, for the next one.
    func remember(_ person: Person)

    /// Finds out what a build would say of a draft, without building.
    ///
    /// - Returns: what was found; what stops a build is among the problems.
    /// - Throws: `CancellationError`.
    func check(_ draft: DatalabDraft) async throws -> CheckedDraft

    /// Writes what the answers add to the source: into its folder, or beside it.
    ///
    /// - Returns: what was written, and how the datalab is built without the wizard.
    /// - Throws: a `ReportedFailure`.
    func write(_ draft: DatalabDraft) throws -> WrittenDraft

    /// Builds what was written, and tells how it goes on.
    ///
    /// - Returns: the image's name, and lines about it.
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func build(_ draft: DatalabDraft) async throws -> BuiltDatalab

    /// Starts an image, calls a function with its address when it is ready, and stops it.
    ///
    /// - Throws: a `ReportedFailure`; `CancellationError`; what the function throws.
    func run(_ image: String, while isOpen: @Sendable (_ address: String) throws -> Void) async throws

    /// Tries out whether an image starts and its packages can be imported.
    ///
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func test(_ image: String) async throws -> TestedDatalab

    /// Where datalabs are published unless somebody says something else: the host of an AppStore; nil for nowhere yet.
    var appStore: String? { get }

    /// Publishes an image.
    ///
    /// - Parameters:
    ///   - image: its name in the store.
    ///   - place: registry and repository; nil for the AppStore.
    /// - Returns: lines about what was done.
    /// - Throws: `LoginNeeded`, another `ReportedFailure`; `CancellationError`.
    func publish(_ image: String, to place: String?) async throws -> [String]

    /// Logs in to a registry.
    ///
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func login(to registry: String, user: String, password: String) async throws
}

/// Who creates a datalab, as far as it is known.
package struct Person: Sendable, Hashable {
    /// The name.
    package var name: String?
    /// The e-mail address.
    package var email: String?

    /// A person.
    package init(name: String? = nil, email: String? = nil) {
        self.name = name
        self.email = email
    }
}

/// A package of Debian.
package struct FoundSystemPackage: Sendable, Hashable {
    /// The name.
    package var name: String
    /// What it is, in a line.
    package var summary: String

    /// A package.
    package init(name: String, summary: String) {
        self.name = name
        self.summary = summary
    }
}

/// A file that would be written.
package struct PendingFile: Sendable, Hashable {
    /// The path, as it is written in the folder the wizard was started in.
    package var path: String
    /// Whether there is none yet; else it is changed.
    package var isNew: Bool

    /// A file.
    package init(path: String, isNew: Bool) {
        self.path = path
        self.isNew = isNew
    }
}

/// What was found in a source.
package struct SourceView: Sendable, Hashable {
    /// A name made of the folder's, the repository's or the zip's.
    package var name: String
    /// The paths of its files.
    package var files: [String]
    /// Their size in bytes.
    package var size: UInt64
    /// The path of the metadata file that is read, or would be.
    package var metadataPath: String
    /// The metadata file's content; nil when there is none.
    package var metadata: [UInt8]?
    /// The path of requirements.txt where it is read.
    package var requirementsPath: String
    /// Its content; nil when there is none, or another file takes its place.
    package var requirements: String?
    /// The file that takes its place, such as `pyproject.toml`, `environment.yml`, `pylock.toml`.
    package var otherRequirements: String?
    /// Files of requirements in other places or under other names, where no file says which are meant.
    package var requirementFiles: [String] = []
    /// The path of apt.txt where it is read, and its content.
    package var systemPackagesPath: String
    /// Its content; nil when there is none.
    package var systemPackages: String?
    /// Packages that the notebooks and programs import, as they are called on the index.
    package var imported: [String]
    /// What README, licence, CITATION.cff and the project's own file say of it.
    package var said = MetadataDraft()

    /// What was found.
    package init(name: String, files: [String], size: UInt64, metadataPath: String, requirementsPath: String) {
        self.name = name
        self.files = files
        self.size = size
        self.metadataPath = metadataPath
        self.requirementsPath = requirementsPath
        systemPackagesPath = "apt.txt"
        imported = []
    }
}

/// A source, and the files that the answers lay over it.
package struct DatalabDraft: Sendable, Hashable {
    /// The source.
    package var source: SourceAnswer
    /// The datalab's short name.
    package var name: String
    /// Texts of files, by path.
    package var files: [String: String]
}

/// What a build would say of a draft.
package struct CheckedDraft: Sendable, Hashable {
    /// How many packages would be installed; nil when it is not known.
    package var packages: Int?
    /// Everything that is wrong or unwise.
    package var problems: [Problem]
    /// Whether what failed was out of reach rather than wrong.
    package var isUnreachable: Bool
    /// What differs from the version before, in a line; nil when there is none, or it is not known.
    package var changes: String?

    /// What a build would say.
    package init(packages: Int? = nil, problems: [Problem], isUnreachable: Bool = false, changes: String? = nil) {
        self.packages = packages
        self.problems = problems
        self.isUnreachable = isUnreachable
        self.changes = changes
    }
}

/// What was written.
package struct WrittenDraft: Sendable, Hashable {
    /// The paths of the files.
    package var files: [String]
    /// The command that builds the datalab without the wizard.
    package var command: String
    /// Whether the files lie beside the source, not in it.
    package var isBeside: Bool

    /// What was written.
    package init(files: [String], command: String, isBeside: Bool) {
        self.files = files
        self.command = command
        self.isBeside = isBeside
    }
}

/// An image that was built.
package struct BuiltDatalab: Sendable, Hashable {
    /// Its name in the store.
    package var image: String
    /// Lines about it.
    package var lines: [String]

    /// An image.
    package init(image: String, lines: [String]) {
        self.image = image
        self.lines = lines
    }
}

/// What came of trying an image out.
package struct TestedDatalab: Sendable, Hashable {
    /// Whether all of it worked.
    package var isPassed: Bool
    /// One line about it.
    package var summary: String
    /// What went wrong.
    package var problems: [Problem]
    /// Debian packages that have the libraries which are missing.
    package var missingSystemPackages: [String]

    /// What came of it.
    package init(isPassed: Bool, summary: String, problems: [Problem], missingSystemPackages: [String]) {
        self.isPassed = isPassed
        self.summary = summary
        self.problems = problems
        self.missingSystemPackages = missingSystemPackages
    }
}

/// A registry that wants to know who publishes.
package struct LoginNeeded: ReportedFailure {
    /// Its host.
    package let registry: String
    /// `noPermission`.
    package let failureClass = FailureClass.noPermission
    /// What the registry said.
    package let problems: [Problem]

    /// A registry, and what it said.
    package init(registry: String, problems: [Problem]) {
        self.registry = registry
        self.problems = problems
    }
}
