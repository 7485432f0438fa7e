internal import BaseImages
internal import ContentHashing
internal import ContentStore
internal import DatalabModel
internal import Foundation
public import ImageExport
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// Builds datalabs: one value passes through named stages, each of which takes what the one before it gave.
///
/// ``check(_:progress:)`` runs the stages that only look; ``build(_:outputs:progress:)`` runs them and then those that write.
public struct DatalabBuilder: Sendable {
    private let site: BuildSite
    private let records: BuildRecords
    private let layout: ImageLayout

    /// A builder that keeps and finds things at a site.
    ///
    /// - Parameter site: the site.
    /// - Throws: `BuildFailure`, `StoreError` when the home cannot be used.
    public init(site: BuildSite) throws {
        self.site = site
        try site.home.make(site.home.root)
        records = try BuildRecords(home: site.home)
        layout = try ImageLayout(root: site.home.store)
        try ScratchFolder.removeAbandoned(in: site.home)
    }

    /// Finds out what a build would use, ignore, reuse and write; no layer is written, no record made.
    ///
    /// - Parameters:
    ///   - request: what to build.
    ///   - progress: told what is going on.
    /// - Returns: the plan.
    /// - Throws: a `ReportedFailure` with every problem; `CancellationError`.
    public func check(_ request: BuildRequest, progress: @escaping BuildProgressHandler) async throws -> BuildPlan {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let clock = StageClock(running: nil, handler: progress)
        let reading = try await read(request, scratch: scratch, clock: clock)
        let recipe = try RecipeChoice(reading, in: site.recipes)
        let base = try BaseStage(site: site, layout: layout).find(recipe)
        let target = try base?.facts.target ?? recipe.expectedTarget()
        let packages = try await lock(reading, recipe: recipe, target: target, request, scratch: scratch, clock: clock)
        let layers = try PackageLayers(site: site, layout: layout, target: target, prefix: recipe.folder.recipe.user.prefix)
        return PlanWriter(reading: reading, source: request.source.shown, recipe: recipe, base: base, packages: packages)
            .plan(groups: layers.plan(packages), isDownloaded: layers.isDownloaded)
    }

    /// Builds a datalab; the build is recorded as it happens, whatever its end.
    ///
    /// The image appears in the store, and at each output, whole or not at all.
    /// - Parameters:
    ///   - request: what to build.
    ///   - outputs: where else the image is written.
    ///   - progress: told what is going on.
    /// - Returns: the record of the successful build.
    /// - Throws: a `ReportedFailure` with every problem; `CancellationError`.
    public func build(
        _ request: BuildRequest,
        outputs: [ImageOutput] = [],
        progress: @escaping BuildProgressHandler,
    ) async throws -> BuildRecord {
        let running = try records.begin(source: request.source.shown)
        do {
            let scratch = try ScratchFolder(home: site.home)
            defer { scratch.remove() }
            let result = try await build(request, outputs: outputs, running: running, scratch: scratch, progress: progress)
            try running.end(.success, result: result)
            return try records.find("#\(running.id)")
        } catch {
            let isCancelled = error is CancellationError || Task.isCancelled
            // The reason the build failed counts, not that a full disk keeps it from being recorded.
            try? running.end(isCancelled ? .cancelled : .failed, reason: isCancelled ? nil : FailureReason.text(of: error))
            if isCancelled { throw CancellationError() }
            throw error
        }
    }

    private func build(
        _ request: BuildRequest,
        outputs: [ImageOutput],
        running: RunningBuild,
        scratch: ScratchFolder,
        progress: @escaping BuildProgressHandler,
    ) async throws -> BuildResult {
        let clock = StageClock(running: running, handler: progress)
        let reading = try await read(request, scratch: scratch, clock: clock)
        let metadata = reading.metadata
        let counter = try running.identify(datalab: metadata.imageName, version: metadata.version.text)
        let recipe = try RecipeChoice(reading, in: site.recipes)
        let base = try await BaseStage(site: site, layout: layout).obtain(recipe, scratch: scratch, clock: clock)
        let target = base.facts.target
        let packages = try await lock(reading, recipe: recipe, target: target, request, scratch: scratch, clock: clock)
        try running.set(inputs: inputs(reading, base, packages))
        let own = try await layers(reading, base, packages, clock: clock)
        let reference = "\(metadata.imageName):\(metadata.version.text)-\(counter)"
        let assembly = ImageAssembly(base: base, layers: own, metadata: metadata, origin: reading.workspace.origin)
        let image = try await clock.run("assembling") {
            let descriptor = try assembly.write(to: layout.blobs)
            try layout.setReference(reference, to: descriptor)
            try layout.setReference("\(metadata.imageName):latest", to: descriptor)
            return (descriptor, summary: "\(reference)  \(descriptor.digest)")
        }
        try await export(reference, to: outputs, clock: clock)
        let reports = base.layers.map(LayerReport.init) + own.map(\.report)
        return BuildResult(
            reference: reference,
            digest: image.digest,
            size: reports.map(\.size).reduce(0, +),
            layers: reports,
            stages: clock.times,
            warnings: reading.warnings,
        )
    }

