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

    /// The base of a recipe as it is in the store; nil when it has to be built.
    func find(_ choice: RecipeChoice) throws -> BaseImage? {
        try builder(scratch: site.home.scratch).find(choice.folder, variant: choice.variant.name)
    }

    /// The base of a recipe, built when the store does not have it.
    func obtain(_ choice: RecipeChoice, scratch: ScratchFolder, clock: StageClock) async throws -> BaseImage {
        let builder = builder(scratch: scratch.path)
        let progress = clock.progress
        return try await clock.run("base") {
            let known = try builder.find(choice.folder, variant: choice.variant.name)
            let base: BaseImage
            if let known {
                base = known
            } else {
                base = try await builder.build(choice.folder, variant: choice.variant.name, progress: progress)
            }
            return StageResult(base, "\(choice.name) \(known == nil ? "built" : "reused")  \(base.digest)")
        }
    }

    func builder(scratch: FilePath) -> BaseBuilder {
        let wheels = WheelCache(root: site.home.wheels, session: TransferSession())
        return BaseBuilder(layout: layout, wheels: wheels, scratch: scratch, mirrors: site.mirrors)
    }
}
