internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import HTTPTransfer
internal import PythonPackages
internal import SystemPackage

/// The base a datalab is built on: found in the store, or built once.
struct BaseStage {
    let site: BuildSite
    let layout: ImageLayout

    /// The base of a recipe as it is in the store or published; nil when it has to be built of Debian's packages.
    ///
    /// Of a published base and of an image in a registry, manifest and configuration are read, no layers.
    func find(_ choice: RecipeChoice) async throws -> BaseImage? {
        let builder = builder(scratch: site.home.scratch)
        guard choice.variant.isOfImage || site.baseImage != nil else {
            return try await builder.find(choice.folder, variant: choice.variant.name, adding: choice.addition)
        }
        let base = try await builder.findOrRead(choice.folder, variant: choice.variant.name)
        return try base.map { try choice.fitting($0, isNamed: site.baseImage != nil) }
    }

    /// What adding packages to a base will do; nil when none are asked for.
    ///
    /// Packages that are known to be in a base cost nothing; else the archives' lists are read, and nothing is made.
    /// - Parameters:
    ///   - choice: the recipe and the packages.
    ///   - base: the base with them, if it is in the store.
    ///   - clock: times the look at the archives.
    /// - Returns: what is asked for, and what comes with it.
    /// - Throws: `BaseError` with code `packages`, which names all that do not exist; `ToolFailure`; `CancellationError`.
    func plan(_ choice: RecipeChoice, _ base: BaseImage?, clock: StageClock) async throws -> BuildPlan.SystemPackages? {
        guard !choice.addition.isEmpty else { return nil }
        var plan = BuildPlan.SystemPackages(requested: choice.addition.names, isBuilt: base != nil, added: [])
        if let base {
            plan.added = base.facts.addition?.packages.map { .init(name: $0.name, version: $0.version) } ?? []
            return plan
        }
        let builder = builder(scratch: site.home.scratch)
        let progress = clock.progress
        let resolved = try await clock.run("system packages") {
            let found = try await builder.resolve(
                choice.systemPackages,
                folder: choice.folder,
                variant: choice.variant.name,
                progress: progress
            )
            return StageResult(found, "\(choice.systemPackages.count) asked for, all there")
        }
        plan.provided = resolved.taken.provided.isEmpty ? nil : resolved.taken.provided
        plan.added = resolved.added?.map { .init(name: $0.name, version: $0.version) }
        return plan
    }

    /// Fails where the Python of a variant cannot be had.
    ///
    /// - Throws: `PackagesError` with code `download`; `BaseError` with code `recipe`.
    func checkPython(of variant: Recipe.Variant) async throws {
        guard let fault = try await builder(scratch: site.home.scratch).fault(ofPythonOf: variant) else { return }
        let message = "the archive of Python \(variant.python.series) cannot be had: \(fault)"
        throw PackagesError(.download, message, at: variant.archive?.place, hint: PythonArchives.hint)
    }

    /// The base without added packages, if it is in the store.
    func findBelow(_ choice: RecipeChoice) async throws -> BaseImage? {
        guard !choice.addition.isEmpty else { return nil }
        return try await builder(scratch: site.home.scratch).find(choice.folder, variant: choice.variant.name)
    }

    /// The base of a recipe, built when the store does not have it.
    ///
    /// - Parameters:
    ///   - choice: the recipe, and what the datalab adds.
    ///   - found: the base, where it was found already.
    ///   - scratch: the build's folder.
    ///   - clock: times it.
    /// - Returns: the base.
    /// - Throws: `BaseError`, `ToolFailure`, `CancellationError`.
    func obtain(
        _ choice: RecipeChoice,
        found: BaseImage? = nil,
        scratch: ScratchFolder,
        clock: StageClock,
    ) async throws -> BaseImage {
        let builder = builder(scratch: scratch.path)
        let progress = clock.progress
        return try await clock.run("base") {
            let known = found.map { (base: $0, isNew: false) }
            let (base, isNew) =
                if let known { known } else {
                    try await builder.build(
                        choice.folder,
                        variant: choice.variant.name,
                        adding: choice.systemPackages,
                        progress: progress
                    )
                }
            let origin =
                base.origin.map { " from \($0.name)" } ?? base.places?.first.map { " published as \($0)" } ?? ""
            return StageResult(
                try choice.fitting(base, isNamed: site.baseImage != nil),
                "\(choice.name)\(origin) \(isNew ? "built" : "reused")  \(base.digest)"
            )
        }
    }

    func builder(scratch: FilePath) -> BaseBuilder {
        BaseBuilder(
            layout: layout,
            wheels: WheelCache(root: site.home.wheels, session: TransferSession()),
            scratch: scratch,
            mirrors: site.mirrors,
            archives: site.pythonArchives,
            registries: BaseRegistries(credentials: site.credentials, options: site.registries),
            published: site.bases,
            image: site.baseImage,
        )
    }
}
