internal import Foundation
internal import OCIModel
internal import PythonPackages
internal import Reporting

/// What a cache in a registry is asked by the layers of packages, and what it is told.
///
/// First for all wheels of an environment together: where nothing has changed that is all. Else for each layer: those of packages
/// that are new are not there, the others tell what their wheels install and bring.
extension PackageLayers {
    /// Asks the cache for what this machine does not know of packages; without a cache nothing is done.
    ///
    /// - Parameters:
    ///   - packages: the packages.
    ///   - written: the keys of layers that were written just now.
    /// - Throws: `StoreError`, `BuildFailure`, `CancellationError`.
    func learn(_ packages: LockedPackages, besides written: Set<Digest> = []) async throws {
        guard let remote, !packages.wheels.isEmpty else { return }
        while true {
            let (groups, unknown) = groups(of: packages)
            let names = Set(unknown.map(\.name))
            let wanted = groups.filter { group in
                let isKnown = written.contains(group.key) || known(group.key) != nil
                return !isKnown || group.members.contains { names.contains($0.name) }
            }
            guard !wanted.isEmpty else { return }
            let all = try await remote.take(.wheels, key(ofAll: packages)) { entry in
                try await take(entry, packages, remote)
                return remote.isYoung(entry)
            }
            if let isYoung = all {
                // Before it is too old all of it is written anew: also what is said of each layer.
                if !isYoung { _ = try await learn(self.groups(of: packages).groups, remote) }
                return
            }
            guard try await learn(wanted, remote) else { return }
        }
    }

    /// Asks for layers one by one; tells whether something was learned that may change which layers there are.
    private func learn(_ groups: [PackageGroup], _ remote: RegistryCache) async throws -> Bool {
        let before = groups.map { isLearned($0, remote) }
        try await RegistryCache.forEach(groups, atOnce: 8) { group in
            _ = try await remote.take(.layer, group.key) { try await take($0, group, remote) }
        }
        return before != groups.map { isLearned($0, remote) }
    }

    private func isLearned(_ group: PackageGroup, _ remote: RegistryCache) -> Bool {
        remote.layer(group.key) != nil || group.members.allSatisfy { installedPaths.known(of: $0) != nil }
    }

    /// The key of all wheels of an environment: what decides their layers.
    private func key(ofAll packages: LockedPackages) -> Digest {
        LayerCache.key(
            ["all wheels", "\(sets.key(packages.wheels))"] + packages.requested.sorted()
                + packages.directURLs.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        )
    }

    // MARK: taking

    /// Takes what is said of all wheels, if it is about these wheels and the layers that they make.
    private func take(_ entry: CacheEntry, _ packages: LockedPackages, _ remote: RegistryCache) async throws {
        let facts = try facts(entry.wheels, of: packages.wheels)
        let names = Set(packages.wheels.map(\.name))
        let sharing = entry.sharing.map(Set.init)
        guard zip(sharing, entry.sharing).allSatisfy({ $0.count == $1.count && $0.count > 1 && $0.isSubset(of: names) })
        else { throw CacheFault("which packages it says to share paths are not all among the wheels") }
        let groups = groups(of: packages, sharing: sharing)
        guard entry.layers.count == groups.count, Set(entry.layers.map(\.key)) == Set(groups.map(\.key)) else {
            throw CacheFault("its layers are not those of the wheels")
        }
        let claims = Dictionary(groups.map { ($0.key, $0.claim) }) { first, _ in first }
        for layer in entry.layers { try compareWithOwn(layer) }
        try remote.compare(entry.layers)
        for (wheel, known) in zip(packages.wheels, facts) { try memory.lend(known, of: wheel) }
        let known = Dictionary(zip(packages.wheels.map(\.name), facts)) { first, _ in first }
        // What it says of paths counts for the set alone, and is kept for this build.
        sets.remember(WheelSets.Known(sharing: sharing, facts: known), of: packages.wheels, isLent: true)
        let layers = entry.layers.filter { cache.find($0.key) == nil }
        try await remote.take(layers.compactMap { layer in claims[layer.key].map { (layer, $0) } })
    }

