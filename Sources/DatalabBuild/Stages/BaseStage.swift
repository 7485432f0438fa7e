internal import BaseImages
internal import ContentStore
internal import DatalabModel
internal import HTTPTransfer
internal import PythonPackages
internal import SystemPackage

/// The base a datalab is built on: found in the store, or built once.
struct BaseStage {
    let site: BuildSite
    let layout: ImageLayout

    /// The base of a recipe as it is in the store; nil when it has to be built of Debian.
    ///
    /// An image in a registry is read there: its manifest and configuration, no layers.
    func find(_ choice: RecipeChoice) async throws -> BaseImage? {
        let builder = builder(scratch: site.home.scratch)
        guard choice.variant.isOfImage || site.baseImage != nil else {
            return try await builder.find(choice.folder, variant: choice.variant.name)
        }
        return try choice.fitting(try await builder.build(choice.folder, variant: choice.variant.name).base)
    }

    /// The base of a recipe, built when the store does not have it.
    func obtain(_ choice: RecipeChoice, scratch: ScratchFolder, clock: StageClock) async throws -> BaseImage {
        let builder = builder(scratch: scratch.path)
        let progress = clock.progress
        return try await clock.run("base") {
            let (base, isNew) = try await builder.build(
                choice.folder,
                variant: choice.variant.name,
                progress: progress
            )
            let origin = base.origin.map { " from \($0.name)" } ?? ""
            return StageResult(
                try choice.fitting(base),
                "\(choice.name)\(origin) \(isNew ? "built" : "reused")  \(base.digest)"
            )
        }
    }

    func builder(scratch: FilePath) -> BaseBuilder {
        BaseBuilder(
            layout: layout,
            wheels: WheelCache(root: site.home.wheels, session: TransferSession()),
            scratch: scratch,
            mirrors: site.mirrors,
            registries: BaseRegistries(credentials: site.credentials, options: site.registries),
            image: site.baseImage,
        )
    }
}
