internal import BaseImages
internal import DatalabModel
internal import PythonPackages

/// The recipe and the variant a datalab is built on: by its kind and the Python it asks for.
struct RecipeChoice: Sendable {
    let folder: RecipeFolder
    let variant: Recipe.Variant
    /// The Python the datalab asks for, if it does.
    let python: PythonVersionRequest?

    /// Chooses for what was read.
    ///
    /// - Throws: `BaseError` when there is no recipe of the kind; `BuildFailure` with code `unknownPython`.
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
    }

    /// `kind:variant`.
    var name: String { "\(folder.recipe.kind.rawValue):\(variant.name)" }

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

    /// What a base of Debian that is not built yet will be: what its release has, on this machine's architecture.
    ///
    /// - Throws: `BuildFailure` with code `baseNeeded` for another suite.
    func expectedPackages() throws(BuildFailure) -> PackageSite {
        guard case .debian(let suite) = variant.origin, let glibc = Self.glibc[suite],
            let contract = folder.recipe.contract, let architecture = PythonTarget.Architecture.current,
            let target = PythonTarget(fullVersion: "\(variant.python)", glibc: glibc, architecture: architecture)
        else { throw BuildFailure(.baseNeeded(kind: folder.recipe.kind.rawValue, variant: variant.name)) }
        return PackageSite(
            target: target,
            prefix: contract.user.prefix,
            requirements: contract.user.requirements
        )
    }

    /// The glibc of Debian's releases.
    private static let glibc = ["bookworm": "2.36", "trixie": "2.41"]
}
