internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

/// The recipe and the variant a datalab is built on: by its kind and the Python it asks for.
struct RecipeChoice: Sendable {
    let folder: RecipeFolder
    let variant: Recipe.Variant
    /// The Python the datalab asks for, if it does.
    let python: PythonVersionRequest?
    /// The Debian packages that are added to the base.
    let systemPackages: [SystemPackageRequest]

    /// Chooses for what was read.
    ///
    /// - Throws: `BaseError` when there is no recipe of the kind; `BuildFailure` with code `unknownPython`; `InputFailure` for
    ///   packages that the recipe does not accept or the site does not allow.
    init(_ reading: SourceReading, at site: BuildSite) throws {
        let folder = try RecipeFolder.find(reading.metadata.kind ?? .jupyterlab, in: site.recipes)
        // An image that was named has the Python it has, whatever the recipe's variants have.
        let fallback = site.baseImage == nil ? nil : folder.recipe.defaultVariant
        guard let variant = folder.recipe.variant(for: reading.python) ?? fallback else {
            throw BuildFailure(
                .unknownPython(
                    requested: reading.python?.description ?? "",
                    available: folder.recipe.variants.map(\.python.series),
                    place: reading.python?.place,
                )
            )
        }
        self.folder = folder
        self.variant = variant
        python = reading.python
        systemPackages = reading.systemPackages
        let problems = InputRules(recipe: folder.recipe, site: site).problems(with: reading)
        guard problems.isEmpty else { throw InputFailure(problems) }
    }

    /// The set of the Debian packages that are added.
    var addition: SystemPackageSet { SystemPackageSet(systemPackages.map(\.name)) }

    /// `kind:variant`, with what tells the packages that are added.
    var name: String {
        BaseName(kind: folder.recipe.kind, variant: variant.name, adding: addition, architecture: .x86_64).label
    }

    /// A base, if it has the Python that was asked for.
    ///
    /// - Throws: `BuildFailure` with code `unknownPython`.
    func fitting(_ base: BaseImage) throws(BuildFailure) -> BaseImage {
        guard let python, python.series != base.facts.target.pythonVersion else { return base }
        throw BuildFailure(
            .unknownPython(
                requested: "\(python)",
                available: [base.facts.target.pythonVersion],
                place: python.place,
            )
        )
    }

    /// What a base with packages of Debian that is not built yet will be: what its release has, on this machine's architecture.
    ///
    /// - Throws: `BuildFailure` with code `baseNeeded` for another suite.
    func expectedPackages() throws(BuildFailure) -> PackageSite {
        guard let contract = folder.recipe.contract, let architecture = PythonTarget.Architecture.current,
            let target = Self.expectedTarget(variant, architecture)
        else { throw BuildFailure(.baseNeeded(kind: folder.recipe.kind.rawValue, variant: variant.name)) }
        return PackageSite(
            target: target,
            prefix: contract.user.prefix,
            requirements: contract.user.requirements
        )
    }

    /// The Python that a release of Debian has; nil for an image as it is and for a release that is not known here.
    static func expectedTarget(_ variant: Recipe.Variant, _ architecture: PythonTarget.Architecture) -> PythonTarget? {
        guard let suite = variant.suite, let glibc = glibc[suite] else { return nil }
        return PythonTarget(fullVersion: "\(variant.python)", glibc: glibc, architecture: architecture)
    }

    /// The glibc of Debian's releases.
    private static let glibc = ["bookworm": "2.36", "trixie": "2.41"]
}
