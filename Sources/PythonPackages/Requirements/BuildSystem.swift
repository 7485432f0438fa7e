internal import Reporting

/// How a source becomes a wheel: the table `build-system` of its `pyproject.toml` (PEP 517, PEP 518).
package struct BuildSystem: Sendable, Hashable {
    /// What the backend needs, as the file says it: requirements (PEP 508).
    package var requires: [String]
    /// The backend's object: `hatchling.build`, `setuptools.build_meta:__legacy__`.
    package var backend: String
    /// Folders of the source that the backend is imported from, relative to the project.
    package var backendPath: [String]

    /// What a source without the table is built with.
    package static let standard = BuildSystem(
        requires: ["setuptools>=40.8.0", "wheel"],
        backend: "setuptools.build_meta:__legacy__",
        backendPath: []
    )

    /// A build system.
    package init(requires: [String], backend: String, backendPath: [String]) {
        self.requires = requires
        self.backend = backend
        self.backendPath = backendPath
    }

    /// Reads the table.
    ///
    /// - Parameters:
    ///   - pyproject: the content of `pyproject.toml`; nil when there is none.
    ///   - file: its name, for messages.
    /// - Throws: `PackagesError` with code `requirements` for a file that is no TOML, or a table that is not as PEP 518 says.
    package init(pyproject: [UInt8]?, file: String) throws(PackagesError) {
        let root = try pyproject.map { bytes throws(PackagesError) in
            try TOMLNode.parse(bytes, file: file, code: .requirements)
        }
        guard let node = root?["build-system"] else {
            self = .standard
            return
        }
        guard let table = node.table, let requires = Self.texts(table["requires"]) else {
            throw PackagesError(
                .requirements,
                "'build-system.requires' must be a list of requirements (PEP 518)",
                at: Place(file: file),
                hint: "write 'requires = [\"setuptools\"]'",
            )
        }
        let backend = table["build-backend"]
        guard backend == nil || backend?.string != nil, let path = Self.texts(table["backend-path"] ?? .array([])),
            path.allSatisfy({ !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
        else {
            throw PackagesError(
                .requirements,
                "'build-backend' must be a text, and 'backend-path' a list of folders of the project (PEP 517)",
                at: Place(file: file),
            )
        }
        self.init(requires: requires, backend: backend?.string ?? Self.standard.backend, backendPath: path)
    }

    /// Whether a `pyproject.toml` says how its project is built, and does not only hold the settings of tools.
    package static func isNamed(in pyproject: [UInt8]) -> Bool {
        let root = try? TOMLNode.parse(pyproject, file: "pyproject.toml", code: .requirements)
        guard let root, root["build-system"]?.table != nil else { return false }
        return root["tool"]?["poetry"]?["package-mode"] != .boolean(false)
    }

    private static func texts(_ node: TOMLNode?) -> [String]? {
        guard let array = node?.array else { return nil }
        let texts = array.compactMap(\.string)
        return texts.count == array.count ? texts : nil
    }
}
