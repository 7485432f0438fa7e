internal import ExternalTools
internal import PythonPackages
package import Workspaces

/// The packages that a source's files need by what they import, for a list of requirements that is yet to be written.
package enum ImportSuggestions {
    /// The requirements, sorted.
    ///
    /// What a notebook installs by itself is told as it says it; a name that is only guessed counts where the index has it.
    /// - Parameters:
    ///   - workspace: the source's files.
    ///   - source: its name, under which what was read is remembered.
    ///   - site: where things are kept and asked for.
    /// - Returns: at most 60 requirements; none where this machine cannot parse the files.
    /// - Throws: `CancellationError`.
    package static func requirements(in workspace: Workspace, source: String, at site: BuildSite) async throws
        -> [String]
    {
        let imported: ImportedModules
        do {
            imported = try await ImportScan(workspace, source: source, home: site.home).run().modules
        } catch is ToolFailure {
            return []
        }
        var kernel = BroughtModules()
        for name in ["ipykernel", "ipython"] { kernel.add(name, nil) }
        // Nothing is known of a base yet; what only some Pythons have is told by the build.
        let missing = MissingImports(imported, brought: kernel, python: newestPython, systemPackages: [])
        let index = IndexNames(home: site.home, variables: site.resolverVariables)
        let exist = await index.exist(missing.guesses, IndexOptions())
        let found = missing.all.compactMap { missing -> String? in
            switch missing.source {
            case .table, .notebook: missing.requirement
            case .name: missing.requirement.flatMap { exist[$0] == true ? $0 : nil }
            case .python, .debian, .elsewhere, .own: nil
            }
        }
        return Array(Set(found).sorted().prefix(60))
    }

    private static let newestPython = "3.13"
}
