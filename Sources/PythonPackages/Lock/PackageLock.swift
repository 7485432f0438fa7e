/// A lock of exact packages: the content of a `pylock.toml` (packaging specification "pylock.toml", formerly PEP 751).
///
/// Holds what is needed to choose wheels; what other tools' locks say beside that is passed over.
public struct PackageLock: Sendable, Hashable {
    /// The file it was read from, for messages.
    public var file: String
    /// The tool that made it.
    public var createdBy: String
    /// The condition on the version of Python.
    public var requiresPython: [VersionSpecifier] = []
    /// The environments that the lock is for; any when empty.
    public var environments: [Marker] = []
    /// The dependency groups that are installed when none is asked for, normalised.
    public var defaultGroups: Set<String> = []
    /// The packages, in the order of the file.
    public var packages: [LockedPackage]
    /// The requirements it was made for, where 'datalab lock' made it.
    public var requirements: [String]?

    /// A lock of packages.
    ///
    /// - Parameters:
    ///   - packages: the packages.
    ///   - file: what it was read from, for messages.
    ///   - createdBy: the tool that made it.
    public init(packages: [LockedPackage], file: String, createdBy: String) {
        self.packages = packages
        self.file = file
        self.createdBy = createdBy
    }
}

/// One package of a lock.
public struct LockedPackage: Sendable, Hashable {
    /// The normalised name.
    public var name: String
    /// The version; nil where the lock leaves it open, as it may for source.
    public var version: PackageVersion?
    /// When the package counts.
    public var marker: Marker?
    /// The condition on the version of Python.
    public var requiresPython: [VersionSpecifier] = []
    /// The index it came from.
    public var index: String?
    /// The wheels to choose from.
    public var wheels: [LockedWheel] = []
    /// The source, where the lock has one: what a wheel is built from when there is none.
    public var source: PackageSource?
    /// The wheel that was built from the source here, and how; the lock's wheels do not count then.
    public var built: BuiltWheel?

    /// A package without wheels.
    public init(name: String, version: PackageVersion?) {
        self.name = name
        self.version = version
    }
}

/// A wheel of a locked package that was built here.
public struct BuiltWheel: Sendable, Hashable {
    /// Its file name.
    public var filename: String
    /// Its SHA-256 in hexadecimal.
    public var sha256: String
    /// Its size in bytes.
    public var size: UInt64
    /// How it was built; nil for a wheel that the workspace brought.
    public var build: SourceBuild?

    /// What is known of a wheel.
    public init(filename: String, sha256: String, size: UInt64, build: SourceBuild?) {
        self.filename = filename
        self.sha256 = sha256
        self.size = size
        self.build = build
    }
}

/// One wheel of a locked package.
public struct LockedWheel: Sendable, Hashable {
    /// The file name.
    public var filename: String
    /// The address, without a credential; nil when the lock only has a path.
    public var url: String?
    /// The size in bytes, where the lock has it.
    public var size: UInt64?
    /// The digests in hexadecimal, by algorithm.
    public var hashes: [String: String]
    /// Whether it is a direct URL that was required instead of a choice of an index's wheels.
    public var isDirect = false

    /// A wheel at an address.
    ///
    /// - Parameters:
    ///   - filename: the wheel's file name.
    ///   - url: its address.
    ///   - size: its size in bytes.
    ///   - hashes: its digests in hexadecimal, by algorithm.
    public init(filename: String, url: String?, size: UInt64? = nil, hashes: [String: String]) {
        self.filename = filename
        self.url = url
        self.size = size
        self.hashes = hashes
    }
}

/// A wheel that was chosen for a target: what to download and to install.
public struct SelectedWheel: Sendable, Hashable, Codable {
    /// The package's normalised name.
    public let name: String
    /// The package's version, in its normal spelling.
    public let version: String
    /// The wheel's file name.
    public let filename: String
    /// The wheel's address, without a credential; of a wheel that was built here, what it was built from.
    public let url: String
    /// Whether it was built here from source, or lies in the workspace: then it is in the cache, and has no address.
    public let isLocal: Bool
    /// The SHA-256 of the wheel: 64 hexadecimal digits.
    public let sha256: String
    /// The wheel's size in bytes, where the lock has it.
    public let size: UInt64?

    /// A chosen wheel.
    ///
    /// - Parameters:
    ///   - name: the package's normalised name.
    ///   - version: the package's version.
    ///   - filename: the wheel's file name.
    ///   - url: the wheel's address.
    ///   - sha256: the wheel's SHA-256, in hexadecimal.
    ///   - size: the wheel's size in bytes.
    ///   - isLocal: whether it was built here or lies in the workspace.
    public init(
        name: String,
        version: String,
        filename: String,
        url: String,
        sha256: String,
        size: UInt64?,
        isLocal: Bool = false,
    ) {
        self.name = name
        self.version = version
        self.filename = filename
        self.url = url
        self.sha256 = sha256
        self.size = size
        self.isLocal = isLocal
    }
}
