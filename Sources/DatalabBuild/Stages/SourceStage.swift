internal import BaseImages
internal import DatalabModel
internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SourceBuilds
internal import SystemPackage
internal import Workspaces

/// Gives one build the wheels of what has only source: fetches the sources, has them built in boxes, and keeps the wheels
/// where all wheels are.
struct SourceStage: SourceBuilding {
    let policy: SourcePolicy
    /// Where all wheels are kept.
    let wheels: WheelCache
    private let fetch: SourceFetch
    private let base: SourceBase
    private let makeBuild: @Sendable () throws -> WheelBuild

    /// What sources are built on.
    ///
    /// - Parameters:
    ///   - run: the build.
    ///   - reading: what was read.
    ///   - choice: the recipe and the packages that are added to the base.
    ///   - base: the base, where there is one; otherwise it is made when the first source needs it.
    ///   - resolver: resolves what is needed to build.
    init(run: BuildRun, reading: SourceReading, choice: RecipeChoice, base: BaseImage?, resolver: PackageResolver) {
        let (site, scratch) = (run.site, run.scratch)
        policy = site.sources.policy
        let credentials = IndexCredentials(site.resolverVariables)
        var wheels = WheelCache(root: site.home.wheels, session: TransferSession())
        wheels.credentials = { credentials.credentials(for: $0) }
        self.wheels = wheels
        fetch = SourceFetch(
            archives: SourceArchives(root: site.home.sources, session: TransferSession()) {
                credentials.credentials(for: $0)
            },
            workspace: reading.workspace,
            scratch: scratch.path
        )
        self.base = SourceBase(
            stage: BaseStage(site: site, layout: run.layout),
            choice: choice,
            scratch: scratch.path,
            known: base
        )
        let indexes = reading.packages?.indexes ?? IndexOptions()
        let rebuilds = run.request.rebuildsSources
        makeBuild = { [layout = run.layout, wheels] in
            var roots = BuilderRoots(
                folder: site.home.builderRoots,
                layout: layout,
                mirrors: site.mirrors,
                scratch: scratch.path
            )
            let bases = BaseStage(site: site, layout: layout).builder(scratch: scratch.path)
            roots.obtainLayers = { try await bases.obtainLayers(of: $0, progress: $1) }
            var build = WheelBuild(
                roots: roots,
                requirements: BuildRequirements.wheelsOnly(resolver, wheels, indexes: indexes, scratch: scratch.path),
                uv: resolver.uvPath,
                folder: site.home.builtWheels,
                scratch: scratch.path,
                limits: site.sources.limits,
            )
            build.rebuilds = rebuilds
            return build
        }
    }

    func wheel(
        of source: PackageSource,
        name: String?,
        version: PackageVersion?,
        progress: @escaping ProgressHandler,
    ) async throws -> SourceWheel {
        if case .file(let path) = source.place, path.hasSuffix(".whl") {
            return try await committedWheel(source, path, progress)
        }
        try checkPolicy(source, name)
        let fetched = try await fetch.fetch(source, name: name, version: version?.description, progress: progress)
        let (image, packages) = try await base.get(progress)
        let build = try makeBuild()
        progress(.log("building the wheel of '\(fetched.source.title)'"))
        let built = try await build.wheel(of: fetched.tree, for: image, adding: packages, progress: progress)
        let file = try await keep(built.file, progress)
        let facts = SourceBuild(lock: built.buildLock, root: built.root)
        if built.isReproducible == false {
            progress(
                .warning(
                    .warning(
                        "'\(file.filename)' came out with other bytes when it was built a second time",
                        hint: "its build does not only depend on its source: the image may differ on another machine"
                    )
                )
            )
        }
        return SourceWheel(file: file, source: fetched.source, build: facts)
    }

    /// What identifies the files that requirements take from the workspace; nil when they take none.
    static func fingerprint(of packages: PackageRequest?, in workspace: Workspace) -> String? {
        let lines = (packages?.requirements ?? []).compactMap { requirement -> String? in
            switch requirement.source {
            case .folder(let path): "\(path)\n\(WorkspaceFolder(workspace: workspace, path: path).fingerprint())"
            case .file(let path):
                "\(path)\n\(WorkspaceFolder(workspace: workspace, path: path).fingerprint(ofFile: path))"
            case .git, .archive, nil: nil
            }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func checkPolicy(_ source: PackageSource, _ name: String?) throws(PackagesError) {
        guard policy == .none || (policy == .index && !source.isRelease) else { return }
        throw PackagesError(
            .noMatchingWheel,
            "'\(name ?? source.title)' has only source (\(source.title)), which is not built here (sources: \(policy.rawValue))",
            hint: "require a version that has a wheel; whoever runs the builder may allow it with '--sources'",
            package: name
        )
    }

    /// A wheel that lies in the workspace.
    private func committedWheel(
        _ source: PackageSource,
        _ path: String,
        _ progress: @escaping ProgressHandler,
    ) async throws -> SourceWheel {
        let (file, known) = try await fetch.wheel(source, at: path)
        return SourceWheel(file: try await keep(file, progress), source: known, build: nil)
    }

    /// Puts a wheel where all wheels are, so that it is installed like any other.
    private func keep(_ file: WheelFile, _ progress: @escaping ProgressHandler) async throws -> WheelFile {
        let request = WheelRequest(
            filename: file.filename,
            location: .file(file.path),
            sha256: file.sha256,
            size: file.size
        )
        guard let kept = try await wheels.fetch([request], progress: progress).first else {
            throw PackagesError(.files, "the wheel '\(file.filename)' vanished from the cache", hint: "build again")
        }
        return kept
    }
}

/// The base that sources are built on: found once, and made only when a source needs it.
private actor SourceBase {
    private let stage: BaseStage
    private let choice: RecipeChoice
    private let scratch: FilePath
    private var known: BaseImage?

    init(stage: BaseStage, choice: RecipeChoice, scratch: FilePath, known: BaseImage?) {
        self.stage = stage
        self.choice = choice
        self.scratch = scratch
        self.known = known
    }

    /// The base, and the Debian packages that its builder root has beside it.
    func get(_ progress: @escaping ProgressHandler) async throws -> (BaseImage, [SystemPackageRequest]) {
        let packages = choice.folder.recipe.buildPackages.map { SystemPackageRequest(name: $0) }
        if let known { return (known, packages) }
        let (base, _) = try await stage.builder(scratch: scratch).build(
            choice.folder,
            variant: choice.variant.name,
            adding: choice.systemPackages,
            progress: progress
        )
        known = base
        return (base, packages)
    }
}
