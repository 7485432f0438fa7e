internal import ContentStore
internal import Foundation
internal import HTTPTransfer
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// The user's packages as layers: found by their inputs where they are known, downloaded and written where they are not.
struct PackageLayers {
    let cache: LayerCache
    private let wheels: WheelCache
    let scheme: InstallScheme
    let installedPaths: InstalledPaths
    let memory: WheelMemory
    let sets: WheelSets
    /// The cache in a registry, where one is used.
    let remote: RegistryCache?

    init(site: BuildSite, layout: ImageLayout, for place: PackageSite, remote: RegistryCache? = nil) throws {
        self.remote = remote
        cache = try LayerCache(home: site.home, blobs: layout.blobs)
        let credentials = IndexCredentials(ProcessInfo.processInfo.environment)
        var wheels = WheelCache(root: site.home.wheels, session: TransferSession())
        wheels.credentials = { credentials.credentials(for: $0) }
        self.wheels = wheels
        scheme = InstallScheme(prefix: place.prefix, pythonVersion: place.target.pythonVersion)
        installedPaths = try InstalledPaths(home: site.home, scheme: scheme, lent: remote?.memory)
        memory = try WheelMemory(home: site.home, target: place.target, lent: remote?.memory)
        sets = try WheelSets(home: site.home, scheme: scheme, machine: memory.machine)
    }

    /// Whether a wheel need not be downloaded.
    func isDownloaded(_ wheel: SelectedWheel) -> Bool {
        (try? WheelRequest(wheel)).flatMap(wheels.cached) != nil
    }

    /// What is remembered of wheels, by the names of their packages; nothing of those that never were opened.
    func facts(of packages: LockedPackages) -> [String: WheelFacts] {
        if let known = sets.find(packages.wheels) { return known.facts }
        return Dictionary(packages.wheels.compactMap { wheel in memory.facts(of: wheel).map { (wheel.name, $0) } }) {
            $1
        }
    }

    /// Fetches and opens the wheels of which nothing is remembered; a build needs them anyway.
    ///
    /// - Throws: `PackagesError`, `CancellationError`.
    func open(_ packages: LockedPackages, progress: @escaping ProgressHandler) async throws {
        _ = try await work([], packages.wheels.filter { !memory.knows($0) }, packages, progress: progress)
    }

    /// The layers as far as they are known before any wheel is opened.
    func plan(_ packages: LockedPackages) -> [BuildPlan.PackageLayer] {
        groups(of: packages).groups.map {
            BuildPlan.PackageLayer(packages: $0.members.map(\.name), isReused: cache.find($0.key) != nil)
        }
    }

    /// Refuses packages of which a wheel was refused before: a check knows then what a build would say.
    ///
    /// - Throws: `InputFailure`.
    func refuseKnown(_ packages: LockedPackages) throws {
        let refusals = packages.wheels.flatMap { installedPaths.refusal(of: $0) }
        guard refusals.isEmpty else { throw InputFailure(refusals) }
    }

    /// What was found unwise about the packages when their layers were written, as far as that is remembered.
    func warnings(_ packages: LockedPackages) -> [Problem] {
        groups(of: packages).groups.flatMap { cache.warnings($0.key) }
    }

    /// Gives all package layers in their order.
    ///
    /// A wheel is only downloaded and opened for a layer that is not known yet, or when its paths are not remembered. Layers
    /// are written while other wheels still arrive: packages whose paths nobody knows yet are taken to share none, and the few
    /// layers for which that was wrong are written once more when all are known.
    func write(_ packages: LockedPackages, stage: String = "packages", clock: StageClock) async throws -> [ImageLayer] {
        try await clock.run(stage) {
            var written: [Digest: WrittenLayer] = [:]
            var downloads = 0
            while true {
                try await learn(packages, besides: Set(written.keys))
                let (groups, unknown) = groups(of: packages)
                let missing = groups.filter { written[$0.key] == nil && known($0.key) == nil }
                if missing.isEmpty, unknown.isEmpty {
                    let result = try result(groups, written, downloads: downloads, progress: clock.progress)
                    noteEntries(of: packages, groups, zip(groups, result.value).map { ($0, $1.layer) })
                    return result
                }
                let opened = Set(missing.flatMap(\.members).map(\.name))
                let others = unknown.filter { !opened.contains($0.name) }
                let needed = missing.flatMap(\.members) + others
                downloads += needed.filter { !isDownloaded($0) }.count
                for layer in try await work(missing, others, packages, progress: clock.progress) {
                    written[layer.key] = layer
                }
            }
        }
    }

