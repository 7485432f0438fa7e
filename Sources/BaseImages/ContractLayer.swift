internal import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import PythonPackages

/// The top layer of a base: the recipe's files, the user's environment without packages, and what the base is.
struct ContractLayer {
    let recipe: Recipe
    let facts: BaseFacts

    /// The layer's entries.
    ///
    /// - Parameter files: the recipe's files.
    /// - Returns: the recipe's files and what is added to them.
    /// - Throws: `EncodingError`.
    func entries(_ files: [LayerEntry]) throws -> [LayerEntry] {
        let json = try CanonicalJSON.encode(facts)
        let scheme = InstallScheme(prefix: recipe.user.prefix, pythonVersion: facts.target.pythonVersion)
        let skeleton = EnvironmentSkeleton.entries(scheme, basePython: facts.target.interpreter)
        let own: [LayerEntry] = [.file("opt/datalab/base.json", .bytes(json)), .directory("media/notebooks")]
        return files + skeleton + own
    }
}
