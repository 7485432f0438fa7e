public import ContentStore
internal import DatalabModel
internal import Foundation
public import OCIModel
public import PythonPackages
public import Reporting
public import SystemPackage

/// Makes base images from recipes: of Debian's packages, or from an image in a registry.
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
    private let registries: BaseRegistries
    private let image: ImageReference?

    /// A builder.
    ///
    /// - Parameters:
    ///   - layout: where bases are stored.
    ///   - wheels: where the server's wheels are kept.
    ///   - scratch: a folder for temporary files, about 600 MB; it must exist.
    ///   - mirrors: where Debian's packages come from.
    ///   - registries: how registries are reached that have images which bases are made from.
    ///   - image: an image that is taken instead of what a recipe is made from.
    public init(
        layout: ImageLayout,
        wheels: WheelCache,
        scratch: FilePath,
        mirrors: DebianMirrors = .standard,
        registries: BaseRegistries,
        image: ImageReference? = nil,
    ) {
        self.layout = layout
        self.wheels = wheels
        self.scratch = scratch
        self.mirrors = mirrors
        self.registries = registries
        self.image = image
    }

    /// The base of a recipe's variant as it is in the store, made of just these inputs; nil when it has to be built.
    ///
    /// A registry is asked what a tag stands for now.
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    /// - Returns: the base.
    /// - Throws: `BaseError`, `StoreError`; `RegistryError`, `TransferError`.
    public func find(
        _ folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
    ) async throws -> BaseImage? {
        let plan = try await plan(folder, variant, architecture)
        return try BaseCatalog(layout).find(plan.key, name: plan.name)
    }

    /// Gives the base of a recipe's variant; it is built when the store does not have it.
    ///
    /// The base appears in the store whole or not at all; layers of an image in a registry stay there until they are needed.
    /// Two builds from the same versions of Debian's packages, or from the same image, give the same digest.
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    ///   - isForced: whether a base that is in the store is built anew, with Debian's current packages.
    ///   - progress: told what goes on, with each line of `mmdebstrap`.
    /// - Returns: the base, and whether it was not in the store before.
    /// - Throws: `BaseError`, `ToolFailure` (`mmdebstrap` is missing), `PackagesError`, `LayerArchiveError`, `StoreError`;
    ///   `RegistryError`, `TransferError`; `CancellationError`.
    public func build(
        _ folder: RecipeFolder,
        variant: String? = nil,
        architecture: PythonTarget.Architecture? = nil,
        isForced: Bool = false,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> (base: BaseImage, isNew: Bool) {
        let plan = try await plan(folder, variant, architecture)
        if !isForced, let known = try BaseCatalog(layout).find(plan.key, name: plan.name) { return (known, false) }
        let base = try await make(plan, folder, progress: progress)
        progress(.log("base \(base.referenceName) is \(base.digest)"))
        return (base, true)
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
        if let image = plan.image {
            progress(.log("reading the image \(image)"))
            let origin = try await registries.image(image, for: plan.architecture, into: layout.blobs)
            return try await ImageBase(folder: folder, plan: plan, origin: origin, layout: layout).make()
        }
        let work = scratch.appending("base-\(UUID().uuidString)")
        try Self.make(work)
        defer { try? FileManager.default.removeItem(atPath: work.string) }
        let debian = DebianBase(
            folder: folder,
            plan: plan,
            layout: layout,
            wheels: wheels,
            mirrors: mirrors,
            work: work
        )
        return try await debian.make(progress: progress)
    }

    private static func make(_ folder: FilePath) throws(BaseError) {
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        } catch {
            throw BaseError(.files, "the folder '\(folder)' cannot be made: \(error.localizedDescription)")
        }
    }
}
