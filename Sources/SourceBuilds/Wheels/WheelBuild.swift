package import BaseImages
package import DatalabModel
internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
package import PythonPackages
package import Reporting
package import SystemPackage

/// Builds sources into wheels, each in a sealed box, and remembers what was built.
package struct WheelBuild: Sendable {
    /// Raised when the same source would be built in another way.
    static let formatVersion = "1"

    /// The roots that sources are built in; nil where each build names its own.
    let roots: BuilderRoots?
    /// Finds what a backend needs.
    package var requirements: BuildRequirements.Finder
    /// The program `uv`, which installs build requirements in the box.
    let uv: FilePath
    /// Where built wheels are kept.
    let folder: FilePath
    /// An existing folder for temporary files.
    let scratch: FilePath
    /// How much one build may use.
    package var limits: BoxLimits
    /// Whether a source that was built before is built again, twice, and both compared.
    package var rebuilds = false
    /// How many builds may be for the sake of another.
    package var mostDepth = 3

    /// Builds of sources.
    ///
    /// - Parameters:
    ///   - roots: the roots that sources are built in.
    ///   - requirements: finds what a backend needs.
    ///   - uv: the program `uv`.
    ///   - folder: where built wheels are kept; made when it is needed.
    ///   - scratch: an existing folder for temporary files.
    ///   - limits: how much one build may use.
    package init(
        roots: BuilderRoots? = nil,
        requirements: @escaping BuildRequirements.Finder,
        uv: FilePath,
        folder: FilePath,
        scratch: FilePath,
        limits: BoxLimits = BoxLimits(),
    ) {
        self.roots = roots
        self.requirements = requirements
        self.uv = uv
        self.folder = folder
        self.scratch = scratch
        self.limits = limits
    }

    /// Gives the wheel of a source; it is built when it is not known.
    ///
    /// - Parameters:
    ///   - tree: the source.
    ///   - base: the base, with what `apt.txt` names.
    ///   - packages: the recipe's `build-packages`.
    ///   - depth: how many builds this one is for the sake of.
    ///   - progress: told what goes on, with each line of the build's log.
    /// - Returns: the wheel, checked.
    /// - Throws: `SourceBuildError`; `PackagesError` for build requirements that cannot be had, and for a wheel that no
    ///   installer may take; `BaseError`, `ToolFailure`, `CancellationError`.
    package func wheel(
        of tree: SourceTree,
        for base: BaseImage,
        adding packages: [SystemPackageRequest],
        depth: Int = 0,
        progress: @escaping ProgressHandler,
    ) async throws -> BoxedWheel {
        let system = try buildSystem(of: tree)
        let rootKey = BuilderRoots.key(of: base, adding: SystemPackageSet(packages.map(\.name)))
        let target = base.facts.target
        let question = Self.question(tree, system, rootKey)
        if let known = try known(question, tree, target) { return known }
        try refuse(tree, at: depth)
        guard let roots else {
            throw SourceBuildError(.rootUnavailable, "there is no place for roots that sources are built in")
        }
        let root = try await roots.root(for: base, adding: packages, progress: progress)
        let run = WheelBuildRun(
            build: self,
            tree: tree,
            system: system,
            root: root,
            target: target,
            interpreter: base.facts.interpreter,
            depth: depth,
            progress: progress
        )
        return try await run.wheel(answering: question, in: BoxedWheelCache(folder: folder))
    }

    /// Gives the wheel of a source, built in a root that is there.
    ///
    /// - Parameters:
    ///   - tree: the source.
    ///   - root: the root.
    ///   - target: its Python.
    ///   - interpreter: the path of that Python in the root.
    ///   - depth: how many builds this one is for the sake of.
    ///   - progress: told what goes on, with each line of the build's log.
    /// - Returns: the wheel, checked.
    /// - Throws: as `wheel(of:for:adding:depth:progress:)`.
    package func wheel(
        of tree: SourceTree,
        in root: BuilderRoot,
        target: PythonTarget,
        interpreter: String,
        depth: Int = 0,
        progress: @escaping ProgressHandler,
    ) async throws -> BoxedWheel {
        let system = try buildSystem(of: tree)
        let question = Self.question(tree, system, root.digest)
        if let known = try known(question, tree, target) { return known }
        try refuse(tree, at: depth)
        let run = WheelBuildRun(
            build: self,
            tree: tree,
            system: system,
            root: root,
            target: target,
            interpreter: interpreter,
            depth: depth,
            progress: progress
        )
        return try await run.wheel(answering: question, in: BoxedWheelCache(folder: folder))
    }

    private func buildSystem(of tree: SourceTree) throws -> BuildSystem {
        let files = try ProjectFiles(tree)
        return try BuildSystem(pyproject: files.bytes("pyproject.toml"), file: "pyproject.toml of '\(tree.title)'")
    }

    private func known(_ question: Digest, _ tree: SourceTree, _ target: PythonTarget) throws -> BoxedWheel? {
        guard !rebuilds, let known = BoxedWheelCache(folder: folder).find(question: question) else { return nil }
        try WheelVerdict(tree: tree, target: target).check(known.file.filename)
        return known
    }

    private func refuse(_ tree: SourceTree, at depth: Int) throws(SourceBuildError) {
        guard depth > mostDepth else { return }
        throw SourceBuildError(
            .failed,
            "'\(tree.title)' would be a build that is needed only for a build, \(depth) deep",
            hint: "require a version that has a wheel"
        )
    }

    /// What decides a wheel as far as it is known before anything is fetched.
    private static func question(_ tree: SourceTree, _ system: BuildSystem, _ root: Digest) -> Digest {
        let lines = [
            "source build \(formatVersion)", "root \(root)", "source \(tree.identity)", "in \(tree.subdirectory ?? "")",
            "epoch \(tree.epoch ?? LayerFormat.modificationTime)", "tags \(tree.versionFromTags ?? "")",
            "backend \(system.backend) \(system.backendPath.joined(separator: " "))",
        ]
        return .sha256(of: (lines + system.requires).joined(separator: "\n"))
    }
}
