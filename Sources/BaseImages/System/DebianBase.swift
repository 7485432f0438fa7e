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
    let system: RecipeSystem
    let layout: ImageLayout

    /// Makes the base.
    ///
    /// - Throws: as ``BaseBuilder/build(_:variant:architecture:isForced:progress:)``.
    func make(progress: @escaping ProgressHandler) async throws -> BaseImage {
        guard let contract = folder.recipe.contract, case .debian(let suite) = plan.variant.origin else {
            throw BaseError(.recipe, "the recipe '\(folder.path)' does not say how its base starts")
        }
        let files = try folder.rootEntries()
        // First: it is the one thing that may be out of reach.
        let python = try await python(progress: progress)
        let made = try await system.make(
            suite,
            divide: { tree, facts in SystemLayers(tree, status: facts.status).parts },
            progress: progress
        )
        var facts = BaseFacts(
            recipe: folder.recipe,
            contract: contract,
            variant: plan.variant,
            target: try target(made.facts.target),
            key: plan.key
        )
        (facts.interpreterPath, facts.pythonArchive) = (python?.interpreter, python?.facts)
        (facts.suite, facts.debian) = (suite, made.facts.debian)
        facts.serverPrefix = folder.recipe.server?.prefix
        facts.serverTarget = folder.recipe.server.map { _ in made.facts.target }
        facts.systemPackages = (made.facts.status.entries.map(\.package) + made.facts.unpacked)
            .sorted { $0.name < $1.name }
        facts.serverPackages = made.serverPackages
        facts.libraries = made.facts.libraries
        let entries = try ContractLayer(
            facts: facts,
            systemPython: made.facts.target.pythonVersion,
            systemBytecode: made.facts.bytecode
        )
        .entries(files)
        let top = try await LayerSink(blobs: layout.blobs)
            .write(entries, role: .contract, contents: ContractLayer.contents)
        let layers = made.layers + (python.map { [$0.layer] } ?? []) + [top]
        return try BaseAssembly(contract: contract, facts: facts, layers: layers).store(in: layout)
    }

    /// The Python of the variant's archive in a layer of its own; nil for a variant that has Debian's.
    private func python(progress: @escaping ProgressHandler) async throws -> (
        layer: BaseLayer, interpreter: String, facts: PythonArchiveFacts
    )? {
        guard let archive = plan.variant.archive else { return nil }
        let found = try system.archives.archive(archive, for: plan.architecture)
        progress(.log("Python \(plan.variant.python) comes from \(found.name)"))
        let file = try await system.archives.fetch(found, plan.variant, with: system.wheels, progress: progress)
        let python = RelocatablePython(
            version: plan.variant.python,
            archive: archive,
            architecture: plan.architecture
        )
        let scratch = system.work.appending("python.files")
        let entries = try await BlockingWork.run { try python.entries(of: file, scratch: scratch) }
        let contents = "Python \(plan.variant.python), relocatable"
        let layer = try await LayerSink(blobs: layout.blobs).write(entries, role: .system, contents: contents)
        let facts = PythonArchiveFacts(
            name: found.name,
            url: found.url,
            sha256: found.sha256,
            licence: archive.licence
        )
        return (layer, python.interpreter, facts)
    }

    /// What users' packages are chosen for: the archive's Python on the system's glibc.
    private func target(_ system: PythonTarget) throws(BaseError) -> PythonTarget {
        guard plan.variant.archive != nil else { return system }
        let target = PythonTarget(
            fullVersion: "\(plan.variant.python)",
            glibc: system.glibc,
            architecture: system.architecture
        )
        guard let target else { throw BaseError(.recipe, "Python \(plan.variant.python) is not supported") }
        return target
    }
}