    private func read(_ request: BuildRequest, scratch: ScratchFolder, clock: StageClock) async throws -> SourceReading {
        let progress = clock.progress
        let workspace = try await clock.run("fetching") {
            let options = WorkspaceOptions(sizeLimit: request.sizeLimit)
            let workspace = try await request.source.open(options: options, scratch: scratch.path, progress: progress)
            return (workspace, summary: "\(workspace.files.count) files\(workspace.origin.commit.map { " at \($0)" } ?? "")")
        }
        return try await clock.run("reading") {
            var reader = SourceReader(workspace: workspace, request: request)
            let reading = try reader.read()
            for problem in reading.warnings { progress(.warning(problem)) }
            let name = "\(reading.metadata.imageName) \(reading.metadata.version)"
            return (reading, summary: "\(name), metadata from \(reading.metadataFile ?? "options and names")")
        }
    }

    private func lock(
        _ reading: SourceReading,
        recipe: RecipeChoice,
        target: PythonTarget,
        _ request: BuildRequest,
        scratch: ScratchFolder,
        clock: StageClock,
    ) async throws -> LockedPackages {
        let variables = ProcessInfo.processInfo.environment.merging(["UV_CACHE_DIR": site.home.resolver.string]) { old, _ in old }
        let stage = PackageStage(
            home: site.home,
            resolver: try PackageResolver.locate(in: site.tools, variables: variables),
            target: target,
            implicit: recipe.folder.recipe.user.requirements.map { Requirement(name: $0) },
        )
        let progress = clock.progress
        return try await clock.run("resolving") {
            let upgrades = request.upgradesLock
            let packages = try await stage.lock(reading.packages, upgrades: upgrades, scratch: scratch.path, progress: progress)
            return (packages, summary: "\(packages.wheels.count) packages, lock \(packages.isReused ? "reused" : "new")")
        }
    }

    private func layers(
        _ reading: SourceReading,
        _ base: BaseImage,
        _ packages: LockedPackages,
        clock: StageClock,
    ) async throws -> [ImageLayer] {
        let stage = try PackageLayers(
            site: site,
            layout: layout,
            target: base.facts.target,
            prefix: base.facts.userPrefix,
        )
        let packageLayers = try await stage.write(packages, clock: clock)
        let cache = try LayerCache(home: site.home, blobs: layout.blobs)
        let rest = try await clock.run("packing") {
            let layers = try await BlockingWork.run {
                [
                    try DatalabLayers.files(reading.workspace, cache: cache),
                    try DatalabLayers.identity(
                        metadata: reading.metadata,
                        lock: packages.lockText,
                        origin: reading.workspace.origin,
                        baseDigest: base.digest,
                        cache: cache,
                    ),
                ]
            }
            return (layers, summary: layers.map { "\($0.contents)\($0.isReused ? " (reused)" : "")" }.joined(separator: "; "))
        }
        return packageLayers + rest
    }

    private func export(_ reference: String, to outputs: [ImageOutput], clock: StageClock) async throws {
        guard !outputs.isEmpty else { return }
        let exporter = ImageExporter(layout)
        try await clock.run("writing") {
            try await BlockingWork.run { for output in outputs { try exporter.write(reference, to: output) } }
            return ((), summary: outputs.map(\.description).joined(separator: ", "))
        }
    }

    private func inputs(_ reading: SourceReading, _ base: BaseImage, _ packages: LockedPackages) -> BuildInputs {
        BuildInputs(
            commit: reading.workspace.origin.commit,
            base: "\(base.facts.kind.rawValue):\(base.facts.variant)",
            baseDigest: base.digest,
            lock: .sha256(of: packages.lockText),
            packages: packages.wheels.count,
        )
    }
}
