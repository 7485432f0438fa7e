public import ContentStore
public import DatalabModel
internal import ExternalTools
internal import Foundation
public import OCIModel
public import PythonPackages
public import Reporting
public import SystemPackage

/// Makes base images from recipes: of Debian's packages, from an image in a registry, or of both.
///
/// Debian packages' own scripts run in a system of their own (`mmdebstrap`, as root or in a user namespace), and so does that
/// system's Python, which compiles the server's modules; nothing else is executed, and wheels only become layers.
public struct BaseBuilder: Sendable {
    /// What changes in the making that a recipe does not show: part of every base's key.
    package static let formatVersion = "6"

    private let layout: ImageLayout
    private let wheels: WheelCache
    private let scratch: FilePath
    private let mirrors: DebianMirrors
    private let archives: PythonArchives
    private let registries: BaseRegistries
    private let published: PublishedBases
    private let image: ImageReference?

    /// A builder.
    ///
    /// - Parameters:
    ///   - layout: where bases are stored.
    ///   - wheels: where the server's wheels are kept.
    ///   - scratch: a folder for temporary files, about 600 MB, and for added packages twice what they take; it must exist.
    ///   - mirrors: where Debian's packages come from.
    ///   - archives: where archives of Pythons that Debian does not have are looked for.
    ///   - registries: how registries are reached that have images which bases are made from.
    ///   - published: where bases are looked for before they are made here.
    ///   - image: an image that is taken instead of what a recipe is made from.
    public init(
        layout: ImageLayout,
        wheels: WheelCache,
        scratch: FilePath,
        mirrors: DebianMirrors = .standard,
        archives: PythonArchives = PythonArchives(),
        registries: BaseRegistries,
        published: PublishedBases = PublishedBases(),
        image: ImageReference? = nil,
    ) {
        self.layout = layout
        self.wheels = wheels
        self.scratch = scratch
        self.mirrors = mirrors
        self.archives = archives
        self.registries = registries
        self.published = published
        self.image = image
    }

    /// The base of a recipe's variant, made of just these inputs, as it is in the store or published; nil when it has to be built.
    ///
    /// A registry is asked what a tag stands for now. Of a published base, manifest and configuration are read, no layers.
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    ///   - packages: Debian packages that are added to it.
    /// - Returns: the base.
    /// - Throws: `BaseError`, `StoreError`; `RegistryError`, `TransferError`.
    public func find(
        _ folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
        adding packages: SystemPackageSet = .empty,
    ) async throws -> BaseImage? {
        let base = try await known(try await plan(folder, variant, architecture))
        guard let base, !packages.isEmpty else { return base }
        return try await find(packages, on: base)
    }

    /// A base that need not be made.
    private func known(_ plan: BasePlan) async throws -> BaseImage? {
        if let known = try BaseCatalog(layout).find(plan.key, name: plan.name) { return known }
        // One of an image is made of it at once.
        guard plan.image == nil else { return nil }
        return try await registries.find(plan.name, plan.key, among: published, into: layout)
    }

    /// The base of a recipe's variant, as far as no Debian system has to be made for it: from the store, or of an image alone.
    ///
    /// Of an image in a registry, manifest and configuration are read, no layers.
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    /// - Returns: the base; nil when it has to be built.
    /// - Throws: as `find(_:variant:architecture:adding:)`, `LayerArchiveError`.
    public func findOrRead(_ folder: RecipeFolder, variant: String? = nil) async throws -> BaseImage? {
        let plan = try await plan(folder, variant, nil)
        if let known = try BaseCatalog(layout).find(plan.key, name: plan.name) { return known }
        guard let image = plan.image, !plan.hasPackagesOnTop else { return nil }
        return try await withWork { work in
            let base = try await imageBase(plan, image, folder, work)
            return base.needsPackages ? nil : try await base.make { _ in }
        }
    }

