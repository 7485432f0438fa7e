internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

/// What a datalab is given beside its files: the packages its files require, and what is added since they need it.
struct Provision: Sendable {
    /// The lock, with what was added.
    var packages: LockedPackages
    /// The requirements that were added because something imports them.
    var addedRequirements: [AddedRequirement] = []
    /// The Debian packages that were added because Python packages need their libraries.
    var addedLibraries: [AddedLibraryPackage] = []
    /// What of the packages is for the page's server; nil for nothing.
    var serverHalves: ServerHalves?
    /// What is missing and was not added.
    var problems: [Problem] = []
}

extension BuildRun {
    /// Holds what the files import against what their requirements bring.
    ///
    /// - Parameters:
    ///   - reading: what was read of the source.
    ///   - decision: the recipe, and the lock of what the files require.
    ///   - layers: what remembers the packages' wheels.
    ///   - base: the recipe's base, if it is there.
    ///   - buildsSources: whether what has only source is built now; a plan leaves that.
    /// - Returns: the packages, with what was added to them.
    /// - Throws: what the resolver throws for requirements that were added; `CancellationError`.
    func imports(
        _ reading: SourceReading,
        _ decision: PythonStage.Decision,
        _ layers: PackageLayers,
        base: BaseImage?,
        buildsSources: Bool,
    ) async throws -> Provision {
        try await clock.run("imports") {
            let recipe = decision.recipe
            let present =
                base?.facts.systemPackages.map(\.name) ?? recipe.folder.recipe.packages(of: recipe.variant)
            let stage = ImportStage(
                run: self,
                decision: decision,
                base: base,
                layers: layers,
                buildsSources: buildsSources,
                systemPackages: Set(present + recipe.systemPackages.map(\.name)),
            )
            let outcome = try await stage.hold(reading, decision.packages)
            let provision = Provision(
                packages: outcome.packages,
                addedRequirements: outcome.added,
                problems: outcome.problems,
            )
            let added = outcome.added.map(\.requirement).joined(separator: ", ")
            let missing = outcome.problems.isEmpty ? "nothing missing" : "\(outcome.problems.count) missing"
            return StageResult(provision, missing + (added.isEmpty ? "" : ", added: \(added)"))
        }
    }

    /// Adds the Debian packages that have the libraries which the wheels need and the base lacks.
    ///
    /// - Parameters:
    ///   - provision: the packages; takes what was added.
    ///   - layers: what remembers their wheels.
    ///   - base: the recipe's base, without what the datalab adds.
    ///   - recipe: the recipe, and what the datalab adds.
    /// - Throws: `CancellationError`.
    func libraries(_ provision: inout Provision, _ layers: PackageLayers, _ base: BaseImage, _ recipe: RecipeChoice)
        async throws
    {
        let packages = provision.packages
        let outcome = try await clock.run("libraries") {
            let outcome = LibraryStage(site: site).hold(packages, layers, base, recipe)
            for problem in outcome.problems { clock.progress(.warning(problem)) }
            for added in outcome.added {
                clock.progress(
                    .log(
                        "adding \(added.package): \(added.neededBy.joined(separator: ", ")) need \(added.libraries.joined(separator: ", "))"
                    )
                )
            }
            let added = outcome.added.map(\.package).joined(separator: ", ")
            return StageResult(outcome, added.isEmpty ? "nothing to be added" : "added to the base: \(added)")
        }
        provision.addedLibraries = outcome.added
        provision.problems += outcome.problems
    }
}
