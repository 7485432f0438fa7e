internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import SystemPackage

/// The recipe and the variant a datalab is built on: by its kind and the Python it asks for.
struct RecipeChoice: Sendable {
    let folder: RecipeFolder
    let variant: Recipe.Variant

    /// Chooses for what was read.
    ///
    /// - Throws: `BaseError` when there is no recipe of the kind; `BuildFailure` with code `unknownPython`.
    init(_ reading: SourceReading, in folders: [FilePath]) throws {
        let folder = try RecipeFolder.find(reading.metadata.kind ?? .jupyterlab, in: folders)
        guard let variant = folder.recipe.variant(for: reading.python) else {
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
    }

    /// `kind:variant`.
    var name: String { "\(folder.recipe.kind.rawValue):\(variant.name)" }

    /// The Python of a base that is not built yet: what Debian's release has, on this machine's architecture.
    ///
    /// - Throws: `BuildFailure` with code `baseNeeded` for another suite.
    func expectedTarget() throws(BuildFailure) -> PythonTarget {
        guard let glibc = Self.glibc[variant.suite], let architecture = PythonTarget.Architecture.current,
            let target = PythonTarget(fullVersion: "\(variant.python)", glibc: glibc, architecture: architecture)
        else { throw BuildFailure(.baseNeeded(kind: folder.recipe.kind.rawValue, variant: variant.name)) }
        return target
    }

    /// The glibc of Debian's releases.
    private static let glibc = ["bookworm": "2.36", "trixie": "2.41"]
}
