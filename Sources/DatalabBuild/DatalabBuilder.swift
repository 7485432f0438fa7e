internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import Hashing
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
    let site: BuildSite
    private let records: BuildRecords
    let layout: ImageLayout

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

    /// Finds out what a build would use, ignore, reuse and write; no layer of the datalab is written, no record made.
    ///
    /// - Parameters:
    ///   - request: what to build.
    ///   - progress: told what is going on.
    /// - Returns: the plan.
    /// - Throws: a `ReportedFailure` with every problem; `CancellationError`.
    public func check(_ request: BuildRequest, progress: @escaping BuildProgressHandler) async throws -> BuildPlan {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let run = run(request, [], scratch, StageClock(running: nil, handler: progress))
        let read = try await run.read()
        var reading = try await run.check(read, run.look(into: read).run)
        let bases = BaseStage(site: site, layout: layout)
        let decision = try await run.decide(&reading, bases)
        let plain = try await bases.find(decision.recipe.withoutAdditions)
        let layers = try PackageLayers(site: site, layout: layout, for: decision.place)
        var provision = try await run.imports(reading, decision, layers, base: plain, buildsSources: false)
        if let plain { try await run.libraries(&provision, layers, plain, decision.recipe) }
        let recipe = decision.recipe.adding(provision.addedLibraries.map(\.package))
        let base = try await bases.find(recipe)
        let systemPackages = try await bases.plan(recipe, base, clock: run.clock)
        let packages = provision.packages
        try layers.refuseKnown(packages)
        provision.problems += try await run.kernels(packages, layers, on: base)
        if let plain { provision.serverHalves = try await run.serverHalves(reading, packages, layers, plain.facts) }
        provision.problems += provision.serverHalves?.problems ?? []
        return PlanWriter(
            reading: reading,
            source: request.shownSource,
            decision: decision,
            recipe: recipe,
            base: base,
            systemPackages: systemPackages,
            provision: provision,
            changes: try await PlannedChanges(home: site.home, layout: layout).find(reading, packages)
        )
        .plan(
            groups: layers.plan(packages),
            warnings: layers.warnings(packages),
            isDownloaded: layers.isDownloaded,
        )
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
        for output in outputs { try output.check() }
        let running = try records.begin(source: request.shownSource)
        progress(.buildStarted(running.id))
        do {
            let scratch = try ScratchFolder(home: site.home)
            defer { scratch.remove() }
            var run = run(request, outputs, scratch, StageClock(running: running, handler: progress))
            run.cache = site.cache.map {
                RegistryCache($0, site: site, layout: layout, scratch: scratch.path, progress: run.clock.progress)
            }
            let result = try await build(run, running: running)
            try running.end(.success, result: result)
            return try records.find("#\(running.id)")
        } catch {
            let isCancelled = error is CancellationError || Task.isCancelled
            // The reason the build failed counts, not that a full disk keeps it from being recorded.
            try? running.end(
                isCancelled ? .cancelled : .failed,
                reason: isCancelled ? nil : FailureReason.text(of: error)
            )
            if isCancelled { throw CancellationError() }
            throw error
        }
    }

    func run(
        _ request: BuildRequest,
        _ outputs: [ImageOutput],
        _ scratch: ScratchFolder,
        _ clock: StageClock,
    ) -> BuildRun {
        BuildRun(site: site, layout: layout, request: request, outputs: outputs, scratch: scratch, clock: clock)
    }

    private func build(_ run: BuildRun, running: RunningBuild) async throws -> BuildResult {
        let reading = try await run.read()
        // Looking for secrets takes a second of a first build: what is found is asked for where it matters.
        return try await run.look(into: reading).beside { try await build(run, reading, $0, running) }
    }

    private func build(
        _ run: BuildRun,
        _ read: SourceReading,
        _ look: PendingLook,
        _ running: RunningBuild,
    ) async throws -> BuildResult {
        var reading = read
        let scan = run.importScan(reading)
        async let lookedAhead: Void = scan.lookAhead()
        let name = reading.metadata.imageName
        let version = try running.identify(datalab: name, version: reading.metadata.version)
        let bases = BaseStage(site: site, layout: layout)
        let obtain = { try await bases.obtain($0, scratch: run.scratch, clock: run.clock) }
        var decision = try await run.decide(&reading, bases, make: obtain)
        reading.warnings += decision.warnings
        // Names that Debian does not have, and secrets, are told before anything is made that takes its time.
        if decision.base == nil { _ = try await bases.plan(decision.recipe, nil, clock: run.clock) }
        let takesTime = decision.base == nil || !decision.packages.sources.allSatisfy(\.isBuilt)
        if takesTime { reading = try await run.check(reading) { try await look.verdict() } }
        let found = decision.recipe.addition.isEmpty ? decision.base : nil
        let plain = try await bases.obtain(
            decision.recipe.withoutAdditions,
            found: found,
            scratch: run.scratch,
            clock: run.clock
        )
        let place = PackageSite(plain.facts)
        // What a base takes is known before it is made, but for the patch of its Python.
        if place.target != decision.place.target || !decision.packages.sources.allSatisfy(\.isBuilt) {
            decision.packages = try await run.lock(reading, for: place, on: decision.recipe, plain)
            decision.place = place
        }
        // No file gets into a layer before it was looked into.
        let packing = try run.filePacking(reading)
        async let filesAhead = packing.ahead(after: look)
        await lookedAhead
        let known = try PackageLayers(site: site, layout: layout, for: place, remote: run.cache)
        try await run.askCache(of: decision.packages, known)
        var provision = try await run.imports(reading, decision, known, base: plain, buildsSources: true)
        let packages = provision.packages
        // The layers hang on where a base wants packages, not on what else is in it.
        let packageLayers = try await known.write(packages, clock: run.clock)
        try await run.libraries(&provision, known, plain, decision.recipe)
        let recipe = decision.recipe.adding(provision.addedLibraries.map(\.package))
        let base = recipe.addition.isEmpty ? plain : try await obtain(recipe)
        provision.problems += try await run.kernels(packages, known, on: base)
        provision.serverHalves = try await run.serverHalves(reading, packages, known, base.facts)
        provision.problems += provision.serverHalves?.problems ?? []
        reading.warnings += provision.problems
        try running.set(inputs: inputs(reading, base, provision))
        let serverLayers = try await run.serverLayers(provision.serverHalves, base)
        if !takesTime { reading = try await run.check(reading) { try await look.verdict() } }
        let own = try await run.pack(reading, base, provision, written: filesAhead)
        let made = packageLayers + serverLayers + own
        let (layers, postBuild) = try await run.postBuild(reading, base, packages, made)
        let image = try await run.assemble(reading, base, packages, layers, postBuild)
        try await run.test(image, named: "\(name):\(version)", running: running)
        try await run.writeCache()
        let result = try run.name(image, reading, base, layers, postBuild, as: version)
        try await run.export(result.reference)
        return result
    }

    private func inputs(_ reading: SourceReading, _ base: BaseImage, _ provision: Provision) -> BuildInputs {
        BuildInputs(
            commit: reading.workspace.origin.commit,
            base: base.origin?.name ?? base.facts.label,
            baseDigest: base.digest,
            systemPackages: base.facts.addition?.requested,
            lock: .sha256(of: provision.packages.lockText),
            packages: provision.packages.wheels.count,
            addedRequirements: provision.addedRequirements.isEmpty ? nil : provision.addedRequirements,
            addedLibraries: provision.addedLibraries.isEmpty ? nil : provision.addedLibraries,
        )
    }
}
