internal import ContentStore
internal import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting

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
        let made = try await system.make(
            suite,
            divide: { tree, facts in SystemLayers(tree, status: facts.status).parts },
            progress: progress
        )
        var facts = BaseFacts(
            recipe: folder.recipe,
            contract: contract,
            variant: plan.variant,
            target: made.facts.target,
            key: plan.key
        )
        (facts.suite, facts.debian) = (suite, made.facts.debian)
        facts.serverPrefix = folder.recipe.server?.prefix
        facts.systemPackages = (made.facts.status.entries.map(\.package) + made.facts.unpacked)
            .sorted { $0.name < $1.name }
        facts.serverPackages = made.serverPackages
        let entries = try ContractLayer(facts: facts, systemBytecode: made.facts.bytecode).entries(files)
        let top = try await LayerSink(blobs: layout.blobs)
            .write(entries, role: .contract, contents: ContractLayer.contents)
        return try BaseAssembly(contract: contract, facts: facts, layers: made.layers + [top]).store(in: layout)
    }
}
