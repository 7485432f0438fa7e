internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

/// Finds the base whose Python a datalab gets, together with the packages it then has.
///
/// The rules are ``PythonCandidates``'; here each Python is tried: with a lock that is known, or by asking the resolver. A base is
/// not made for that, as what a release's Python takes is known before.
struct PythonStage {
    let run: BuildRun
    let bases: BaseStage
    let reading: SourceReading
    let folder: RecipeFolder

    /// What was found.
    struct Decision {
        /// The variant.
        let recipe: RecipeChoice
        /// The base, if it is in the store.
        let base: BaseImage?
        /// Where the packages go.
        var place: PackageSite
        var packages: LockedPackages
        let python: PythonChoice
        /// What the user should know of the choice.
        let warnings: [Problem]
    }

    /// A variant with what is known of its Python.
    private struct Site {
        let recipe: RecipeChoice
        let base: BaseImage?
        let place: PackageSite
    }

    private typealias Tried = (site: Site, packages: LockedPackages)

    /// A stage for what was read.
    ///
    /// - Throws: `BaseError` with code `recipe`.
    init(_ run: BuildRun, _ bases: BaseStage, _ reading: SourceReading) throws(BaseError) {
        (self.run, self.bases, self.reading) = (run, bases, reading)
        folder = try RecipeFolder.find(reading.metadata.kind ?? .jupyterlab, in: run.site.recipes)
    }

    /// Decides.
    ///
    /// - Parameter make: makes the base of a choice; used only where nothing is known of its Python otherwise.
    /// - Returns: the choice and the packages.
    /// - Throws: `InputFailure` when no Python may be taken; `PackagesError` with what the best one lacks.
    func decide(make: ((RecipeChoice) async throws -> BaseImage)? = nil) async throws -> Decision {
        let problems = InputRules(recipe: folder.recipe, site: run.site).problems(with: reading)
        guard problems.isEmpty else { throw InputFailure(problems) }
        let candidates = candidates
        guard let first = candidates.all.first else { throw try await refusal() }
        // The usual one is looked for, or even made, before the packages are resolved; an archive may be out of reach.
        let site = first.variant.archive == nil ? try await site(of: first.variant, make: make) : nil
        let memory = try memory(of: candidates)
        return try await run.clock.run("resolving") {
            let decision =
                if let memory, let known = try await remembered(memory, candidates) {
                    known
                } else {
                    try await search(candidates, first: site, memory)
                }
            let packages = decision.packages
            let python = decision.python.reason == .standard ? "" : "Python \(decision.python.version), "
            let built = packages.sources.isEmpty ? "" : ", \(packages.sources.count) built from source"
            let count = packages.wheels.count
            let lock = "\(count) package\(count == 1 ? "" : "s")\(built), lock \(packages.isReused ? "reused" : "new")"
            for warning in decision.warnings { run.clock.progress(.warning(warning)) }
            return StageResult(decision, python + lock)
        }
    }

    private var candidates: PythonCandidates {
        // An image that was named has the Python it has, whatever the recipe's variants have.
        guard run.site.baseImage != nil else {
            return PythonCandidates(
                folder.recipe,
                request: reading.python,
                conditions: reading.packages?.requiresPython ?? []
            )
        }
        var recipe = folder.recipe
        recipe.variants = [recipe.variant(for: reading.python) ?? recipe.defaultVariant].compactMap { $0 }
        return PythonCandidates(recipe, request: nil)
    }

    private func site(
        of variant: Recipe.Variant,
        make: ((RecipeChoice) async throws -> BaseImage)? = nil,
    ) async throws -> Site {
        let recipe = RecipeChoice(folder, variant, reading)
        if let base = try await bases.find(recipe) {
            return Site(recipe: recipe, base: base, place: PackageSite(base.facts))
        }
        if let below = try await bases.findBelow(recipe) {
            return Site(recipe: recipe, base: nil, place: PackageSite(below.facts))
        }
        try await bases.checkPython(of: variant)
        do {
            return Site(recipe: recipe, base: nil, place: try recipe.expectedPackages())
        } catch {
            guard let base = try await make?(recipe) else { throw error }
            return Site(recipe: recipe, base: base, place: PackageSite(base.facts))
        }
    }

