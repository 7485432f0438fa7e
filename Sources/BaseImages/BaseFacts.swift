public import DatalabModel
public import OCIModel
public import PythonPackages

/// What a base image says of itself: the JSON of the annotation `AnnotationKey.baseFacts` and of `/opt/datalab/base.json`.
public struct BaseFacts: Sendable, Hashable, Codable {
    /// What its datalabs open with.
    public var kind: DatalabKind
    /// The recipe's variant: `trixie`.
    public var variant: String
    /// A title for people.
    public var title: String
    /// The suite of Debian; of a base made from an image, the one whose packages are on top of it, nil where none are.
    public var suite: String?
    /// The version of Debian, from `/etc/debian_version`: `13.2`; nil for a base made from an image.
    public var debian: String?
    /// The Python that users' packages are chosen for, with its glibc and architecture.
    public var target: PythonTarget
    /// The TCP port that is served by default; nil where no page is.
    public var port: UInt16?
    /// The path, below the base path, that answers when the server is ready; nil where no page is served.
    public var probe: String?
    /// The folder of the server's environment: `/opt/datalab/server`; nil where none is made here.
    public var serverPrefix: String?
    /// The Python of the server's environment; nil where none is made here.
    public var serverTarget: PythonTarget?
    /// The path of the interpreter, where it is not the one Debian installs.
    public var interpreterPath: String?
    /// The archive that the users' Python comes from; nil for one that Debian or an image has.
    public var pythonArchive: PythonArchiveFacts?
    /// The folder of the user's environment: `/opt/datalab/env`.
    public var userPrefix: String
    /// Requirements that are always installed beside the user's.
    public var userRequirements: [String]
    /// The Debian packages, by name; of a base made from an image, those on top of it.
    public var systemPackages: [DebianPackage]
    /// The Python packages of the server, by name.
    public var serverPackages: [ServerPackage]
    /// The shared libraries that the loader finds, sorted: `libz.so.1`; nil for a base made from an image, which nobody looks into.
    public var libraries: [String]?
    /// The digest of everything the base was made of: recipe, variant, architecture, layer format.
    public var key: Digest
    /// The Debian packages that were added to a recipe's base; nil for the recipe's base itself.
    public var addition: SystemAddition?

    /// Facts of a base that starts by a recipe's contract; what is in it is added by what makes it.
    package init(
        recipe: Recipe,
        contract: Recipe.Contract,
        variant: Recipe.Variant,
        target: PythonTarget,
        key: Digest,
    ) {
        kind = recipe.kind
        self.variant = variant.name
        title = recipe.title
        self.target = target
        port = contract.page?.port
        probe = contract.page?.probe
        userPrefix = contract.user.prefix
        userRequirements = contract.user.requirements
        systemPackages = []
        serverPackages = []
        self.key = key
    }

    /// The path of the interpreter that users' packages run on.
    package var interpreter: String { interpreterPath ?? target.interpreter }

    /// The packages that were added to the recipe's base.
    public var added: SystemPackageSet { SystemPackageSet(addition?.requested ?? []) }

    /// `jupyterlab:trixie`, and with packages `jupyterlab:trixie+5f3759dfb0a1`.
    public var label: String { name.label }

    /// The base's name in its parts.
    package var name: BaseName {
        BaseName(kind: kind, variant: variant, adding: added, architecture: target.architecture)
    }

    /// The name in the store of who made it: `base/jupyterlab:trixie`; other architectures than x86_64 are part of it.
    var referenceName: String {
        name.description
    }
}

/// A relocatable Python that a base has from an archive.
public struct PythonArchiveFacts: Sendable, Hashable, Codable {
    /// The archive's file name.
    public var name: String
    /// The address that the recipe names.
    public var url: String
    /// The archive's digest.
    public var sha256: Digest
    /// The licence of what is in it, as an SPDX expression.
    public var licence: String
}

/// A Python package of a base's server.
public struct ServerPackage: Sendable, Hashable, Codable {
    /// The normalised name.
    public var name: String
    /// The version.
    public var version: String

    /// A package of a version.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}

/// The name of a base in a store.
public struct BaseName: Sendable, Hashable, CustomStringConvertible {
    /// What all names of bases begin with.
    public static let prefix = "base/"

    /// The kind.
    public let kind: DatalabKind
    /// The recipe's variant.
    public let variant: String
    /// What tells the packages that are added; nil for none.
    public let addition: String?
    /// The processor architecture.
    public let architecture: PythonTarget.Architecture

    /// A name from its parts.
    public init(
        kind: DatalabKind,
        variant: String,
        adding packages: SystemPackageSet = .empty,
        architecture: PythonTarget.Architecture,
    ) {
        self.kind = kind
        self.variant = variant
        addition = packages.isEmpty ? nil : packages.tag
        self.architecture = architecture
    }

    /// `base/jupyterlab:trixie`, `base/jupyterlab:trixie-arm64`, and with packages `base/jupyterlab:trixie+5f3759dfb0a1`.
    public var description: String {
        let suffix = architecture == .x86_64 ? "" : "-\(architecture.ociName)"
        return "\(Self.prefix)\(label)\(suffix)"
    }

    /// The tag that people know it by: `trixie`, `trixie-arm64`; nil for one with added packages, which is found by what it is.
    package var tag: String? {
        guard addition == nil else { return nil }
        return architecture == .x86_64 ? variant : "\(variant)-\(architecture.ociName)"
    }

    /// `jupyterlab:trixie`, and with packages `jupyterlab:trixie+5f3759dfb0a1`.
    public var label: String { "\(kind.rawValue):\(variant)\(addition.map { "+\($0)" } ?? "")" }
}

extension PythonTarget.Architecture {
    /// The name Debian and OCI use: `amd64`, `arm64`.
    package var ociName: String {
        switch self {
        case .x86_64: "amd64"
        case .aarch64: "arm64"
        }
    }

    /// The architecture this program runs on; nil for one that bases are not made for.
    package static var current: PythonTarget.Architecture? {
        #if arch(x86_64)
            .x86_64
        #elseif arch(arm64)
            .aarch64
        #else
            nil
        #endif
    }
}
