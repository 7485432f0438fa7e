public import ContentStore
internal import DatalabModel
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import Offloading
public import PythonPackages
public import Reporting
public import SystemPackage

/// Makes base images from recipes: a Debian system, the server's environment, the start contract.
///
/// Debian packages' own scripts run in a system of their own (`mmdebstrap`, as root or in a user namespace), and so does that
/// system's Python, which compiles the server's modules; nothing else is executed, and wheels only become layers.
public struct BaseBuilder: Sendable {
    /// What changes in the making that a recipe does not show: part of every base's key.
    package static let formatVersion = "2"

    private let layout: ImageLayout
    private let wheels: WheelCache
    private let scratch: FilePath
    private let mirrors: DebianMirrors

    /// A builder.
    ///
    /// - Parameters:
    ///   - layout: where bases are stored.
    ///   - wheels: where the server's wheels are kept.
    ///   - scratch: a folder for temporary files, about 600 MB; it must exist.
    ///   - mirrors: where Debian's packages come from.
    public init(layout: ImageLayout, wheels: WheelCache, scratch: FilePath, mirrors: DebianMirrors = .standard) {
        self.layout = layout
        self.wheels = wheels
        self.scratch = scratch
        self.mirrors = mirrors
    }

    /// The base of a recipe's variant as it is in the store, made of just these inputs; nil when it has to be built.
    ///
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    /// - Returns: the base.
    /// - Throws: `BaseError`, `StoreError`.
    public func find(
        _ folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
    ) throws -> BaseImage? {
        let plan = try plan(folder, variant, architecture)
        return try BaseCatalog(layout).find(plan.key, name: plan.name)
    }

    /// Gives the base of a recipe's variant; it is built when the store does not have it.
    ///
    /// The base appears in the store whole or not at all. Two builds from the same versions of Debian's packages give the
    /// same digest.
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    ///   - isForced: whether a base that is in the store is built anew, with Debian's current packages.
    ///   - progress: told what goes on, with each line of `mmdebstrap`.
    /// - Returns: the base.
    /// - Throws: `BaseError`, `ToolFailure` (`mmdebstrap` is missing), `PackagesError`, `LayerArchiveError`, `StoreError`;
    ///   `CancellationError`.
    public func build(
        _ folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
        isForced: Bool = false,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> BaseImage {
        let plan = try plan(folder, variant, architecture)
        if !isForced, let known = try BaseCatalog(layout).find(plan.key, name: plan.name) { return known }
        let lock = try ServerEnvironment.lock(folder, plan.variant)
        let contract = try folder.rootEntries()
        let sink = LayerSink(blobs: layout.blobs)
        let work = scratch.appending("base-\(UUID().uuidString)")
        try Self.make(work)
        defer { try? FileManager.default.removeItem(atPath: work.string) }

        let (system, systemLayers) = try await system(plan, folder.recipe, work: work, sink: sink, progress: progress)
        let server = ServerEnvironment(prefix: folder.recipe.server.prefix, target: system.target)
        let wheels = try await server.install(lock, from: wheels, progress: progress)
        let compiler = ServerBytecode(
            scheme: server.scheme,
            python: system.target.interpreter,
            system: Self.tar(in: work),
            bootstrap: bootstrap(plan, folder.recipe),
            work: work,
        )
        let installed = try await compiler.added(to: wheels, progress: progress)
        progress(.log("writing the server's layers"))
        let serverLayers = try await server.layers(installed, sink: sink)
        let facts = facts(plan, folder.recipe, system, installed.map(\.package))
        let top = ContractLayer(recipe: folder.recipe, facts: facts, systemBytecode: system.bytecode)
        let entries = try top.entries(contract)
        let last = try await sink.write(entries, role: .contract, contents: "start contract, empty user environment")
        let layers = systemLayers + serverLayers + [last]
        let base = try BaseAssembly(recipe: folder.recipe, facts: facts, layers: layers).store(in: layout)
        progress(.log("base \(base.referenceName) is \(base.digest)"))
        return base
    }

    private struct Plan {
        let variant: Recipe.Variant
        let architecture: PythonTarget.Architecture
        let key: Digest
        let name: BaseName
    }

    private func plan(
        _ folder: RecipeFolder,
        _ variant: String?,
        _ architecture: PythonTarget.Architecture?,
    ) throws(BaseError) -> Plan {
        let variant = try folder.variant(variant)
        guard let architecture = architecture ?? .current else {
            throw BaseError(.unknownVariant, "bases are made for x86_64 and aarch64 only", hint: "choose one of them")
        }
        return Plan(
            variant: variant,
            architecture: architecture,
            key: try folder.key(variant: variant.name, architecture: architecture),
            name: BaseName(kind: folder.recipe.kind, variant: variant.name, architecture: architecture),
        )
    }

    private func bootstrap(_ plan: Plan, _ recipe: Recipe) -> DebianBootstrap {
        DebianBootstrap(
            suite: plan.variant.suite,
            packages: recipe.packages(of: plan.variant),
            architecture: plan.architecture,
            mirrors: mirrors,
        )
    }

    /// The Debian system as it was made.
    private static func tar(in work: FilePath) -> FilePath { work.appending("system.tar") }

    private func system(
        _ plan: Plan,
        _ recipe: Recipe,
        work: FilePath,
        sink: LayerSink,
        progress: @escaping ProgressHandler,
    ) async throws -> (SystemFacts, [BaseLayer]) {
        let tar = Self.tar(in: work)
        progress(.log("making a Debian '\(plan.variant.suite)' system"))
        try await bootstrap(plan, recipe).run(into: tar) { progress(.log($0)) }
        let (python, architecture) = (plan.variant.python.series, plan.architecture)
        let (facts, parts) = try await BlockingWork.run {
            let spool = try TarSpool.read(tar, scratch: work.appending("system.files"), specialFiles: .drop)
            var tree = SystemTree(cleaning: spool.entries)
            DefaultUser.add(to: &tree)
            let facts = try SystemFacts(tree, python: python, architecture: architecture)
            return (facts, SystemLayers(tree, status: facts.status).parts)
        }
        progress(.log("writing the system's layers"))
        var layers: [BaseLayer] = []
        for part in parts {
            layers.append(try await sink.write(part.entries, role: .system, contents: part.contents))
        }
        return (facts, layers)
    }

    private func facts(_ plan: Plan, _ recipe: Recipe, _ system: SystemFacts, _ server: [ServerPackage]) -> BaseFacts {
        BaseFacts(
            recipe: recipe,
            variant: plan.variant,
            debian: system.debian,
            target: system.target,
            systemPackages: system.status.entries.map(\.package),
            serverPackages: server,
            key: plan.key,
        )
    }

    private static func make(_ folder: FilePath) throws(BaseError) {
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        } catch {
            throw BaseError(.files, "the folder '\(folder)' cannot be made: \(error.localizedDescription)")
        }
    }
}
