internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// Adds Debian packages to a base: its layers stay as they are, and what the packages bring goes on top of them.
struct ExtendedBase {
    let base: BaseImage
    /// How the base starts; nil where no base is made of the system.
    let contract: Recipe.Contract?
    let requests: [SystemPackageRequest]
    let layout: ImageLayout
    let mirrors: DebianMirrors
    /// A folder of its own for temporary files.
    let work: FilePath

    private var packages: SystemPackageSet { SystemPackageSet(requests.map(\.name)) }

    /// The digest of what a base with packages is made of: another base, or another set, has to be made anew.
    static func key(of base: BaseImage, adding packages: SystemPackageSet) -> Digest {
        let lines = ["packages added to a base, format 2", base.digest.description] + packages.names
        return .sha256(of: Array(lines.joined(separator: "\n").utf8))
    }

    /// Makes the base.
    ///
    /// - Throws: `BaseError`: `packages` for those that do not exist or do not fit, `rights`, `bootstrap`; `ToolFailure`,
    ///   `LayerArchiveError`, `StoreError`, `CancellationError`.
    func make(progress: @escaping ProgressHandler) async throws -> BaseImage {
        guard let contract else { throw BaseError(.recipe, "the recipe does not say how its base starts") }
        let below = try await BlockingWork.run { [base, layout, work] in
            try BaseSystem(of: base, in: layout.blobs, scratch: work)
        }
        let archive = try await archive(try bootstrap([]), below, progress: progress)
        let (taken, expected) = try await archive.resolve(requests)
        for line in taken.lines { progress(.log(line)) }
        let bootstrap = try bootstrap(taken.names)
        progress(.log("adding \(expected.count) Debian packages: \(expected.map(\.name).joined(separator: " "))"))
        let tar = work.appending("system.tar")
        try await bootstrap.run(on: below.layers, lists: archive.lists, into: tar) { progress(.log($0)) }
        let (facts, parts) = try await BlockingWork.run { try divided(tar, below) }
        progress(.log("writing the layers of the added packages"))
        let sink = LayerSink(blobs: layout.blobs)
        var layers = base.layers
        for part in parts {
            layers.append(try await sink.write(part.entries, role: .system, contents: part.contents))
        }
        return try BaseAssembly(contract: contract, facts: facts, layers: layers).store(in: layout)
    }

    /// Finds out what would be added, without making it.
    ///
    /// - Throws: as `make(progress:)`.
    func resolve(progress: @escaping ProgressHandler) async throws -> (
        taken: TakenPackages, added: [(name: String, version: String)]
    ) {
        let below = try await BlockingWork.run { [base, layout, work] in
            try BaseSystem(of: base, in: layout.blobs, scratch: work)
        }
        return try await archive(bootstrap([]), below, progress: progress).resolve(requests)
    }

    func bootstrap(_ names: [String]) throws(BaseError) -> DebianBootstrap {
        guard let suite = base.facts.suite, base.origin == nil else {
            throw BaseError(
                .packages,
                "the base '\(base.referenceName)' is not made of Debian packages here, so none can be added",
                at: requests.first?.place,
                hint: "remove the system packages, or build on the recipe's base"
            )
        }
        return DebianBootstrap(
            suite: suite,
            packages: names,
            architecture: base.facts.target.architecture,
            mirrors: mirrors
        )
    }

    func archive(_ bootstrap: DebianBootstrap, _ below: BaseSystem, progress: @escaping ProgressHandler)
        async throws -> AptArchive
    {
        progress(.log("reading what Debian '\(bootstrap.suite)' has"))
        let status = SystemTree(cleaning: below.entries).text("var/lib/dpkg/status") ?? ""
        let folder = work.appending("apt")
        return try await AptArchive(bootstrap, status: status, folder: folder) { progress(.log($0)) }
    }

    private func divided(_ tar: FilePath, _ below: BaseSystem) throws -> (BaseFacts, [SystemLayers.Part]) {
        let spool = try TarSpool.read(tar, scratch: work.appending("system.files"), specialFiles: .drop)
        let tree = SystemTree(cleaning: spool.entries)
        let target = base.facts.target
        let system = try SystemFacts(tree, python: target.pythonVersion, architecture: target.architecture)
        var facts = base.facts
        (facts.debian, facts.target) = (system.debian, system.target)
        facts.libraries = system.libraries
        facts.systemPackages = (system.status.entries.map(\.package) + system.unpacked).sorted { $0.name < $1.name }
        facts.addition = SystemAddition(
            base: base.digest,
            requested: packages.names,
            packages: AdditionLayers.added(system.status, to: base.facts.systemPackages)
        )
        facts.key = Self.key(of: base, adding: packages)
        let layers = AdditionLayers(
            SystemOverlay(base: below.entries, system: tree, covered: below.covered),
            system: tree,
            status: system.status,
            base: base.facts.systemPackages,
            more: [.file(ContractLayer.factsPath, .bytes(try CanonicalJSON.encode(facts)))]
        )
        return (facts, layers.parts)
    }
}
