internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting
internal import SourceBuilds
internal import Workspaces

/// Writes down what the stages that only look have found.
struct PlanWriter {
    let reading: SourceReading
    let source: String
    let decision: PythonStage.Decision
    /// The recipe with all that is added to its base, and that base, if it is in the store.
    let recipe: RecipeChoice
    let base: BaseImage?
    let systemPackages: BuildPlan.SystemPackages?
    let provision: Provision
    let changes: BuildPlan.Changes?

    /// The plan.
    ///
    /// - Parameters:
    ///   - groups: the package layers.
    ///   - warnings: what is known to be unwise about the packages.
    ///   - isDownloaded: whether a wheel is in the cache.
    /// - Returns: all that is known of the build before any layer is written.
    func plan(groups: [BuildPlan.PackageLayer], warnings: [Problem], isDownloaded: (SelectedWheel) -> Bool) -> BuildPlan
    {
        let metadata = reading.metadata
        return BuildPlan(
            source: source,
            commit: reading.workspace.origin.commit,
            datalab: metadata.imageName,
            version: metadata.version.text,
            licence: metadata.licence?.description,
            visibility: metadata.visibility.word,
            metadataFile: reading.metadataFile,
            base: recipe.name,
            baseDigest: base?.digest,
            python: decision.python,
            systemPackages: systemPackages,
            files: files,
            startFile: reading.startFile,
            desktopStart: metadata.kind == .vnc ? metadata.desktop?.start ?? "" : nil,
            stepCommand: metadata.step.map { $0.notebook ?? $0.command.joined(separator: " ") },
            requirements: reading.packages?.file ?? "none",
            addedRequirements: provision.addedRequirements,
            addedLibraries: provision.addedLibraries,
            isLockReused: provision.packages.isReused,
            packages: provision.packages.wheels.map { wheel in
                BuildPlan.Package(
                    name: wheel.name,
                    version: wheel.version,
                    wheel: wheel.filename,
                    size: wheel.size.map(Int64.init),
                    isDownloaded: isDownloaded(wheel),
                )
            },
            sources: provision.packages.sources,
            postBuild: reading.postBuild?.path,
            packageLayers: groups,
            problems: reading.warnings + decision.warnings + provision.problems + warnings,
            findings: reading.findings,
            changes: changes,
        )
    }

    private var files: BuildPlan.Files {
        let count = reading.workspace.files.filter { if case .regular = $0.kind { true } else { false } }.count
        return BuildPlan.Files(
            count: count,
            size: reading.workspace.totalSize,
            leftOut: reading.workspace.leftOut
        )
    }
}