    // MARK: groups

    /// The layer with a key: the store's, else one that the cache in a registry has.
    func known(_ key: Digest) -> FinishedLayer? { cache.find(key) ?? remote?.layer(key)?.layer }

    /// The groups by what is remembered of the wheels, and the wheels of which nothing is.
    func groups(of packages: LockedPackages) -> (groups: [PackageGroup], unknown: [SelectedWheel]) {
        if let known = sets.find(packages.wheels) { return (groups(of: packages, sharing: known.sharing), []) }
        let sharing = installedPaths.sharing(among: packages.wheels)
        let paths = Set(sharing.unknown.map(\.name))
        let unknown = packages.wheels.filter { paths.contains($0.name) || !memory.knows($0) }
        if unknown.isEmpty {
            let isOwn = remote == nil || packages.wheels.allSatisfy { installedPaths.isOwn($0) && memory.isOwn($0) }
            let known = WheelSets.Known(sharing: sharing.sets, facts: facts(of: packages))
            sets.remember(known, of: packages.wheels, isLent: !isOwn)
        }
        return (groups(of: packages, sharing: sharing.sets), unknown)
    }

    func groups(of packages: LockedPackages, sharing: [Set<String>]) -> [PackageGroup] {
        let members = packages.wheels.map { LayerGrouping.Member(name: $0.name, size: Int64($0.size ?? 0)) }
        let byName = Dictionary(packages.wheels.map { ($0.name, $0) }) { first, _ in first }
        return LayerGrouping.groups(of: members, sharing: sharing).map { names in
            PackageGroup(members: names.compactMap { byName[$0] }, of: packages, scheme: scheme)
        }
    }

    /// What is to be said of a layer.
    func warnings(_ key: Digest) -> [Problem] {
        guard let remote = remote?.layer(key), cache.find(key) == nil else { return cache.warnings(key) }
        return remote.warnings
    }

    private func result(
        _ groups: [PackageGroup],
        _ written: [Digest: WrittenLayer],
        downloads: Int,
        progress: ProgressHandler,
    ) throws -> StageResult<[ImageLayer]> {
        let layers = try groups.map { group in
            let warnings = warnings(group.key)
            for warning in warnings { progress(.warning(warning)) }
            guard let layer = written[group.key]?.layer ?? known(group.key) else {
                throw PackagesError(.files, "a layer vanished from the store during the build", hint: "build again")
            }
            let isReused = written[group.key]?.isNew != true
            return ImageLayer(
                layer: layer,
                role: "packages",
                contents: group.contents,
                isReused: isReused,
                warnings: warnings
            )
        }
        let new = layers.filter { !$0.isReused }.count
        let fetched = downloads > 0 ? "; \(downloads) wheels downloaded" : ""
        let there = layers.filter { !cache.has($0.layer) }.count
        let elsewhere = there > 0 ? ", of which \(there) are in the registry" : ""
        let summary = "\(layers.count) layers, \(new) written, \(layers.count - new) reused\(elsewhere)\(fetched)"
        return StageResult(layers, summary)
    }

    // MARK: work

    /// A layer that was written just now.
    private struct WrittenLayer: Sendable {
        let key: Digest
        let layer: FinishedLayer
        let isNew: Bool
    }

    /// What the jobs of one round share.
    private struct Work: Sendable {
        let packages: LockedPackages
        /// The digests of the wheels, by package.
        let digests: [String: Digest]
    }

