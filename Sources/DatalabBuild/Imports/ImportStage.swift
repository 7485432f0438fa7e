internal import BaseImages
internal import ExternalTools
internal import LayerArchive
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// A requirement that no file of the source states, and that was added because something imports it.
public struct AddedRequirement: Sendable, Hashable, Codable {
    /// The requirement: `healpy`.
    public var requirement: String
    /// The module that is imported.
    public var module: String
    /// Whether only its name tells that this package brings it.
    public var isGuess: Bool
}

/// Holds what the files import against what a lock brings.
struct ImportStage {
    let run: BuildRun
    let decision: PythonStage.Decision
    /// The recipe's base; nil before it is made.
    let base: BaseImage?
    /// What remembers the packages' wheels.
    let layers: PackageLayers
    /// Whether what has only source is built now; a plan leaves that.
    let buildsSources: Bool
    /// The names of the Debian packages of the base, and those that are added to it; empty where they are not known.
    let systemPackages: Set<String>

    /// What came of it.
    struct Outcome: Sendable {
        /// The lock, with what was added.
        var packages: LockedPackages
        /// What was added, by module; empty without '--add-imports'.
        var added: [AddedRequirement] = []
        /// What is missing, a warning a module.
        var problems: [Problem] = []
    }

    /// Holds the imports against the packages, and adds what is missing where that is asked for.
    ///
    /// - Parameters:
    ///   - reading: what was read of the source.
    ///   - packages: the lock of what its files require.
    /// - Returns: the packages, what was added to them, and what is missing.
    /// - Throws: what the resolver throws for requirements that were added; `CancellationError`.
    func hold(_ reading: SourceReading, _ packages: LockedPackages) async throws -> Outcome {
        let (imported, warnings) = try await scan(reading)
        var outcome = Outcome(packages: packages, problems: warnings)
        guard !imported.modules.isEmpty else { return tell(outcome) }
        let folders = (reading.packages?.requirements ?? []).compactMap(\.source).compactMap { source -> String? in
            if case .folder(let path) = source { path } else { nil }
        }
        var (missing, isExact) = missing(imported, packages, layers, folders)
        // What is added must not hang on which wheels this machine happens to know.
        if run.request.addsImports, !missing.all.isEmpty, !isExact {
            try await layers.open(packages, progress: run.clock.progress)
            (missing, isExact) = self.missing(imported, packages, layers, folders)
        }
        let exist = await exist(missing.guesses, reading)
        var rest = missing.all
        if run.request.addsImports, reading.packages?.lock == nil {
            outcome.added = rest.compactMap { Self.addition($0, exist) }
            let modules = Set(outcome.added.map(\.module))
            rest.removeAll { modules.contains($0.module) }
            if !outcome.added.isEmpty {
                outcome.packages = try await lock(reading.adding(outcome.added))
            }
        }
        let writing = writing(reading, isExact: isExact)
        outcome.problems += rest.map { $0.problem(writing, exists: $0.requirement.flatMap { exist[$0] }) }
        return tell(outcome)
    }

    private var place: PackageSite { decision.place }

    /// The lock with what was added.
    private func lock(_ reading: SourceReading) async throws -> LockedPackages {
        try await run.lock(reading, for: place, on: decision.recipe, base, buildsSources: buildsSources)
    }

    private func tell(_ outcome: Outcome) -> Outcome {
        for problem in outcome.problems { run.clock.progress(.warning(problem)) }
        return outcome
    }

    /// What is imported; nothing, with a warning, where this machine cannot parse it.
    private func scan(_ reading: SourceReading) async throws -> (ImportedModules, [Problem]) {
        let scan = run.importScan(reading)
        do {
            return try await scan.run()
        } catch let error as ToolFailure {
            let message = "what the notebooks import is not looked at: \(error.problems[0].message)"
            return (ImportedModules(), [.warning(message, hint: error.hint)])
        }
    }

    private func missing(
        _ imported: ImportedModules,
        _ packages: LockedPackages,
        _ layers: PackageLayers,
        _ folders: [String],
    ) -> (MissingImports, isExact: Bool) {
        var brought = BroughtModules()
        // What has yet to be built is known by its name.
        for source in packages.sources where !source.isBuilt { brought.add(source.name, nil) }
        let facts = layers.facts(of: packages)
        for wheel in packages.wheels { brought.add(wheel.name, facts[wheel.name]?.modules) }
        let missing = MissingImports(
            imported,
            brought: brought,
            python: place.target.pythonVersion,
            systemPackages: systemPackages,
            installedFolders: folders,
        )
        return (missing, brought.isExact)
    }

    private func exist(_ names: [String], _ reading: SourceReading) async -> [String: Bool] {
        guard !names.isEmpty else { return [:] }
        let index = IndexNames(home: run.site.home, variables: run.site.resolverVariables)
        return await index.exist(names, reading.packages?.indexes ?? IndexOptions())
    }

    private static func addition(_ missing: MissingImports.Missing, _ exist: [String: Bool]) -> AddedRequirement? {
        guard let requirement = missing.requirement else { return nil }
        switch missing.source {
        case .notebook, .table: return .init(requirement: requirement, module: missing.module, isGuess: false)
        case .name where exist[requirement] == true:
            return .init(requirement: requirement, module: missing.module, isGuess: true)
        case .python(.removed): return .init(requirement: requirement, module: missing.module, isGuess: false)
        case .name, .python, .debian, .elsewhere, .own: return nil
        }
    }

    private func writing(_ reading: SourceReading, isExact: Bool) -> MissingImports.Missing.Writing {
        let packages = reading.packages
        let paths = Set(reading.workspace.files.map { BytePath($0.path) })
        return MissingImports.Missing.Writing(
            file: packages?.kind == .lock ? nil : packages?.file ?? "requirements.txt",
            isList: packages.map { $0.kind == .requirements } ?? true,
            isPackage: ["setup.py", "pyproject.toml", "setup.cfg"].contains { paths.contains(BytePath($0)) },
            isExact: isExact,
        )
    }
}

extension BuildRun {
    /// What finds out what the files import.
    func importScan(_ reading: SourceReading) -> ImportScan {
        ImportScan(
            reading.workspace,
            source: memoryName(of: reading.workspace),
            home: site.home,
            isVerified: request.verifiesWorkspace,
        )
    }
}

extension SourceReading {
    /// The same, with requirements that were added.
    fileprivate func adding(_ requirements: [AddedRequirement]) -> SourceReading {
        var reading = self
        var request = packages ?? PackageRequest(.requirements, file: "requirements.txt")
        request.requirements += requirements.compactMap { try? Requirement(parsing: $0.requirement) }
        reading.packages = request
        return reading
    }
}
