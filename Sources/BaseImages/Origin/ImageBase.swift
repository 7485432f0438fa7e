internal import ContentStore
internal import DatalabModel
internal import OCIModel
internal import PythonPackages

/// Makes a base from an image of a registry: the image as it is when it is a datalab base, else its layers below a contract.
struct ImageBase {
    let folder: RecipeFolder
    let plan: BasePlan
    let origin: OriginImage
    let layout: ImageLayout

    /// Makes the base.
    ///
    /// - Throws: `BaseError` with code `origin` or `recipe`, `LayerArchiveError`, `StoreError`.
    func make() async throws -> BaseImage {
        if let facts = BaseFacts(of: origin.image), !plan.isExtended { return try adopt(facts) }
        guard let contract = folder.recipe.contract, plan.isExtended else {
            throw BaseError(
                .origin,
                "the image '\(origin.name)' is no datalab base: it does not say how it starts",
                hint:
                    "name one that 'datalab base build' made, or write 'port', 'probe', 'user' and 'entrypoint' in the recipe",
            )
        }
        return try await extend(contract)
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

    private func extend(_ contract: Recipe.Contract) async throws -> BaseImage {
        guard let target = plan.variant.target(on: plan.architecture) else {
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
        facts.interpreterPath = plan.variant.system?.interpreter
        let entries = try ContractLayer(facts: facts, systemBytecode: []).entries(folder.rootEntries())
        let top = try await LayerSink(blobs: layout.blobs)
            .write(entries, role: .contract, contents: "start contract, empty user environment")
        return try BaseAssembly(contract: contract, facts: facts, layers: origin.layers + [top], origin: origin)
            .store(in: layout)
    }
}

extension Recipe.Variant {
    /// The Python of an image as the recipe tells it; nil when it leaves that to the image.
    func target(on architecture: PythonTarget.Architecture) -> PythonTarget? {
        system.flatMap { PythonTarget(fullVersion: "\(python)", glibc: $0.glibc, architecture: architecture) }
    }
}
