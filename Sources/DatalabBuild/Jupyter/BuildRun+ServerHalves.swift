internal import BaseImages
internal import DatalabModel
internal import PythonPackages
internal import Reporting

extension BuildRun {
    /// Finds what of the packages is for the page's server, and how it can be beside the server; no time where there is nothing.
    ///
    /// - Parameters:
    ///   - reading: what was read of the source.
    ///   - packages: the packages.
    ///   - layers: what remembers their wheels.
    ///   - base: the recipe's base.
    /// - Returns: the halves; nil when there are none.
    /// - Throws: `ToolFailure`, `PackagesError`; `CancellationError`.
    func serverHalves(
        _ reading: SourceReading,
        _ packages: LockedPackages,
        _ layers: PackageLayers,
        _ base: BaseFacts
    ) async throws -> ServerHalves? {
        guard base.kind == .jupyterlab, base.serverPrefix != nil else { return nil }
        let own = Set(base.serverPackages.map(\.name))
        let facts = layers.facts(of: packages)
        let known = packages.wheels.filter { !own.contains($0.name) }.compactMap { wheel in
            facts[wheel.name].map { (wheel: wheel, jupyter: $0.jupyter) }
        }
        let halves = known.filter(\.jupyter.isForServer)
        guard !halves.isEmpty else { return nil }
        let halvesLock = ServerHalvesLock(
            home: site.home,
            resolver: try PackageResolver.locate(in: site.tools, variables: site.resolverVariables),
            base: base,
            indexes: reading.packages?.indexes ?? IndexOptions(),
            scratch: scratch,
            progress: clock.progress,
            remote: cache
        )
        return try await clock.run("server") {
            let found = try await halvesLock.find(halves.map(\.wheel))
            // A package may be split: the page's half of 'jupyterlab-git' is in 'jupyterlab-git-core'.
            let extensions = halves.map { half in
                let parts = known.filter { "\($0.wheel.name)-".hasPrefix("\(half.wheel.name)-") }
                return (half.wheel.name, parts.flatMap(\.jupyter.pageExtensions))
            }
            let result = ServerHalves(
                packages: found.packages,
                leftOut: found.leftOut,
                pageExtensions: Dictionary(extensions) { first, _ in first }
            )
            for problem in result.problems { clock.progress(.warning(problem)) }
            let names = halves.map(\.wheel.name).filter { name in !found.leftOut.contains { $0.package == name } }
            let left = found.leftOut.map(\.package).joined(separator: ", ")
            let beside = names.isEmpty ? "nothing" : names.joined(separator: ", ")
            return StageResult(result, "\(beside) beside it" + (left.isEmpty ? "" : "; left out: \(left)"))
        }
    }

    /// Writes the layers of what is beside the server.
    func serverLayers(_ halves: ServerHalves?, _ base: BaseImage) async throws -> [ImageLayer] {
        guard let packages = halves?.packages, !packages.wheels.isEmpty else { return [] }
        let place = PackageSite(
            target: base.facts.serverTarget ?? base.facts.target,
            prefix: ServerHalves.prefix,
            requirements: []
        )
        let layers = try PackageLayers(site: site, layout: layout, for: place, remote: cache)
        return try await layers.write(packages, stage: "server packages", clock: clock).map { layer in
            ImageLayer(
                layer: layer.layer,
                role: "server",
                contents: "beside the server: \(layer.contents)",
                isReused: layer.isReused,
                warnings: layer.warnings
            )
        }
    }
}
