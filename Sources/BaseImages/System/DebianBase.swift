internal import ContentStore
internal import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// Makes a base of Debian: the system, the server's environment, the start contract.
struct DebianBase {
    let folder: RecipeFolder
    let plan: BasePlan
    let layout: ImageLayout
    let wheels: WheelCache
    let mirrors: DebianMirrors
    /// A folder of its own for temporary files.
    let work: FilePath

    private var recipe: Recipe { folder.recipe }
    private var sink: LayerSink { LayerSink(blobs: layout.blobs) }
    /// The Debian system as it was made.
    private var tar: FilePath { work.appending("system.tar") }

    /// Makes the base.
    ///
    /// - Throws: as ``BaseBuilder/build(_:variant:architecture:isForced:progress:)``.
    func make(progress: @escaping ProgressHandler) async throws -> BaseImage {
        guard let contract = recipe.contract, case .debian(let suite) = plan.variant.origin else {
            throw BaseError(.recipe, "the recipe '\(folder.path)' does not say how its base starts")
        }
        let lock = try recipe.server.map { try ServerEnvironment.lock(folder, $0, plan.variant) }
        let files = try folder.rootEntries()
        let bootstrap = DebianBootstrap(
            suite: suite,
            packages: recipe.packages(of: plan.variant),
            unpacked: recipe.unpacked,
            architecture: plan.architecture,
            mirrors: mirrors,
        )
        let (system, systemLayers) = try await system(suite, bootstrap, progress: progress)
        var (packages, serverLayers): ([ServerPackage], [BaseLayer]) = ([], [])
        if let server = recipe.server, let lock {
            let environment = ServerEnvironment(prefix: server.prefix, target: system.target)
            let installed = try await compiled(lock, environment, system, bootstrap, progress: progress)
            progress(.log("writing the server's layers"))
            packages = installed.map(\.package)
            serverLayers = try await environment.layers(installed, sink: sink)
        }
        var facts = BaseFacts(
            recipe: recipe,
            contract: contract,
            variant: plan.variant,
            target: system.target,
            key: plan.key
        )
        (facts.suite, facts.debian, facts.serverPrefix) = (suite, system.debian, recipe.server?.prefix)
        facts.systemPackages = (system.status.entries.map(\.package) + system.unpacked).sorted { $0.name < $1.name }
        facts.serverPackages = packages.sorted { $0.name < $1.name }
        let entries = try ContractLayer(facts: facts, systemBytecode: system.bytecode).entries(files)
        let top = try await sink.write(entries, role: .contract, contents: "start contract, empty user environment")
        return try BaseAssembly(contract: contract, facts: facts, layers: systemLayers + serverLayers + [top])
            .store(in: layout)
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
        _ suite: String,
        _ bootstrap: DebianBootstrap,
        progress: @escaping ProgressHandler,
    ) async throws -> (SystemFacts, [BaseLayer]) {
        progress(.log("making a Debian '\(suite)' system"))
        try await bootstrap.run(into: tar) { progress(.log($0)) }
        let (python, architecture) = (plan.variant.python.series, plan.architecture)
        let (facts, parts) = try await BlockingWork.run { [tar, work] in
            let spool = try TarSpool.read(tar, scratch: work.appending("system.files"), specialFiles: .drop)
            var tree = SystemTree(cleaning: spool.entries)
            DefaultUser.add(to: &tree)
            let facts = try SystemFacts(tree, python: python, architecture: architecture)
            return (facts, SystemLayers(tree, status: facts.status).parts)
        }
        progress(.log("writing the system's layers"))
        var layers: [BaseLayer] = []
        for part in parts {
            layers.append(try await sink.write(part.entries, role: .system, contents: part.contents))
        }
        return (facts, layers)
    }
}