    /// Takes what is said of the wheels of one layer, and the layer where there is one.
    private func take(_ entry: CacheEntry, _ group: PackageGroup, _ remote: RegistryCache) async throws {
        let facts = try facts(entry.wheels, of: group.members)
        for (wheel, known) in zip(group.members, entry.wheels) {
            let paths = known.paths ?? []
            guard paths.allSatisfy({ $0.utf8.starts(with: "\(scheme.prefix)/".utf8) }) else {
                throw CacheFault("'\(wheel.filename)' is said to install files outside of '/\(scheme.prefix)'")
            }
            guard !installedPaths.isOwn(wheel) || installedPaths.known(of: wheel).map(Set.init) == Set(paths) else {
                throw CacheFault("'\(wheel.filename)' installs other files than it says")
            }
        }
        for layer in entry.layers { try compareWithOwn(layer) }
        try remote.compare(entry.layers)
        for (wheel, (known, said)) in zip(group.members, zip(facts, entry.wheels)) {
            try memory.lend(known, of: wheel)
            if !installedPaths.isOwn(wheel) { try installedPaths.lend(said.paths ?? [], of: wheel) }
        }
        let layers = entry.layers.filter { cache.find($0.key) == nil }
        try await remote.take(layers.map { ($0, group.claim) })
    }

    /// The facts of wheels, if what is said is said of them, and is what this machine knows of those it has opened.
    private func facts(_ said: [CacheEntry.Wheel], of wheels: [SelectedWheel]) throws(CacheFault) -> [WheelFacts] {
        guard said.map({ [$0.filename, $0.sha256] }) == wheels.map({ [$0.filename, $0.sha256] }) else {
            throw CacheFault("its wheels are others than those of the lock")
        }
        var facts: [WheelFacts] = []
        for (one, wheel) in zip(said, wheels) {
            guard let known = WheelFacts(one.facts) else { throw CacheFault("of '\(wheel.filename)' nothing is known") }
            guard !memory.isOwn(wheel) || memory.facts(of: wheel) == known else {
                throw CacheFault("'\(wheel.filename)' brings and needs something else than it says")
            }
            facts.append(known)
        }
        return facts
    }

    /// Holds a layer against the one that this machine has written for the key.
    private func compareWithOwn(_ said: CacheEntry.Layer) throws(CacheFault) {
        guard let own = cache.find(said.key), own != said.layer else { return }
        throw CacheFault("its layer \(said.layer.digest) is not the one that was written here, \(own.digest)")
    }

    // MARK: telling

    /// Has what is known of packages written to the cache when the build has succeeded.
    func noteEntries(of packages: LockedPackages, _ groups: [PackageGroup], _ layers: [(PackageGroup, FinishedLayer)]) {
        guard let remote, !packages.wheels.isEmpty else { return }
        let time = remote.time
        let claims = Dictionary(groups.map { ($0.key, $0.claim) }) { first, _ in first }
        remote.note(claims) {
            let known = sets.find(packages.wheels)
            let all = facts(of: packages)
            let said = layers.map { CacheEntry.Layer(key: $0.key, layer: $1, warnings: warnings($0.key)) }
            func wheel(_ wheel: SelectedWheel, withPaths: Bool) -> CacheEntry.Wheel? {
                guard let facts = all[wheel.name] else { return nil }
                let paths = withPaths ? installedPaths.known(of: wheel) : nil
                guard !withPaths || paths != nil else { return nil }
                return CacheEntry.Wheel(filename: wheel.filename, sha256: wheel.sha256, facts: facts.text, paths: paths)
            }
            var entries: [CacheEntry] = []
            func add(_ kind: CacheEntry.Kind, _ key: Digest, _ members: [SelectedWheel], _ layers: [CacheEntry.Layer]) {
                let wheels = members.compactMap { wheel($0, withPaths: kind == .layer) }
                guard wheels.count == members.count else { return }
                var entry = CacheEntry(kind: kind, key: key, written: time, layers: layers, wheels: wheels)
                if kind == .wheels {
                    entry.sharing = (known?.sharing ?? []).map { $0.sorted() }.sorted { $0[0] < $1[0] }
                }
                // What nobody would take is not written.
                if (try? entry.check(kind, key, now: time)) != nil { entries.append(entry) }
            }
            add(.wheels, key(ofAll: packages), packages.wheels, said)
            for (group, layer) in zip(groups, said) { add(.layer, group.key, group.members, [layer]) }
            // Who knows nothing yet asks for these, as if no packages shared paths.
            let keys = Set(groups.map(\.key))
            for group in self.groups(of: packages, sharing: []) where !keys.contains(group.key) {
                add(.layer, group.key, group.members, [])
            }
            return entries
        }
    }
}

extension PackageGroup {
    /// What its layer is said to be.
    fileprivate var claim: LayerPlaces.Claim { LayerPlaces.Claim(contents: contents, wheels: members.map(\.filename)) }
}