    /// For what a Python is asked.
    private enum Asking {
        /// It comes first: its failure is explained, sources may be built on its base, and are lent to the others.
        case preferred(LentWheels)
        /// It may do better: no base of its own is made to find that out. What has only source is built on the preferred one, where
        /// that is given.
        case other(LentWheels, on: Site?)
        /// It is taken.
        case final
    }

    /// The lock for a site; what has only source stays unbuilt, unless nothing else tells what it requires.
    ///
    /// - Returns: the packages.
    /// - Throws: `PackagesError` with what is lacking; what building sources throws; `CancellationError`.
    private func lock(for site: Site, _ asking: Asking, again: Bool = false) async throws -> LockedPackages {
        var stage = try run.packageStage(reading, for: site.place, on: site.recipe, site.base)
        switch asking {
        case .preferred(let lent): stage.building = lent.remembering(stage.building)
        case .other(let lent, let preferred):
            let builder = try preferred.map {
                try run.packageStage(reading, for: $0.place, on: $0.recipe, $0.base).building
            }
            stage.building = lent.lending(stage.building.policy, building: builder, try elsewhere(site))
            stage.resolver.explainsFailures = false
            // What was built on another base is lent for the answer, not for the image.
            stage.keepsLocks = { lent.isEmpty }
        case .final: break
        }
        return try await stage.lock(
            reading.packages,
            upgrades: again || run.request.upgradesLock || run.request.rebuildsSources,
            buildsSources: false,
            scratch: run.scratch.path,
            progress: run.clock.progress
        )
    }

    /// The memory of what was found for these packages; nil where nothing is known of a base before it is there.
    private func memory(of candidates: PythonCandidates) throws -> PythonMemory? {
        guard let first = candidates.all.first?.variant,
            let place = try? RecipeChoice(folder, first, reading).expectedPackages()
        else { return nil }
        let stage = try run.packageStage(reading, for: place, on: RecipeChoice(folder, first, reading), nil)
        let lock = stage.key(reading.packages)
        return PythonMemory(home: run.site.home, lock: lock, candidates: candidates)
    }

    /// What an earlier build found, while its lock is known.
    private func remembered(_ memory: PythonMemory, _ candidates: PythonCandidates) async throws -> Decision? {
        guard !run.request.upgradesLock, let choice = memory.choice,
            let variant = candidates.all.first(where: { $0.variant.name == choice.variant })?.variant
        else { return nil }
        let site = try await site(of: variant)
        let stage = try run.packageStage(reading, for: site.place, on: site.recipe, site.base)
        guard let packages = try stage.known(reading.packages) else { return nil }
        return decision((site, packages), choice)
    }

