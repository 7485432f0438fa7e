internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SourceBuilds
internal import SystemPackage
internal import Workspaces

/// Runs the repository's `postBuild` over the image as far as it is there, or finds what it gave before.
struct PostBuildStage {
    /// What came of it.
    struct Outcome {
        /// The layer; nil when it changed nothing that an image keeps.
        var layer: ImageLayer?
        var report: PostBuildReport
    }

    let run: BuildRun
    let script: PostBuildScript
    let base: BaseImage
    /// The datalab's own layers below, from the bottom.
    let layers: [ImageLayer]

    /// The layer and what is to be said of it.
    ///
    /// A script whose inputs are known is not run again, unless sources are rebuilt; then what it gave before counts also where
    /// two runs differed: the same build gives the same bytes on one machine.
    /// - Parameter fetch: brings layers of the base that are still in a registry.
    /// - Returns: the layer, and what is to be said.
    /// - Throws: `SourceBuildError`, `LayerArchiveError`, `StoreError`, `ToolFailure`, `CancellationError`.
    func outcome(fetch: () async throws -> Void) async throws -> Outcome {
        let cache = try LayerCache(home: run.site.home, blobs: run.layout.blobs)
        let memory = PostBuildMemory(cache: cache, folder: run.site.home.layers)
        if !run.request.rebuildsSources, let known = memory.find(key) { return outcome(known, isReused: true) }
        guard base.facts.target.architecture == .current else {
            throw SourceBuildError(
                .rootUnavailable,
                "'\(script.path)' cannot be run for '\(base.facts.target.architecture.rawValue)' on this machine",
                hint: "build on a machine of that architecture, or leave '--post-build' out"
            )
        }
        try await fetch()
        let (kept, isNew) = try await changes(writtenBy: cache)
        try memory.keep(kept, key)
        return outcome(kept, isReused: !isNew)
    }

    /// What decides the changes: the files of the image, the script among them, and how it is run.
    private var key: Digest {
        LayerCache.key(
            ["post-build", PostBuildRun.formatVersion, "\(base.digest)", script.path, "\(script.digest)"]
                + layers.map { "\($0.layer.digest)" }
        )
    }

    private func changes(writtenBy cache: LayerCache) async throws -> (PostBuildMemory.Kept, isNew: Bool) {
        let work = run.scratch.path.appending("post-build")
        try FileManager.default.createDirectory(
            atPath: work.string,
            withIntermediateDirectories: false,
            // Among an image's files are programs that would run as their owner.
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: work.string) }
        let blobs = run.layout.blobs
        let files =
            base.layers.map { (blobs.path(of: $0.descriptor.digest), "layer \($0.descriptor.digest.short)") }
            + layers.map { (blobs.path(of: $0.layer.digest), "layer \($0.layer.digest.short)") }
        let root = try await FinishedRoot(unpacking: files, into: work.appending("root"))
        let changes = try await PostBuildRun(
            script,
            in: root,
            filesFolder: ContractLayer.filesFolder,
            environment: variables,
            limits: run.site.sources.limits,
            scratch: work
        )
        .run(progress: run.clock.progress)
        let counts = [(changes.added, "added"), (changes.changed, "changed"), (changes.removed, "removed")]
        let contents = "\(script.path): " + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        var kept = PostBuildMemory.Kept(contents: contents, differing: changes.differing)
        guard !changes.entries.isEmpty else { return (kept, true) }
        let (layer, isNew) = try cache.write(changes.entries)
        kept.layer = layer
        return (kept, isNew)
    }

    /// The image's variables, as a container has them.
    private var variables: [String: String] {
        let pairs = (base.execution.environment ?? []).compactMap { line -> (String, String)? in
            line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
        }
        return Dictionary(pairs) { $1 }.merging(["NB_PYTHON_PREFIX": "/\(base.facts.userPrefix.drop { $0 == "/" })"]) {
            $1
        }
    }

    private func outcome(_ kept: PostBuildMemory.Kept, isReused: Bool) -> Outcome {
        let layer = kept.layer.map {
            ImageLayer(layer: $0, role: "post-build", contents: kept.contents, isReused: isReused)
        }
        let report = PostBuildReport(file: script.path, digest: script.digest, differing: kept.differing)
        return Outcome(layer: layer, report: report)
    }
}

extension BuildRun {
    /// Runs the `postBuild` of what was read, where there is one and the builder's setting allows it.
    ///
    /// - Parameters:
    ///   - reading: what was read.
    ///   - base: the base.
    ///   - packages: the packages, for the image that names the layers of a registry.
    ///   - layers: the datalab's own layers, the last of which says what the image is: that one stays on top.
    /// - Returns: all layers of the datalab's own, and what became of the script; nil for none.
    /// - Throws: as ``PostBuildStage``; `RegistryError`, `TransferError`.
    func postBuild(
        _ reading: SourceReading,
        _ base: BaseImage,
        _ packages: LockedPackages,
        _ layers: [ImageLayer],
    ) async throws -> (layers: [ImageLayer], report: PostBuildReport?) {
        guard let script = reading.postBuild else { return (layers, nil) }
        let progress = clock.progress
        return try await clock.run("postBuild") {
            let stage = PostBuildStage(run: self, script: script, base: base, layers: layers)
            let outcome = try await stage.outcome {
                let isHere = layers.allSatisfy { layout.blobs.size(of: $0.layer.digest) == $0.layer.size }
                guard base.origin != nil || base.places != nil || !isHere else { return }
                let image = try ImageAssembly(
                    base: base,
                    layers: layers,
                    packages: packages.wheels,
                    metadata: reading.metadata,
                    origin: reading.workspace.origin,
                )
                .store(in: layout.blobs)
                try await LayersElsewhere(of: image, at: site, layout)?.fetchMissing()
            }
            for problem in outcome.report.problems { progress(.warning(problem)) }
            guard let layer = outcome.layer else { return StageResult((layers, outcome.report), "nothing changed") }
            let all = Array(layers.dropLast()) + [layer] + layers.suffix(1)
            return StageResult((all, outcome.report), layer.contents + (layer.isReused ? " (reused)" : ""))
        }
    }
}

extension SourceReading {
    /// The same with the source's `postBuild`, where the builder runs it; else with a word on what it would have done.
    ///
    /// It is looked for where requirements are: in `binder/` or `.binder/` where there is one, else in the root.
    /// - Throws: `InputFailure` for a file that cannot be read; `WorkspaceError`.
    func withPostBuild(at site: BuildSite) throws -> SourceReading {
        guard let path = try workspace.configFolder().locate("postBuild") else { return self }
        let script = PostBuildScript(path: path, bytes: try ConfigurationFile.bytes(of: path, in: workspace))
        var reading = self
        if site.sources.postBuild == .run {
            reading.postBuild = script
        } else {
            reading.warnings.append(script.unusedWarning(isForbidden: site.sources.postBuild == .forbidden))
        }
        return reading
    }
}
