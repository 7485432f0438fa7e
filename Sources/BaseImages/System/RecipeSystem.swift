internal import ContentStore
internal import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// Makes the Debian system of a recipe's variant, and in it the environment that serves the page.
struct RecipeSystem {
    let folder: RecipeFolder
    let plan: BasePlan
    let layout: ImageLayout
    let wheels: WheelCache
    let mirrors: DebianMirrors
    let archives: PythonArchives
    /// A folder of its own for temporary files.
    let work: FilePath

    /// What was made.
    struct Made {
        let facts: SystemFacts
        /// The layers of the system, then those of the server, bottom first.
        let layers: [BaseLayer]
        let serverPackages: [ServerPackage]
    }

    private var recipe: Recipe { folder.recipe }
    private var sink: LayerSink { LayerSink(blobs: layout.blobs) }
    /// The Debian system as it was made.
    private var tar: FilePath { work.appending("system.tar") }

    /// Makes the system.
    ///
    /// - Parameters:
    ///   - suite: the release of Debian.
    ///   - divide: chooses what of the system becomes layers, and which.
    ///   - progress: told what goes on.
    /// - Returns: what was made.
    /// - Throws: as ``BaseBuilder/build(_:variant:architecture:isForced:progress:)``.
    func make(
        _ suite: String,
        divide: @escaping @Sendable (SystemTree, SystemFacts) -> [SystemLayers.Part],
        progress: @escaping ProgressHandler,
    ) async throws -> Made {
        let lock = try recipe.server.map { try ServerEnvironment.lock(folder, $0, plan.variant) }
        let bootstrap = DebianBootstrap(
            suite: suite,
            packages: recipe.packages(of: plan.variant),
            unpacked: recipe.unpacked,
            architecture: plan.architecture,
            mirrors: mirrors,
        )
        let (facts, systemLayers) = try await system(bootstrap, divide, progress: progress)
        var (packages, serverLayers): ([ServerPackage], [BaseLayer]) = ([], [])
        if let server = recipe.server, let lock {
            let environment = ServerEnvironment(prefix: server.prefix, target: facts.target)
            let installed = try await compiled(lock, environment, facts, bootstrap, progress: progress)
            progress(.log("writing the server's layers"))
            packages = installed.map(\.package).sorted { $0.name < $1.name }
            serverLayers = try await environment.layers(installed, sink: sink)
        }
        return Made(facts: facts, layers: systemLayers + serverLayers, serverPackages: packages)
    }

    /// The server's packages with the bytecode that the system's Python makes of them.
    private func compiled(
        _ lock: PackageLock,
        _ server: ServerEnvironment,
        _ system: SystemFacts,
        _ bootstrap: DebianBootstrap,
        progress: @escaping ProgressHandler,
    ) async throws -> [ServerEnvironment.Installed] {
        let wheels = try await server.install(lock, from: wheels, progress: progress)
        let compiler = ServerBytecode(
            scheme: server.scheme,
            python: system.target.interpreter,
            system: tar,
            bootstrap: bootstrap,
            work: work,
        )
        return try await compiler.added(to: wheels, progress: progress)
    }

    private func system(
        _ bootstrap: DebianBootstrap,
        _ divide: @escaping @Sendable (SystemTree, SystemFacts) -> [SystemLayers.Part],
        progress: @escaping ProgressHandler,
    ) async throws -> (SystemFacts, [BaseLayer]) {
        progress(.log("making a Debian '\(bootstrap.suite)' system"))
        try await bootstrap.run(into: tar) { progress(.log($0)) }
        // With a Python from an archive, the system's own is whichever the release has: it serves the page.
        let own = plan.variant.archive == nil ? nil : DebianRelease(suite: bootstrap.suite)?.python.series
        let (python, architecture) = (own ?? plan.variant.python.series, plan.architecture)
        let (facts, parts) = try await BlockingWork.run { [tar, work] in
            let spool = try TarSpool.read(tar, scratch: work.appending("system.files"), specialFiles: .drop)
            var tree = SystemTree(cleaning: spool.entries)
            DefaultUser.add(to: &tree)
            let facts = try SystemFacts(tree, python: python, architecture: architecture)
            return (facts, divide(tree, facts))
        }
        progress(.log("writing the system's layers"))
        var layers: [BaseLayer] = []
        for part in parts {
            layers.append(try await sink.write(part.entries, role: .system, contents: part.contents))
        }
        return (facts, layers)
    }
}
