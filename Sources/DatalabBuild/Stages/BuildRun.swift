internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import ImageExport
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// One run of the stages for one request: each takes what the one before it gave.
struct BuildRun {
    let site: BuildSite
    let layout: ImageLayout
    let request: BuildRequest
    let outputs: [ImageOutput]
    let scratch: ScratchFolder
    let clock: StageClock
    /// The cache in a registry; nil where none is used.
    var cache: RegistryCache?

    /// Opens the source, and reads metadata and requirements.
    func read() async throws -> SourceReading {
        let workspace = try await open()
        let progress = clock.progress
        return try await clock.run("reading") {
            var reader = SourceReader(workspace: workspace, request: request)
            var reading = try await reader.read().withoutRefused(at: site).withPostBuild(at: site)
            try await addOwnPackage(to: &reading)
            // The workspace has told its own warnings when it was opened.
            for problem in reading.warnings.dropFirst(workspace.warnings.count) { progress(.warning(problem)) }
            let name = "\(reading.metadata.imageName) \(reading.metadata.version)"
            return StageResult(reading, "\(name), metadata from \(reading.metadataFile ?? "options and names")")
        }
    }

    private func open() async throws -> Workspace {
        let progress = clock.progress
        return try await clock.run("fetching") {
            // A folder may hold the home, or what an earlier build wrote: images do not go into images.
            var options = WorkspaceOptions(
                sizeLimit: request.sizeLimit,
                leftOut: [site.home.root] + outputs.map(\.path)
            )
            options.overlay = request.overlay
            options.leavesOutSubmodules = request.leavesOutSubmodules
            var workspace = try await WorkspaceOpener().open(
                request.source,
                options: options,
                scratch: scratch.path.appending("source"),
                progress: progress,
            )
            if let overlay = request.overlay {
                workspace = try await workspace.overlaid(with: overlay, sizeLimit: request.sizeLimit)
            }
            let commit = workspace.origin.commit.map { " at \($0)" } ?? ""
            let leftOut = workspace.leftOut.map { "; left out: \($0.summary)" }.joined()
            return StageResult(
                workspace,
                "\(workspace.files.count) \(workspace.files.count == 1 ? "file" : "files and folders")\(commit)\(leftOut)"
            )
        }
    }

    /// What finds the lock for packages by where they go.
    ///
    /// - Parameters:
    ///   - reading: what was read.
    ///   - place: where the packages go.
    ///   - choice: the recipe, on whose base sources are built.
    ///   - base: the base; nil before it is made.
    /// - Returns: the stage.
    /// - Throws: `ToolFailure` when `uv` or Python is missing.
    func packageStage(
        _ reading: SourceReading,
        for place: PackageSite,
        on choice: RecipeChoice,
        _ base: BaseImage?,
    ) throws -> PackageStage {
        let variables = site.resolverVariables
        let resolver = try PackageResolver.locate(
            in: site.tools,
            variables: variables,
            fetchPage: IndexPages(credentials: IndexCredentials(variables)).fetch
        )
        let sources = SourceStage(run: self, reading: reading, choice: choice, base: base, resolver: resolver)
        let wheels = sources.wheels
        return PackageStage(
            home: site.home,
            resolver: resolver,
            target: place.target,
            implicit: (place.requirements + reading.neededRequirements).map { Requirement(name: $0) },
            building: sources,
            workspace: SourceStage.fingerprint(of: reading.packages, in: reading.workspace),
            builtFile: { (try? WheelRequest($0)).flatMap(wheels.cached) },
            remote: cache,
        )
    }

    /// Locks the packages for where they go, and builds what has only source.
    ///
    /// - Parameters:
    ///   - reading: what was read.
    ///   - place: where the packages go.
    ///   - choice: the recipe, and what the datalab adds to its base: sources are built on both.
    ///   - plain: the recipe's base, without what the datalab adds; nil before it is made.
    ///   - buildsSources: whether what has only source is built now; a plan leaves that.
    /// - Returns: the lock and the wheels.
    /// - Throws: `PackagesError`, `SourceBuildError` and what fetching a source throws; `CancellationError`.
    func lock(
        _ reading: SourceReading,
        for place: PackageSite,
        on choice: RecipeChoice,
        _ plain: BaseImage?,
        buildsSources: Bool = true,
    ) async throws -> LockedPackages {
        // A base with additions is made when the first source needs it.
        let stage = try packageStage(reading, for: place, on: choice, choice.addition.isEmpty ? plain : nil)
        return try await clock.run("resolving") {
            let packages = try await stage.lock(
                reading.packages,
                upgrades: request.upgradesLock || request.rebuildsSources,
                buildsSources: buildsSources,
                scratch: scratch.path,
                progress: clock.progress,
            )
            let count = packages.wheels.count
            let built = packages.sources.isEmpty ? "" : ", \(packages.sources.count) built from source"
            return StageResult(
                packages,
                "\(count) package\(count == 1 ? "" : "s")\(built), lock \(packages.isReused ? "reused" : "new")"
            )
        }
    }