    private func search(
        _ candidates: PythonCandidates,
        first: Site?,
        _ memory: PythonMemory?,
    ) async throws -> Decision {
        // A Python that has wheels where the preferred one would have to build comes first. What has no wheel for any Python is
        // built on each of them, and nobody goes back to releases of years ago: who leaves a version open does not ask for that.
        let lent = LentWheels()
        var buildable: [String: Tried] = [:]
        var preferred: Site?
        var wanted: [LockedPackages.Lack] = []
        let outcome = try await PythonSearch<Tried>.run(candidates) { variant, isFirst in
            let known = variant == first?.recipe.variant ? first : nil
            let site = if let known { known } else { try await site(of: variant) }
            if isFirst { preferred = site }
            // A preferred one that could be taken has built what counts.
            let helper = buildable.isEmpty ? preferred : nil
            var packages = try await lock(for: site, isFirst ? .preferred(lent) : .other(lent, on: helper))
            let lacks = packages.lacks.isEmpty ? [] : try await elsewhere(site).having(packages.lacks)
            if isFirst {
                wanted = lacks
                // A lock that was known lends nothing.
                if !lacks.isEmpty, packages.isReused {
                    packages = try await lock(for: site, .preferred(lent), again: true)
                }
            }
            guard lacks.isEmpty else {
                buildable[variant.name] = (site, packages)
                throw PackagesError(.noMatchingWheel, lacks.map { .error($0.message) })
            }
            if let shortfall = packages.shortfall(of: wanted) {
                throw PackagesError(.noMatchingWheel, "Python \(variant.python.series) lacks \(shortfall)")
            }
            return (site, packages)
        }
        switch outcome {
        case .found(_, let tried, let choice):
            let final =
                choice.rejected.isEmpty || lent.isEmpty ? tried : (tried.site, try await lock(for: tried.site, .final))
            try memory?.keep(choice)
            return decision(final, choice)
        case .none(let failures):
            let near = if let first { try await elsewhere(first).python(of: wanted) } else { PythonVersion?.none }
            let best = PythonSearch.best(
                of: candidates,
                near: near,
                in: buildable,
                lacking: { $0.packages.lacks.count },
                after: failures
            )
            guard let built = best else { throw Self.failure(failures) }
            let isPreferred = built.choice.variant == candidates.all.first?.variant.name
            let final = isPreferred ? built.value : (built.value.site, try await lock(for: built.value.site, .final))
            try memory?.keep(built.choice)
            return decision(final, built.choice)
        }
    }

    private func elsewhere(_ site: Site) throws -> WheelsElsewhere {
        let stage = try run.packageStage(reading, for: site.place, on: site.recipe, site.base)
        return WheelsElsewhere(resolver: stage.resolver, request: reading.packages)
    }

    private func decision(_ tried: Tried, _ choice: PythonChoice) -> Decision {
        let (variant, base) = (tried.site.recipe.variant, tried.site.base)
        let python = base.flatMap { try? PythonVersion.parse($0.facts.target.fullVersion) } ?? variant.knownPython
        return Decision(
            recipe: tried.site.recipe,
            base: base,
            place: tried.site.place,
            packages: tried.packages,
            python: choice,
            warnings: [PythonAdvice(request: reading.python).warning(on: choice, python)].compactMap { $0 },
        )
    }

    // MARK: failing

    /// What the best Python lacks, and that the others do not help.
    private static func failure(_ failures: [(variant: Recipe.Variant, failure: PackagesError)]) -> PackagesError {
        // What a Python within reach lacks can be mended where the datalab is made; an archive out of reach cannot.
        let best = failures.firstIndex { $0.failure.code != .download } ?? 0
        let first = failures[best].failure
        let others = failures.indices.filter { $0 != best }.map { failures[$0].variant.python.series }
        guard !others.isEmpty else { return first }
        let tried = others.joined(separator: ", ")
        let note = Problem.warning("no other Python has all packages either: \(tried) were tried")
        return PackagesError(first.code, first.problems + [note], file: first.file, cause: first.cause)
    }

    /// Why none may be taken, with the nearest and what it lacks.
    private func refusal() async throws -> InputFailure {
        let advice = PythonAdvice(request: reading.python)
        let conditions = reading.packages?.requiresPython ?? []
        let all = folder.recipe.variants.sorted { $0.python < $1.python }
        let allowed = all.filter { variant in conditions.allSatisfy { $0.mayHold(for: variant.knownPython) } }
        let nearest = advice.nearest(allowed)
        var lacks: [Problem] = []
        if let nearest, let site = try? await site(of: nearest) {
            do {
                _ = try await lock(for: site, .final)
            } catch let error as PackagesError where error.isAboutPython {
                lacks = error.problems
            }
        }
        return InputFailure(
            advice.refusal(
                of: all.map(\.python),
                condition: conditions.map(\.description).joined(separator: ","),
                in: reading.packages?.file,
                nearest: nearest?.python,
                lacks: lacks
            )
        )
    }
}
