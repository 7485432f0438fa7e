package import Reporting

/// What a repository imports and nothing of its datalab brings, with what would.
package struct MissingImports: Sendable {
    /// A module that is missing.
    package struct Missing: Sendable, Hashable {
        /// The module, as it is told: its top-level name, or with dots what of a namespace is missing.
        package var module: String
        /// The requirement that brings it; nil where there is none.
        package var requirement: String?
        /// How the requirement is known.
        package var source: Source
        /// The first file that imports it.
        package var place: Place
        /// How many notebooks import it.
        package var notebooks: Int
        /// How many programs import it.
        package var programs: Int
        /// The code cell of the first notebook, from 1.
        package var cell: Int?
    }

    /// How a requirement is known.
    package enum Source: Sendable, Hashable {
        /// A notebook installs it by itself.
        case notebook
        /// The table knows it.
        case table
        /// The package is called like the module.
        case name
        /// The module came with other versions of Python.
        case python(StandardModules.Standing)
        /// It is a module of Debian's Python.
        case debian
        /// It exists in a service that is not this one.
        case elsewhere(String)
        /// It is the repository's own, in this folder.
        case own(folder: String)
    }

    /// What is missing, by module.
    package private(set) var all: [Missing] = []
    private let imported: ImportedModules
    private let brought: BroughtModules
    private let python: String
    private let systemPackages: Set<String>
    private let installedFolders: [String]

    /// Holds imports against what is there.
    ///
    /// - Parameters:
    ///   - imported: what is imported.
    ///   - brought: what the packages bring.
    ///   - python: the version of Python: `3.13`.
    ///   - systemPackages: the names of the base's Debian packages.
    ///   - installedFolders: the folders of the repository that are installed as packages: `""` for the repository itself.
    package init(
        _ imported: ImportedModules,
        brought: BroughtModules,
        python: String,
        systemPackages: Set<String>,
        installedFolders: [String] = [],
    ) {
        self.installedFolders = installedFolders
        self.imported = imported
        self.brought = brought
        self.python = python
        self.systemPackages = systemPackages
        all = find()
    }

    /// The names that are only guessed, so that an index has to be asked whether they exist.
    package var guesses: [String] {
        all.compactMap { missing in
            guard case .name = missing.source, let requirement = missing.requirement else { return nil }
            return requirement
        }
    }

    // MARK: finding

    private func find() -> [Missing] {
        var found: [String: (missing: Missing, users: Set<Int>)] = [:]
        let own = Dictionary(imported.outOfReach.map { ($0.name, $0) }) { first, _ in first }
        for module in imported.modules {
            for name in brought.missing(module) {
                guard let missing = missing(name, module, own) else { continue }
                // `astropy.io` and `astropy.wcs` are one package.
                let key = missing.requirement ?? missing.module
                var known = found[key] ?? (missing, [])
                known.users.formUnion(module.users)
                if let first = module.users.first, let before = found[key]?.users.min(), first < before {
                    (known.missing.place, known.missing.cell) = (missing.place, missing.cell)
                }
                found[key] = known
            }
        }
        return found.values.map { missing, users in
            var missing = missing
            missing.notebooks = users.filter { FileImports.isNotebook(imported.files[$0]) }.count
            missing.programs = users.count - missing.notebooks
            return missing
        }
        .sorted { $0.module < $1.module }
    }

    private func missing(
        _ name: String,
        _ module: ImportedModules.Module,
        _ own: [String: ImportedModules.OutOfReach],
    ) -> Missing? {
        let top = String(name.prefix { $0 != "." })
        guard let (requirement, source) = remedy(name, top, own) else { return nil }
        guard let user = module.users.first, imported.files.indices.contains(user) else { return nil }
        let file = imported.files[user]
        let line = FileImports.isNotebook(file) ? nil : module.line
        return Missing(
            module: ModuleNames.isNamespace(top) ? name : top,
            requirement: requirement,
            source: source,
            place: Place(file: file, line: line),
            notebooks: 0,
            programs: 0,
            cell: module.cell,
        )
    }

    /// What brings a module; nil for one that is there after all.
    private func remedy(_ name: String, _ top: String, _ own: [String: ImportedModules.OutOfReach]) -> (
        String?, Source
    )? {
        if let debian = StandardModules.debianPackage(of: top) {
            // Another Python than Debian's has all of it.
            return !systemPackages.contains("python3") || systemPackages.contains(debian) ? nil : (debian, .debian)
        }
        if let standing = StandardModules.standing(of: top, in: python) { return remedy(standing) }
        if let place = Self.elsewhere.first(where: { name == $0.module || name.hasPrefix($0.module + ".") }) {
            return (nil, .elsewhere(place.service))
        }
        if let home = own[top],
            installedFolders.contains(where: { ($0.isEmpty || "\(home.folder)/".hasPrefix("\($0)/")) })
        {
            return nil
        }
        let packages = ModuleNames.packages(bringing: name)
        if let stated = packages.lazy.compactMap({ imported.installed[$0] }).first { return (stated, .notebook) }
        if let home = own[top], !ModuleNames.isKnown(name) || home.folder == "src" || home.folder.isEmpty {
            return (nil, .own(folder: home.folder))
        }
        return packages.first.map { ($0, ModuleNames.isKnown(name) ? .table : .name) }
    }

    private func remedy(_ standing: StandardModules.Standing) -> (String?, Source)? {
        switch standing {
        case .included: nil
        case .removed(_, let package), .added(_, let package): (package, .python(standing))
        case .python2: (nil, .python(standing))
        }
    }

    private static let elsewhere = [
        (module: "google.colab", service: "Google Colab"), (module: "kaggle_secrets", service: "Kaggle"),
        (module: "dbutils", service: "Databricks"), (module: "pyspark.dbutils", service: "Databricks"),
    ]
}
