internal import Reporting

extension BuildRun {
    /// Asks the cache in a registry for what this machine does not know of packages; without a cache there is no such stage.
    func askCache(of packages: LockedPackages, _ layers: PackageLayers) async throws {
        guard cache != nil else { return }
        try await clock.run("cache") {
            try await layers.learn(packages)
            let plan = layers.groupsThere(packages)
            return StageResult((), "\(plan.known) of \(plan.all) layers known")
        }
    }

    /// Writes to the cache in a registry what this build found out.
    func writeCache() async throws {
        guard let cache else { return }
        try await clock.run("writing the cache") { StageResult((), try await cache.write()) }
    }
}

extension PackageLayers {
    /// How many layers packages have, and how many of them are known.
    fileprivate func groupsThere(_ packages: LockedPackages) -> (known: Int, all: Int) {
        let keys = groups(of: packages).groups.map(\.key)
        return (keys.filter { known($0) != nil }.count, keys.count)
    }
}
