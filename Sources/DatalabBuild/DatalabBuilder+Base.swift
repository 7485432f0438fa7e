public import BaseImages
public import DatalabModel
internal import Reporting

extension DatalabBuilder {
    /// Builds a base, unless the store has one of just the same inputs.
    ///
    /// - Parameters:
    ///   - kind: the kind of datalab.
    ///   - variant: the recipe's variant; nil for its default one.
    ///   - packages: Debian packages that are added to it.
    ///   - isForced: whether it is built anew, with Debian's current packages; with added packages, only what they bring.
    ///   - progress: told what is going on.
    /// - Returns: the base.
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    public func buildBase(
        _ kind: DatalabKind,
        variant: String?,
        adding packages: [SystemPackageRequest] = [],
        isForced: Bool,
        progress: @escaping BuildProgressHandler,
    ) async throws -> BaseImage {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let folder = try RecipeFolder.find(kind, in: site.recipes)
        guard packages.isEmpty || folder.recipe.accepts.contains(.systemPackages) else {
            throw InputFailure(
                .error("bases of the kind '\(kind.rawValue)' take no system packages", hint: "build it without them")
            )
        }
        let builder = BaseStage(site: site, layout: layout).builder(scratch: scratch.path)
        let clock = StageClock(running: nil, handler: progress)
        return try await clock.run("base") {
            let (base, _) = try await builder.build(
                folder,
                variant: variant,
                adding: packages,
                isForced: isForced,
                progress: clock.progress
            )
            return StageResult(base, "\(base.referenceName)  \(base.digest)")
        }
    }
}