    /// Why the Python of a variant cannot be had, as far as it can be told without making its base; nil when it can.
    ///
    /// Debian's can always; an archive may be out of reach.
    /// - Parameter variant: the variant.
    /// - Returns: the reason.
    /// - Throws: `BaseError` with code `recipe`.
    package func fault(ofPythonOf variant: Recipe.Variant) async throws(BaseError) -> String? {
        guard let archive = variant.archive, let architecture = PythonTarget.Architecture.current else { return nil }
        return await archives.fault(of: try archives.archive(archive, for: architecture), in: wheels)
    }

    /// Gives the base of a recipe's variant; it is built when the store does not have it.
    ///
    /// The base appears in the store whole or not at all; layers of an image in a registry stay there until they are needed.
    /// Two builds from the same versions of Debian's packages, or from the same image, give the same digest.
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    ///   - requests: Debian packages that are added to it; the base without them is built, too.
    ///   - isForced: whether a base that is in the store is built anew, with Debian's current packages; with requests, only
    ///     what they add.
    ///   - progress: told what goes on, with each line of `mmdebstrap`.
    /// - Returns: the base, and whether it was not in the store before.
    /// - Throws: `BaseError`, `ToolFailure` (`mmdebstrap` is missing), `PackagesError`, `LayerArchiveError`, `StoreError`;
    ///   `RegistryError`, `TransferError`; `CancellationError`.
    public func build(
        _ folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
        adding requests: [SystemPackageRequest] = [],
        isForced: Bool = false,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> (base: BaseImage, isNew: Bool) {
        let plan = try await plan(folder, variant, architecture)
        let mayKnow = !isForced || !requests.isEmpty
        let known = mayKnow ? try await known(plan) : try BaseCatalog(layout).find(plan.key, name: plan.name)
        let base: BaseImage
        if let known, mayKnow {
            base = known
        } else {
            if !requests.isEmpty {
                try await withWork { _ = try await take(requests, plan, $0, progress: progress) }
            }
            base = try await make(plan, folder, progress: progress)
            progress(.log("base \(base.referenceName) is \(base.digest)"))
        }
        guard !requests.isEmpty else { return (base, base != known || isForced) }
        let packages = SystemPackageSet(requests.map(\.name))
        if !isForced, let known = try await find(packages, on: base) { return (known, false) }
        try await obtainLayers(of: base, progress: progress)
        let extended = try await withWork { work in
            try await extending(base, folder, requests, work).make(progress: progress)
        }
        progress(.log("base \(extended.referenceName) is \(extended.digest)"))
        return (extended, true)
    }

    /// Finds out which packages would be added to the base of a recipe's variant; nothing is made.
    ///
    /// - Parameters:
    ///   - requests: what is asked for.
    ///   - folder: the recipe, of Debian.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    ///   - progress: told what goes on.
    /// - Returns: which packages the names mean, and names and versions of all that is added, by name; nil when the base is not in
    ///   the store: all exist, and what they need beside what the base has is not known.
    /// - Throws: `BaseError` with code `packages`, which names all that do not exist; `ToolFailure`; `CancellationError`.
    package func resolve(
        _ requests: [SystemPackageRequest],
        folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> (taken: TakenPackages, added: [(name: String, version: String)]?) {
        let plan = try await plan(folder, variant, architecture)
        return try await withWork { work in
            if let base = try await known(plan) {
                try await obtainLayers(of: base, progress: progress)
                return try await extending(base, folder, requests, work).resolve(progress: progress)
            }
            return (try await take(requests, plan, work, progress: progress), nil)
        }
    }

    /// Mistakes are told before anything is made.
    private func take(
        _ requests: [SystemPackageRequest],
        _ plan: BasePlan,
        _ work: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> TakenPackages {
        guard case .debian(let suite) = plan.variant.origin else { return TakenPackages(requests.map(\.name)) }
        let bootstrap = DebianBootstrap(suite: suite, packages: [], architecture: plan.architecture, mirrors: mirrors)
        let folder = work.appending("apt")
        let archive = try await AptArchive(bootstrap, status: "", folder: folder) { progress(.log($0)) }
        return try await archive.take(requests)
    }

    /// Brings the layers of a base that stayed in a registry into the store, for work that needs what is in them.
    ///
    /// - Parameters:
    ///   - base: the base.
    ///   - progress: told what is fetched, and from where.
    /// - Throws: `BaseError` with code `notBuilt`; `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    package func obtainLayers(of base: BaseImage, progress: @escaping ProgressHandler) async throws {
        // Of an image that was named, the layers are that image's, and nothing is added to it here.
        guard base.origin == nil else { return }
        try await registries.fetchLayers(of: base, into: layout.blobs, progress: progress)
    }

    private func find(_ packages: SystemPackageSet, on base: BaseImage) async throws -> BaseImage? {
        let facts = base.facts
        let name = BaseName(
            kind: facts.kind,
            variant: facts.variant,
            adding: packages,
            architecture: facts.target.architecture
        )
        let key = ExtendedBase.key(of: base, adding: packages)
        if let known = try BaseCatalog(layout).find(key, name: name) { return known }
        guard base.origin == nil else { return nil }
        return try await registries.find(name, key, among: published, into: layout)
    }

    private func extending(
        _ base: BaseImage,
        _ folder: RecipeFolder,
        _ requests: [SystemPackageRequest],
        _ work: FilePath,
    ) throws(BaseError) -> ExtendedBase {
        guard let contract = folder.recipe.contract else {
            throw BaseError(.recipe, "the recipe '\(folder.path)' does not say how its base starts")
        }
        return ExtendedBase(
            base: base,
            contract: contract,
            requests: requests,
            layout: layout,
            mirrors: mirrors,
            work: work
        )
    }

    /// Does work with a folder that is gone afterwards.
    private func withWork<Result: Sendable>(_ body: (FilePath) async throws -> Result) async throws -> Result {
        let work = scratch.appending("base-\(UUID().uuidString)")
        try Self.make(work)
        defer { try? FileManager.default.removeItem(atPath: work.string) }
        return try await body(work)
    }

    private func plan(
        _ folder: RecipeFolder,
        _ variant: String?,
        _ architecture: PythonTarget.Architecture?,
    ) async throws -> BasePlan {
        try await BasePlan(
            folder,
            variant: variant,
            architecture: architecture,
            override: image,
            resolve: registries.resolve
        )
    }

    private func make(_ plan: BasePlan, _ folder: RecipeFolder, progress: @escaping ProgressHandler) async throws
        -> BaseImage
    {
        try await withWork { work in
            if let image = plan.image {
                progress(.log("reading the image \(image)"))
                return try await imageBase(plan, image, folder, work).make(progress: progress)
            }
            let system = system(plan, folder, work)
            let debian = DebianBase(folder: folder, plan: plan, system: system, layout: layout)
            do {
                return try await debian.make(progress: progress)
            } catch let error as ToolFailure where error.code == .missing && error.tool == DebianBootstrap.program {
                throw BaseError.unavailable(plan.name, published.search(for: plan.key))
            }
        }
    }

    private func imageBase(_ plan: BasePlan, _ image: ImageReference, _ folder: RecipeFolder, _ work: FilePath)
        async throws -> ImageBase
    {
        let origin = try await registries.image(image, for: plan.architecture, into: layout.blobs)
        let system = system(plan, folder, work)
        return ImageBase(folder: folder, plan: plan, origin: origin, system: system, layout: layout)
    }

    private func system(_ plan: BasePlan, _ folder: RecipeFolder, _ work: FilePath) -> RecipeSystem {
        RecipeSystem(
            folder: folder,
            plan: plan,
            layout: layout,
            wheels: wheels,
            mirrors: mirrors,
            archives: archives,
            work: work
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
