internal import BaseImages
internal import ExternalTools
internal import Foundation
internal import LayerArchive
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// A repository that is itself a package, and whose notebooks import it: it is installed without being asked for.
///
/// What lies beside a notebook can be imported as it is, but for what only an installation makes: compiled modules, the version that
/// its metadata says, the packages that it requires.
struct OwnPackage {
    let workspace: Workspace

    /// Folders, besides the root, that projects keep their packages in.
    private static let sourceFolders: Set = ["src", "lib", "python", "source"]

    /// Adds the package to what is required.
    ///
    /// - Parameters:
    ///   - reading: what was read; takes the requirement `.`, and what is told of it.
    ///   - imported: what the notebooks import.
    func add(to reading: inout SourceReading, _ imported: ImportedModules) {
        guard reading.packages?.lock == nil, let project = projectFile, let package = package(imported) else { return }
        var request = reading.packages ?? PackageRequest(.project, file: project)
        guard !request.requirements.contains(where: { Self.isRoot($0.source) || Self.mayBring(package, $0) }) else {
            return
        }
        reading.packagesWithoutOwn = request
        var requirement = Requirement(name: "", at: Place(file: project))
        requirement.source = .folder("")
        request.requirements.append(requirement)
        reading.warnings.removeAll { $0 == request.uninstalledProject }
        reading.warnings.append(
            .warning(
                at: Place(file: project),
                "notebooks import '\(PathBytes.name(package))', the package that the repository is: it is installed as it is now, "
                    + "and edits in the running datalab do not reach it",
                hint: "the line '.' in the requirements says so too"
            )
        )
        reading.packages = request
    }

    private static func isRoot(_ source: SourceReference?) -> Bool {
        if case .folder(let path) = source { path.isEmpty } else { false }
    }

    /// Whether a requirement names a git repository that the package is in already: by the package's name or the repository's.
    private static func mayBring(_ package: String, _ requirement: Requirement) -> Bool {
        guard case .git(let url, _, _) = requirement.source else { return false }
        let own = PackageName.normalized(PathBytes.name(package))
        if PackageName.normalized(requirement.name) == own { return true }
        let name = url.split(separator: "/").last.map { $0.hasSuffix(".git") ? $0.dropLast(4) : $0 } ?? ""
        return PackageName.normalized(name) == own
    }

    /// Whether the repository is a package at all.
    var isPackage: Bool { projectFile != nil }

    /// The file that makes the repository a package.
    private var projectFile: String? {
        let files = workspace.files.filter { $0.kind != .directory }.map(\.path)
        let present = Set(files.map { BytePath($0) })
        let pyproject = "pyproject.toml"
        if present.contains(BytePath(pyproject)),
            let data = FileManager.default.contents(atPath: workspace.location(of: pyproject).string),
            BuildSystem.isNamed(in: Array(data))
        {
            return pyproject
        }
        return present.contains(BytePath("setup.py")) ? "setup.py" : nil
    }

    /// The package of the project that a notebook imports; nil for none.
    private func package(_ imported: ImportedModules) -> String? {
        imported.ownPackages.first { folder in
            guard let parent = PathBytes.folder(folder), !parent.isEmpty else { return true }
            return Self.sourceFolders.contains(parent)
        }
    }
}

extension BuildRun {
    /// Adds the repository's own package to what is required, where its notebooks import it.
    func addOwnPackage(to reading: inout SourceReading) async throws {
        let own = OwnPackage(workspace: reading.workspace)
        guard site.sources.policy == .all, own.isPackage else { return }
        do {
            own.add(to: &reading, try await importScan(reading).run().modules)
        } catch is ToolFailure {
            // Without a Python that parses them it is not known what notebooks import: who looks for what is missing says so.
        }
    }

    /// Finds the base and the packages of a source.
    ///
    /// Nobody asked for the repository's own package: where it cannot be built, the datalab is built without, and it is said why.
    /// - Parameters:
    ///   - reading: what was read; without its own package after that.
    ///   - bases: finds bases.
    ///   - make: makes the base of a choice; nil for a plan.
    /// - Returns: the choice and the packages.
    /// - Throws: what ``PythonStage/decide(make:)`` throws; `CancellationError`.
    func decide(
        _ reading: inout SourceReading,
        _ bases: BaseStage,
        make: ((RecipeChoice) async throws -> BaseImage)? = nil,
    ) async throws -> PythonStage.Decision {
        do {
            return try await PythonStage(self, bases, reading).decide(make: make)
        } catch let failure as any ReportedFailure {
            guard let plain = reading.packagesWithoutOwn else { throw failure }
            (reading.packages, reading.packagesWithoutOwn) = (plain, nil)
            let decision = try await PythonStage(self, bases, reading).decide(make: make)
            let first = failure.problems[0]
            let message = "the repository's own package is left out, as it cannot be installed: \(first.message)"
            reading.warnings.append(.warning(at: first.place, message, hint: first.hint))
            clock.progress(.warning(reading.warnings[reading.warnings.count - 1]))
            return decision
        }
    }
}
