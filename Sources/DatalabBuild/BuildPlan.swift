public import BaseImages
public import ImageContents
public import OCIModel
public import Reporting
public import Workspaces

/// What a build would use, ignore, reuse and write: known before any layer is written.
public struct BuildPlan: Sendable, Hashable, Codable {
    /// The source as given, without credentials.
    public var source: String
    /// The commit of the source, where it has one.
    public var commit: String?
    /// The datalab's short name.
    public var datalab: String
    /// The metadata's version.
    public var version: String
    /// The licence as an SPDX expression, where one is given.
    public var licence: String?
    /// Who may see the datalab.
    public var visibility: String
    /// The metadata file that is used; nil when the facts were derived or given by options.
    public var metadataFile: String?
    /// The base, as `kind:variant`.
    public var base: String
    /// The digest of the base's manifest; nil when the base has yet to be built.
    public var baseDigest: Digest?
    /// The Python that the datalab gets, and why.
    public var python: PythonChoice
    /// The Debian packages that are added to the base; nil for none.
    public var systemPackages: SystemPackages?
    /// The files that go in the image.
    public var files: Files
    /// The file of the source that is run when the datalab starts, never by the build; nil for none.
    public var startFile: String?
    /// The command that a desktop opens with, empty where nothing names one; nil for what is no desktop.
    public var desktopStart: String?
    /// The command that a step runs, or the notebook that it executes; nil for what is no step.
    public var stepCommand: String?
    /// Where the requirements come from: `requirements.txt`, `pyproject.toml`, `pylock.toml`, or `none`.
    public var requirements: String
    /// The requirements that are added because something imports them.
    public var addedRequirements: [AddedRequirement]
    /// The Debian packages that are added because Python packages need their libraries, as far as those were opened before.
    public var addedLibraries: [AddedLibraryPackage]
    /// Whether the lock was known from an earlier build.
    public var isLockReused: Bool
    /// The packages that are installed, by name.
    public var packages: [Package]
    /// The packages that are built from source, by name: those that were, and those that a build would begin with.
    public var sources: [Source]
    /// The `postBuild` that is run over the finished image in a sealed box; nil for none.
    public var postBuild: String?
    /// The package layers, in their order in the image.
    public var packageLayers: [PackageLayer]
    /// What is unwise, ignored or wrong.
    public var problems: [Problem]
    /// What the checks of the files found, also what the metadata accepts.
    public var findings: [Finding]
    /// What differs from the newest image of the datalab in the store; nil before its first build.
    public var changes: Changes?

    /// What differs from the newest image of a datalab.
    public struct Changes: Sendable, Hashable, Codable {
        /// The digest of that image's manifest.
        public var since: Digest
        /// The user's Python packages that differ.
        public var packages: [PackageChange]
        /// The fields of the metadata that differ; values as JSON where they are no text.
        public var metadata: [PackageChange]
        /// The files that differ, by path; nil when the layers of that image cannot be read.
        public var files: [FileChange]?
    }

    /// The files that go in the image.
    public struct Files: Sendable, Hashable, Codable {
        /// How many regular files.
        public var count: Int
        /// Their size in bytes.
        public var size: UInt64
        /// What of the source stays out although no '.datalabignore' names it.
        public var leftOut: [LeftOut]
    }

    /// Debian packages that are added to a base.
    public struct SystemPackages: Sendable, Hashable, Codable {
        /// The names that are asked for, sorted.
        public var requested: [String]
        /// The packages that are taken for names that only others provide: `libasound2t64` for `libasound2`; nil for none.
        public var provided: [String: String]?
        /// Whether the base with them is in the store.
        public var isBuilt: Bool
        /// All that is new or changes with them, by name; nil before the base itself is built.
        public var added: [SystemPackage]?
    }

    /// A Debian package.
    public struct SystemPackage: Sendable, Hashable, Codable {
        /// The package's name.
        public var name: String
        /// The version, as Debian writes it.
        public var version: String
    }

    /// A package that is installed.
    public struct Package: Sendable, Hashable, Codable {
        /// The normalised name.
        public var name: String
        /// The version.
        public var version: String
        /// The wheel's file name.
        public var wheel: String
        /// The wheel's size in bytes, where the lock says it.
        public var size: Int64?
        /// Whether the wheel is in the cache.
        public var isDownloaded: Bool
    }

    /// A package that has no wheel, and is built from source in a sealed box.
    public struct Source: Sendable, Hashable, Codable {
        /// The normalised name.
        public var name: String
        /// The version; nil where only the build will tell.
        public var version: String?
        /// Where the source is: an address, with the commit of a repository, or a path of the workspace.
        public var source: String
        /// Whether its wheel is there.
        public var isBuilt: Bool
    }

    /// A layer of packages.
    public struct PackageLayer: Sendable, Hashable, Codable {
        /// The names of its packages.
        public var packages: [String]
        /// Whether a layer with the same inputs is in the store.
        public var isReused: Bool
    }
}
