internal import ContentStore
internal import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting

/// Makes a base from an image of a registry: the image as it is when it is a datalab base, else its layers below a contract, and
/// where the recipe says so below packages of Debian.
struct ImageBase {
    let folder: RecipeFolder
    let plan: BasePlan
    let origin: OriginImage
    let system: RecipeSystem
    let layout: ImageLayout

    /// Makes the base.
    ///
    /// - Throws: `BaseError` with code `origin` or `recipe`, `LayerArchiveError`, `StoreError`; where packages go on top, as
    ///   ``BaseBuilder/build(_:variant:architecture:isForced:progress:)``.
    func make(progress: @escaping ProgressHandler) async throws -> BaseImage {
        if let facts = adoptable { return try adopt(facts) }
        guard let contract = folder.recipe.contract, plan.isExtended else {
            throw BaseError(
                .origin,
                "the image '\(origin.name)' is no datalab base: it does not say how it starts",
                hint:
                    "name one that 'datalab base build' made, or write 'port', 'probe', 'user' and 'entrypoint' in the recipe",
            )
        }
        return try await extend(contract, progress: progress)
    }

    private func adopt(_ facts: BaseFacts) throws -> BaseImage {
        guard facts.kind == folder.recipe.kind else {
            throw BaseError(
                .origin,
                "the base '\(origin.name)' is for \(facts.kind.rawValue), expected \(folder.recipe.kind.rawValue)",
                hint: "name a base of that kind",
            )
        }
        if plan.override == nil { try check(facts.target) }
        var named = origin.image.descriptor
        named.annotations = [
            AnnotationKey.baseName: origin.name,
            AnnotationKey.baseDigest: origin.image.descriptor.digest.description,
            AnnotationKey.baseKey: plan.key.description,
        ]
        try layout.setReference(plan.name.description, to: named)
        return BaseImage(
            try StoredImage(named, in: layout.blobs),
            named: plan.name.description,
            facts: facts,
        )
    }

    private func check(_ target: PythonTarget) throws(BaseError) {
        guard target.pythonVersion == plan.variant.python.series else {
            throw BaseError(
                .origin,
                "the base '\(origin.name)' has Python \(target.pythonVersion), the recipe says \(plan.variant.python.series)",
                hint: "correct 'python' of the variant '\(plan.variant.name)'",
            )
        }
    }

    /// Whether packages of Debian go on top of the image: a system has to be made to have them.
    var needsPackages: Bool { adoptable == nil && plan.isExtended && plan.variant.suite != nil }

    /// What an image says of itself that is a base already, and is to stay what it is.
    private var adoptable: BaseFacts? {
        plan.isExtended && plan.override == nil ? nil : BaseFacts(of: origin.image)
    }

    private func extend(_ contract: Recipe.Contract, progress: @escaping ProgressHandler) async throws -> BaseImage {
        let files = try folder.rootEntries()
        guard let suite = plan.variant.suite else {
            let facts = try facts(contract, plan.variant.target(on: plan.architecture))
            return try await assemble(contract, facts, [], systemBytecode: [], files)
        }
        let made = try await system.make(
            suite,
            divide: { tree, facts in PackagesAboveImage(tree, status: facts.status).parts },
            progress: progress
        )
        var facts = try facts(contract, made.facts.target)
        facts.suite = suite
        facts.serverPrefix = folder.recipe.server?.prefix
        facts.systemPackages = made.facts.status.aboveImages
        facts.serverPackages = made.serverPackages
        let more = files + [DefaultUser.homeFolder]
        return try await assemble(contract, facts, made.layers, systemBytecode: made.facts.bytecode, more)
    }

    private func facts(_ contract: Recipe.Contract, _ target: PythonTarget?) throws(BaseError) -> BaseFacts {
        guard let target else {
            throw BaseError(
                .recipe,
                "nothing says where Python is in the image '\(origin.name)', and on what glibc",
                hint:
                    "write 'interpreter: /usr/bin/python3.11' and 'glibc: \"2.36\"' in the variant '\(plan.variant.name)'",
            )
        }
        var facts = BaseFacts(
            recipe: folder.recipe,
            contract: contract,
            variant: plan.variant,
            target: target,
            key: plan.key
        )
        // Of an image that was named instead, a name of its own.
        facts.variant = plan.name.variant
        facts.interpreterPath = plan.variant.system?.interpreter
        return facts
    }

    private func assemble(
        _ contract: Recipe.Contract,
        _ facts: BaseFacts,
        _ layers: [BaseLayer],
        systemBytecode: [String],
        _ files: [LayerEntry],
    ) async throws -> BaseImage {
        let entries = try ContractLayer(
            facts: facts,
            systemPython: facts.target.pythonVersion,
            systemBytecode: systemBytecode
        )
        .entries(files)
        let top = try await LayerSink(blobs: layout.blobs)
            .write(entries, role: .contract, contents: ContractLayer.contents)
        return try BaseAssembly(
            contract: contract,
            facts: facts,
            layers: origin.layers + layers + [top],
            origin: origin
        )
        .store(in: layout)
    }
}

extension Recipe.Variant {
    /// The Python of an image as the recipe tells it; nil when it leaves that to the image.
    func target(on architecture: PythonTarget.Architecture) -> PythonTarget? {
        system.flatMap { PythonTarget(fullVersion: "\(python)", glibc: $0.glibc, architecture: architecture) }
    }
}
