internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

/// The recipe and the variant a datalab is built on: by its kind and the Python that ``PythonStage`` finds for it.
struct RecipeChoice: Sendable {
    let folder: RecipeFolder
    let variant: Recipe.Variant
    /// The Python the datalab asks for, if it does.
    let python: PythonVersionRequest?
    /// The Debian packages that are added to the base.
    private(set) var systemPackages: [SystemPackageRequest]

    /// A variant for what was read.
    init(_ folder: RecipeFolder, _ variant: Recipe.Variant, _ reading: SourceReading) {
        self.folder = folder
        self.variant = variant
        python = reading.python
        systemPackages = reading.systemPackages
    }

    /// The same, with Debian packages more.
    func adding(_ packages: [String]) -> RecipeChoice {
        var choice = self
        choice.systemPackages += packages.map { SystemPackageRequest(name: $0) }
        return choice
    }

    /// The same, without any Debian packages that are added.
    var withoutAdditions: RecipeChoice {
        var choice = self
        choice.systemPackages = []
        return choice
    }

    /// The set of the Debian packages that are added.
    var addition: SystemPackageSet { SystemPackageSet(systemPackages.map(\.name)) }

    /// `kind:variant`, with what tells the packages that are added.
    var name: String {
        BaseName(kind: folder.recipe.kind, variant: variant.name, adding: addition, architecture: .x86_64).label
    }

    /// A base, if it has the Python that was asked for; the nearest will do where other tools' files ask.
    ///
    /// - Parameters:
    ///   - base: the base.
    ///   - isNamed: whether the user named it: then nobody has looked for the nearest.
    /// - Returns: the base.
    /// - Throws: `BuildFailure` with code `unknownPython`.
    func fitting(_ base: BaseImage, isNamed: Bool) throws(BuildFailure) -> BaseImage {
        guard let python, python.isBinding || isNamed,
            let has = try? PythonVersion.parse(base.facts.target.fullVersion), !python.accepts(has)
        else { return base }
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

    /// The Python that serves the page: the release's own, also where the user's comes from an archive.
    static func expectedServerTarget(
        _ variant: Recipe.Variant,
        _ architecture: PythonTarget.Architecture,
    ) -> PythonTarget? {
        guard let release = variant.suite.flatMap(DebianRelease.init) else { return nil }
        let python = variant.archive == nil ? variant.knownPython : release.python
        return PythonTarget(fullVersion: "\(python)", glibc: release.glibc, architecture: architecture)
    }

    /// The Python that a variant's datalabs will have; nil for an image as it is and for a release that is not known here.
    static func expectedTarget(_ variant: Recipe.Variant, _ architecture: PythonTarget.Architecture) -> PythonTarget? {
        guard let release = variant.suite.flatMap(DebianRelease.init) else { return nil }
        return PythonTarget(
            fullVersion: "\(variant.knownPython)",
            glibc: release.glibc,
            architecture: architecture
        )
    }
}
