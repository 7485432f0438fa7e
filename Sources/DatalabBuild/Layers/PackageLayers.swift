internal import ContentStore
internal import Foundation
internal import HTTPTransfer
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// The user's packages as layers: found by their inputs where they are known, downloaded and written where they are not.
struct PackageLayers {
    private let home: DatalabHome
    private let cache: LayerCache
    private let wheels: WheelCache
    private let scheme: InstallScheme

    init(site: BuildSite, layout: ImageLayout, target: PythonTarget, prefix: String) throws {
        home = site.home
        cache = try LayerCache(home: site.home, blobs: layout.blobs)
        let credentials = IndexCredentials(ProcessInfo.processInfo.environment)
        var wheels = WheelCache(root: site.home.wheels, session: TransferSession())
        wheels.credentials = { credentials.credentials(for: $0) }
        self.wheels = wheels
        scheme = InstallScheme(prefix: prefix, pythonVersion: target.pythonVersion)
    }

    /// Whether a wheel need not be downloaded.
    func isDownloaded(_ wheel: SelectedWheel) -> Bool {
        (try? WheelRequest(wheel)).flatMap(wheels.cached) != nil
    }

    /// The layers as far as they are known before any wheel was opened.
    func plan(_ packages: LockedPackages) -> [BuildPlan.PackageLayer] {
        groups(of: packages, sharing: knownSharing(packages) ?? []).map {
            BuildPlan.PackageLayer(packages: $0.members.map(\.name), isReused: cache.find($0.key) != nil)
        }
    }

    /// Gives all package layers in their order.
    ///
    /// A wheel is only downloaded and opened for a layer that is not known yet, or when this set of packages was never
    /// looked through for paths that several of them install.
    func write(_ packages: LockedPackages, clock: StageClock) async throws -> [ImageLayer] {
        let known = knownSharing(packages)
        let expected = groups(of: packages, sharing: known ?? [])
        let wanted = known == nil ? packages.wheels : expected.filter { cache.find($0.key) == nil }.flatMap(\.members)
        let files = try await download(wanted, clock: clock)
        return try await clock.run("packages") {
            let looked = known == nil ? try await look(through: packages, files) : nil
            let groups = looked?.groups ?? expected
            let source = WheelSource(packages: packages, files: files, installed: looked?.installed ?? [:])
            let layers = try await layers(groups, source, progress: clock.progress)
            let written = layers.filter { !$0.isReused }.count
            return StageResult(layers, "\(layers.count) layers, \(written) written, \(layers.count - written) reused")
        }
    }

    // MARK: groups

    /// Packages that share a layer, with the key of that layer.
    private struct Group: Sendable {
        let members: [SelectedWheel]
        let key: Digest

        /// The size of the wheels in bytes, as far as the lock says it.
        var size: UInt64 { members.reduce(0) { $0 + ($1.size ?? 0) } }

        /// A line for people: all names where they are few.
        var contents: String {
            let names = members.map { "\($0.name) \($0.version)" }
            return names.count <= 4
                ? names.joined(separator: ", ") : "\(names[0]), \(names[1]) and \(names.count - 2) more packages"
        }
    }

    private func groups(of packages: LockedPackages, sharing: [Set<String>]) -> [Group] {
        let members = packages.wheels.map { LayerGrouping.Member(name: $0.name, size: Int64($0.size ?? 0)) }
        let byName = Dictionary(packages.wheels.map { ($0.name, $0) }) { first, _ in first }
        return LayerGrouping.groups(of: members, sharing: sharing).map { names in
            let wheels = names.compactMap { byName[$0] }
            return Group(members: wheels, key: LayerCache.key(inputs(wheels, packages)))
        }
    }

    /// What the bytes of a package layer depend on.
    private func inputs(_ wheels: [SelectedWheel], _ packages: LockedPackages) -> [String] {
        ["packages", scheme.prefix, scheme.pythonVersion]
            + wheels.flatMap { wheel in
                [
                    wheel.filename, wheel.sha256, "\(packages.requested.contains(wheel.name))",
                    packages.directURLs[wheel.name] ?? "",
                ]
            }
    }

    // MARK: paths that several packages install

    private func sharingPath(_ packages: LockedPackages) -> FilePath {
        home.sharing.appending(LayerCache.key(["sharing"] + packages.wheels.map(\.sha256)).hex)
    }

