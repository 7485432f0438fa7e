internal import LayerArchive
internal import OCIModel
internal import PythonPackages

/// The top layer of a base: the recipe's files, the user's environment without packages, and what the base is.
package struct ContractLayer {
    /// Where the base's facts are in the image.
    package static let factsPath = "opt/datalab/base.json"

    /// Where a datalab's own files are in the image.
    package static let filesFolder = "media/notebooks"
    /// What people are told of the layer.
    static let contents = "start contract, empty user environment"

    let facts: BaseFacts
    /// The system's Python, `3.13`: whose bytecode it is.
    let systemPython: String
    /// The paths of the system's bytecode.
    let systemBytecode: [String]

    /// The layer's entries.
    ///
    /// - Parameter files: the recipe's files.
    /// - Returns: the recipe's files and what is added to them.
    /// - Throws: `EncodingError`.
    func entries(_ files: [LayerEntry]) throws -> [LayerEntry] {
        let json = try CanonicalJSON.encode(facts)
        let scheme = InstallScheme(prefix: facts.userPrefix, pythonVersion: facts.target.pythonVersion)
        let skeleton = EnvironmentSkeleton.entries(scheme, basePython: facts.interpreter)
        let own: [LayerEntry] = [.file(Self.factsPath, .bytes(json)), .directory(Self.filesFolder)]
        let system = InstallScheme(prefix: facts.userPrefix, pythonVersion: systemPython)
        return files + skeleton + own + additions(files, scheme) + bytecodeLinks(system)
    }

    /// The folder, of the start contract, of what every start of the user's Python reads.
    private static let startFolder = "opt/datalab/lib/python"

    /// Has the user's Python read what shows it the packages of a running datalab, where the contract brings that.
    private func additions(_ files: [LayerEntry], _ scheme: InstallScheme) -> [LayerEntry] {
        guard files.contains(where: { $0.path == "\(Self.startFolder)/datalab_additions.py" }) else { return [] }
        let lines = "/\(Self.startFolder)\nimport datalab_additions\n"
        return [.file("\(scheme.sitePackages)/datalab_additions.pth", .text(lines))]
    }

    /// Where Python finds the system's bytecode once `PYTHONPYCACHEPREFIX` lets it look below one folder only.
    private func bytecodeLinks(_ scheme: InstallScheme) -> [LayerEntry] {
        systemBytecode.compactMap { path in
            guard let source = PackageOwners.source(ofBytecode: path) else { return nil }
            // Bytecode of another kind (`-O`) is not what the link's name promises.
            guard path == scheme.bytecodePath(of: source) else { return nil }
            return .symbolicLink("opt/datalab/pycache/\(scheme.prefixedBytecodePath(of: source))", to: "/\(path)")
        }
    }
}