    /// Fetches wheels, writes the groups' layers, and opens the other wheels to remember their paths.
    private func work(
        _ groups: [PackageGroup],
        _ others: [SelectedWheel],
        _ packages: LockedPackages,
        progress: @escaping ProgressHandler,
    ) async throws -> [WrittenLayer] {
        let done = Mutex(0)
        let needed = groups.flatMap(\.members) + others
        var requests = try Dictionary(needed.map { ($0.name, try WheelRequest($0)) }) { first, _ in first }
        for wheel in needed where wheel.isLocal && !isDownloaded(wheel) {
            guard let file = try await remote?.file(of: wheel), let request = requests[wheel.name] else { continue }
            requests[wheel.name] = WheelRequest(
                filename: request.filename,
                location: .file(file),
                sha256: request.sha256,
                size: request.size
            )
        }
        let work = Work(packages: packages, digests: requests.mapValues(\.sha256))
        let writing = groups.map { group in
            job(group.members, work) { files -> WrittenLayer? in
                let layer = try write(group, work, files)
                let count = done.withLock { count in
                    count += 1
                    return count
                }
                progress(.amount(task: "layers", done: UInt64(count), total: UInt64(groups.count), unit: .items))
                return layer
            }
        }
        let opening = others.map { wheel in
            job([wheel], work) { files -> WrittenLayer? in
                var installed = try install(wheel, work, files)
                try memory.remember(try WheelWatch(&installed).facts(for: memory.machine, isRead: false), of: wheel)
                return nil
            }
        }
        let results = try await WheelJobs(writing + opening).run { [wheels, requests] arrived in
            _ = try await wheels.fetch(Array(requests.values), progress: progress, arrived: arrived)
        }
        return results.compactMap { $0 }
    }

    private func job<Result>(
        _ members: [SelectedWheel],
        _ work: Work,
        _ body: @escaping @Sendable ([Digest: WheelFile]) throws -> Result,
    ) -> WheelJobs<Result>.Job {
        let needs = Set(members.compactMap { work.digests[$0.name] })
        return WheelJobs.Job(needs: needs, size: BoundedNumber.sum(members.compactMap(\.size)), body: body)
    }

    private func write(
        _ group: PackageGroup,
        _ work: Work,
        _ files: [Digest: WheelFile],
    ) throws -> WrittenLayer {
        try WheelInstaller.trustingRecords { hashesContent in
            var watches: [(SelectedWheel, WheelWatch)] = []
            let wheels = try group.members.map { wheel in
                var installed = try install(wheel, work, files, hashesContent: hashesContent)
                if !memory.knows(wheel) { watches.append((wheel, try WheelWatch(&installed))) }
                return installed
            }
            let environment = try EnvironmentMerge.merge(wheels)
            try cache.keep(environment.warnings, group.key)
            let (layer, isNew) = try cache.write(environment.entries, key: group.key)
            // What a library says of itself went by while the layer was written.
            for (wheel, watch) in watches {
                try memory.remember(watch.facts(for: memory.machine, isRead: true), of: wheel)
            }
            return WrittenLayer(key: group.key, layer: layer, isNew: isNew)
        }
    }

    /// Opens a wheel and remembers its paths.
    private func install(
        _ wheel: SelectedWheel,
        _ work: Work,
        _ files: [Digest: WheelFile],
        hashesContent: Bool = false,
    ) throws -> InstalledWheel {
        guard let file = work.digests[wheel.name].flatMap({ files[$0] }) else {
            throw PackagesError(.files, "the wheel '\(wheel.filename)' vanished from the cache", hint: "build again")
        }
        var options = WheelInstaller.Options()
        options.isRequested = work.packages.requested.contains(wheel.name)
        options.directURL = work.packages.directURLs[wheel.name]
        options.hashesContent = hashesContent
        do {
            let installed = try WheelInstaller(scheme).install(file, options: options)
            try installedPaths.remember(installed, of: wheel)
            return installed
        } catch let error as PackagesError where error.failureClass == .data {
            installedPaths.remember(error, of: wheel)
            throw error
        }
    }
}