    /// The sets of packages that install a common path; nil when these packages were never looked through together.
    private func knownSharing(_ packages: LockedPackages) -> [Set<String>]? {
        FileManager.default.contents(atPath: sharingPath(packages).string).flatMap {
            try? CanonicalJSON.decode([[String]].self, from: Array($0)).map(Set.init)
        }
    }

    /// Opens all wheels, remembers which install common paths, and keeps what was found for writing the layers.
    private func look(
        through packages: LockedPackages,
        _ files: [String: WheelFile],
    ) async throws -> (groups: [Group], installed: [String: InstalledWheel]) {
        let source = WheelSource(packages: packages, files: files, installed: [:])
        let wheels = try await BlockingWork.map(packages.wheels) { ($0.name, try source.install($0, scheme)) }
        var owners: [String: Set<String>] = [:]
        for (name, wheel) in wheels { for file in wheel.files { owners[file.path, default: []].insert(name) } }
        let sharing = Set(owners.values.filter { $0.count > 1 })
        try home.make(home.sharing)
        let text = try CanonicalJSON.encode(sharing.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) })
        try Data(text).write(to: URL(filePath: sharingPath(packages).string), options: .atomic)
        return (groups(of: packages, sharing: Array(sharing)), Dictionary(wheels) { first, _ in first })
    }

    // MARK: work

    /// The wheels of a build as far as they are at hand: files, and what they install where that was found out already.
    private final class WheelSource: Sendable {
        private let packages: LockedPackages
        private let files: [String: WheelFile]
        private let installed: Mutex<[String: InstalledWheel]>

        init(packages: LockedPackages, files: [String: WheelFile], installed: [String: InstalledWheel]) {
            self.packages = packages
            self.files = files
            self.installed = Mutex(installed)
        }

        /// What a wheel installs; it is given away, so that the wheel's pages are too once its layer is written.
        func install(_ wheel: SelectedWheel, _ scheme: InstallScheme) throws -> InstalledWheel {
            if let known = installed.withLock({ $0.removeValue(forKey: wheel.name) }) { return known }
            guard let file = files[wheel.name] else {
                throw PackagesError(
                    .files,
                    "the wheel '\(wheel.filename)' vanished from the cache",
                    hint: "build again"
                )
            }
            var options = WheelInstaller.Options()
            options.isRequested = packages.requested.contains(wheel.name)
            options.directURL = packages.directURLs[wheel.name]
            return try WheelInstaller(scheme).install(file, options: options)
        }
    }

    private func download(_ wanted: [SelectedWheel], clock: StageClock) async throws -> [String: WheelFile] {
        guard !wanted.isEmpty else { return [:] }
        let missing = wanted.filter { !isDownloaded($0) }.count
        let progress = clock.progress
        return try await clock.run("downloading") {
            let files = try await wheels.fetch(wanted.map { try WheelRequest($0) }, progress: progress)
            let named = Dictionary(zip(wanted.map(\.name), files)) { first, _ in first }
            return StageResult(named, "\(missing) wheels, \(wanted.count - missing) from the cache")
        }
    }

    private func layers(
        _ groups: [Group],
        _ source: WheelSource,
        progress: @escaping ProgressHandler,
    ) async throws -> [ImageLayer] {
        let done = Mutex(0)
        // The largest first, so that no processor is left alone with it at the end.
        let order = groups.indices.sorted { (groups[$1].size, $0) < (groups[$0].size, $1) }
        let layers = try await BlockingWork.map(order) { index in
            let group = groups[index]
            let layer: ImageLayer
            if let known = cache.find(group.key) {
                layer = ImageLayer(layer: known, role: "packages", contents: group.contents, isReused: true)
            } else {
                layer = try write(group, source, progress: progress)
            }
            let count = done.withLock { count in
                count += 1
                return count
            }
            progress(.amount(task: "layers", done: UInt64(count), total: UInt64(groups.count), unit: .items))
            return (index, layer)
        }
        return layers.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func write(_ group: Group, _ source: WheelSource, progress: ProgressHandler) throws -> ImageLayer {
        let environment = try EnvironmentMerge.merge(group.members.map { try source.install($0, scheme) })
        for warning in environment.warnings { progress(.warning(warning)) }
        let (layer, isNew) = try cache.write(environment.entries, key: group.key)
        return ImageLayer(layer: layer, role: "packages", contents: group.contents, isReused: !isNew)
    }
}
