internal import Foundation
public import SystemPackage

/// The folders in which `datalab` keeps what it made and what it remembers.
public struct DatalabHome: Sendable {
    /// The folder all others are in.
    public let root: FilePath

    /// A home in a folder; nothing is made until it is needed.
    public init(root: FilePath) {
        self.root = root
    }

    /// The home the environment asks for: `$DATALAB_HOME`, else `$XDG_DATA_HOME/datalab`, else `~/.local/share/datalab`.
    public init(environment: [String: String]) {
        if let home = environment["DATALAB_HOME"], !home.isEmpty {
            root = FilePath(home)
        } else if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            root = FilePath(data).appending("datalab")
        } else {
            root = FilePath(environment["HOME"] ?? "/").appending(".local/share/datalab")
        }
    }

    /// Images: an OCI image layout.
    public var store: FilePath { root.appending("store") }
    /// Downloaded wheels, by digest.
    public var wheels: FilePath { root.appending("cache/wheels") }
    /// Downloaded source archives, by digest.
    public var sources: FilePath { root.appending("cache/sources") }
    /// Layers that are known by their inputs.
    public var layers: FilePath { root.appending("cache/layers") }
    /// The paths that wheels install, by wheel.
    public var installedPaths: FilePath { root.appending("cache/installed-paths") }
    /// The modules that wheels bring and the libraries they need, by wheel.
    public var wheelFacts: FilePath { root.appending("cache/wheel-facts") }
    /// What is known of all wheels of a datalab together, by their set.
    public var wheelSets: FilePath { root.appending("cache/wheel-sets") }
    /// Where unfinished uploads go on.
    public var uploads: FilePath { root.appending("cache/uploads") }
    /// Layers unpacked for starts on this machine, by DiffID.
    public var unpackedLayers: FilePath { root.appending("cache/unpacked-layers") }
    /// What is remembered of layers that a registry's cache knew.
    package var registryLayers: FilePath { root.appending("cache/registry/layers") }
    /// Which images hang on what only a registry's cache says.
    package var unsealedImages: FilePath { root.appending("cache/registry/unsealed-images") }
    /// Locks that are known by their inputs.
    public var locks: FilePath { root.appending("cache/locks") }
    /// What Debian's releases have, for those who look for a package.
    package var debianPackages: FilePath { root.appending("cache/debian-packages") }
    /// The roots that sources are built in.
    public var builderRoots: FilePath { root.appending("cache/roots") }
    /// Wheels that were built here.
    public var builtWheels: FilePath { root.appending("cache/built-wheels") }
    /// What `uv` remembers of the indexes.
    public var resolver: FilePath { root.appending("cache/uv") }
    /// What the files of sources were found to hold.
    public var checks: FilePath { root.appending("cache/checks") }
    /// The rules for secrets in compiled form.
    public var secretRules: FilePath { root.appending("cache/secret-rules") }
    /// The database of build records.
    public var records: FilePath { root.appending("builds.sqlite") }
    /// The logs of builds.
    public var logs: FilePath { root.appending("logs") }
    /// The locks living builds hold.
    public var running: FilePath { root.appending("running") }
    /// Who created datalabs here last.
    package var creator: FilePath { root.appending("creator.json") }
    /// Answers to the wizard that has not come to its end.
    public var creations: FilePath { root.appending("create") }
    /// Where builds put what they need only for themselves.
    public var scratch: FilePath { root.appending("scratch") }

    /// Makes a folder of this home and those above it.
    ///
    /// - Parameter folder: one of the folders above, or one below them.
    /// - Throws: `BuildFailure` with code `cannotWrite`.
    public func make(_ folder: FilePath) throws(BuildFailure) {
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        } catch {
            throw BuildFailure(.cannotWrite(folder), detail: error.localizedDescription)
        }
    }
}