    /// Writes the layers of the user's files, if they are not yet written, and of what the image says of itself.
    ///
    /// - Parameters:
    ///   - reading: what was read.
    ///   - base: the base.
    ///   - provision: the packages, and what was added.
    ///   - written: the layers of the files, where they are written.
    /// - Returns: the layers in their order.
    /// - Throws: `LayerArchiveError` for a file that changes while it is read; `StoreError`.
    func pack(
        _ reading: SourceReading,
        _ base: BaseImage,
        _ provision: Provision,
        written: [ImageLayer]?,
    ) async throws -> [ImageLayer] {
        let cache = try LayerCache(home: site.home, blobs: layout.blobs)
        return try await clock.run("packing") {
            let files = if let written { written } else { try await filePacking(reading).layers() }
            let identity = try await BlockingWork.run {
                try DatalabLayers.identity(
                    reading,
                    provision: provision,
                    baseDigest: base.digest,
                    cache: cache,
                )
            }
            let layers = files + [identity]
            let parts = layers.map { "\($0.contents)\($0.isReused ? " (reused)" : "")" }
            return StageResult(layers, parts.joined(separator: "; "))
        }
    }

    /// Puts the image together; it has no name yet.
    func assemble(
        _ reading: SourceReading,
        _ base: BaseImage,
        _ packages: LockedPackages,
        _ own: [ImageLayer],
        _ postBuild: PostBuildReport?,
    ) async throws -> Descriptor {
        let assembly = ImageAssembly(
            base: base,
            layers: own,
            packages: packages.wheels,
            metadata: reading.metadata,
            origin: reading.workspace.origin,
            postBuild: postBuild,
        )
        return try await clock.run("assembling") {
            let descriptor = try await BlockingWork.run { [layout] in try assembly.store(in: layout.blobs) }
            return StageResult(descriptor, "\(reading.metadata.imageName)  \(descriptor.digest)")
        }
    }

    /// Names the image: by its build, and as the newest of its datalab.
    ///
    /// One that is what an earlier build of the version made keeps that build's name.
    func name(
        _ image: Descriptor,
        _ reading: SourceReading,
        _ base: BaseImage,
        _ own: [ImageLayer],
        _ postBuild: PostBuildReport?,
        as version: BuildVersion,
    ) throws -> BuildResult {
        let name = reading.metadata.imageName
        let reference = try earlierName(of: image, name, version) ?? "\(name):\(version)"
        try UnsealedImages(home: site.home).note(image.digest, hangsOn: cache?.reliedOn)
        for name in [reference, "\(name):latest"] { try layout.setReference(name, to: image) }
        let reports = base.layers.map(LayerReport.init) + own.map(\.report)
        return BuildResult(
            reference: reference,
            digest: image.digest,
            size: BoundedNumber.sum(reports.map(\.size)),
            layers: reports,
            stages: clock.times,
            warnings: reading.warnings + own.flatMap(\.warnings) + (postBuild?.problems ?? [])
                + (cache?.problems ?? []),
            postBuild: postBuild,
        )
    }

    /// The newest name that the very image has among those of a version; nil for a new image.
    private func earlierName(of image: Descriptor, _ name: String, _ version: BuildVersion) throws -> String? {
        let versions = try layout.references().filter { $0.manifest.digest == image.digest }
            .filter { ImageLayout.base(of: $0.name) == name }
            .compactMap { ImageLayout.tag(of: $0.name).flatMap { try? BuildVersion(parsing: $0) } }
            .filter { $0.version == version.version }
        return versions.max { $0.counter < $1.counter }.map { "\(name):\($0)" }
    }

    /// Writes the image to the places that were asked for.
    func export(_ reference: String) async throws {
        guard !outputs.isEmpty else { return }
        let exporter = ImageExporter(layout)
        let outputs = outputs
        try await clock.run("writing") {
            try await LayersElsewhere(of: layout.resolve(reference), at: site, layout)?.fetchMissing()
            try await BlockingWork.run { for output in outputs { try exporter.write(reference, to: output) } }
            return StageResult((), outputs.map(\.description).joined(separator: ", "))
        }
    }
}
