internal import Hashing
public import OCIModel

/// Debian packages that are added to a base: a set, whose order and repetitions do not matter.
public struct SystemPackageSet: Sendable, Hashable {
    /// The names, each once, sorted.
    public let names: [String]

    /// No packages.
    public static let empty = SystemPackageSet([])

    /// A set of names.
    ///
    /// - Parameter names: names of Debian packages, which are checked already.
    public init(_ names: some Sequence<String>) {
        self.names = Set(names).sorted()
    }

    /// Whether nothing is added.
    public var isEmpty: Bool { names.isEmpty }

    /// What tells the set in the names of bases: twelve digits.
    public var tag: String {
        Digest.sha256(of: Array(names.joined(separator: "\n").utf8)).short
    }
}

/// What was added to a base, as the base that came of it says.
public struct SystemAddition: Sendable, Hashable, Codable {
    /// The digest of the base it was added to.
    public var base: Digest
    /// The names that were asked for, sorted.
    public var requested: [String]
    /// The packages that are new or have another version: those asked for and what they need.
    public var packages: [DebianPackage]
}
