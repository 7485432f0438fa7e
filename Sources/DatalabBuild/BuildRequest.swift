public import BaseImages
public import DatalabModel
internal import Foundation
package import LocalRuns
public import OCIModel
public import PythonPackages
public import RegistryClient
public import SystemPackage
public import Workspaces

/// What a user asks to be built.
public struct BuildRequest: Sendable {
    /// Where the files are.
    public var source: SourceLocation
    /// A folder whose files are laid over the source's: for a source that cannot or should not be changed.
    public var overlay: FilePath?
    /// Whether the submodules of a git source are left out.
    public var leavesOutSubmodules = false
    /// The most bytes a checkout may have.
    public var sizeLimit: UInt64
    /// Facts that options give or replace.
    public var metadata: MetadataOptions
    /// Whether what is unwise about the metadata stops the build.
    public var isStrict = false
    /// Whether the requirements are resolved anew although a lock is known.
    public var upgradesLock: Bool
    /// Whether indexes named in the repository are used.
    public var allowsIndexes: Bool
    /// Which files of requirements are read, and which of a project's groups are installed.
    public var requirements = RequirementsChoice()
    /// Whether what the files import and nothing brings is added to the requirements.
    public var addsImports = false
    /// Whether every file is read, although the file system says that it has not changed since the last build.
    public var verifiesWorkspace: Bool
    /// Whether packages that were built from source before are built again, twice, and the results compared.
    public var rebuildsSources = false
    /// How the image is tried out before it gets its names; nil when it is not.
    ///
    /// This alone executes what the user wrote.
    package var trial: TrialRequest?

    /// A request with the defaults for everything but the source.
    public init(source: SourceLocation) {
        self.source = source
        sizeLimit = 2 << 30
        metadata = MetadataOptions()
        upgradesLock = false
        allowsIndexes = false
        verifiesWorkspace = false
    }
}

/// What a build's image has to stand.
package struct TrialRequest: Sendable {
    /// How it is started.
    package var run: LocalRunRequest
    /// Patterns of the notebooks that are executed, by their paths below the datalab's files.
    package var notebooks: [String]

    /// A trial.
    package init(_ run: LocalRunRequest, notebooks: [String]) {
        self.run = run
        self.notebooks = notebooks
    }
}

/// What a build needs of the machine: where things are kept and found.
public struct BuildSite: Sendable {
    /// Where images, caches and records are kept.
    public var home: DatalabHome
    /// The folders looked in for recipes, in order.
    public var recipes: [FilePath]
    /// The folders looked in for helper programs before `PATH`.
    public var tools: [FilePath]
    /// Where Debian's packages come from.
    public var mirrors: DebianMirrors = .standard
    /// Where archives of Pythons that Debian does not have are looked for before their own addresses.
    public var pythonArchives = PythonArchives()
    /// Where credentials for registries are found.
    public var credentials: CredentialStore
    /// How registries are talked to.
    public var registries = RegistryOptions()
    /// Which Debian packages datalabs may have.
    public var systemPackages = SystemPackagePolicy.any
    /// What may be built from source, and how much one build may use.
    public var sources = SourceSettings()
    /// Where bases are looked for before they are made here.
    public var bases = PublishedBases()
    /// The cache of layers and locks in a registry that builds read and write; nil for none.
    public var cache: CacheSettings?
    /// An image in a registry that datalabs are built on instead of what the recipe says.
    public var baseImage: ImageReference?

    /// The variables `uv` is run with: the process's own, and where it keeps what it remembers.
    var resolverVariables: [String: String] {
        let own = ["UV_CACHE_DIR": home.resolver.string]
        return ProcessInfo.processInfo.environment.merging(own) { user, _ in user }
    }

    /// A site with what every one has.
    public init(home: DatalabHome, recipes: [FilePath], tools: [FilePath], credentials: CredentialStore) {
        self.home = home
        self.recipes = recipes
        self.tools = tools
        self.credentials = credentials
    }
}
