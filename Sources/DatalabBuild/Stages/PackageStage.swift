internal import BaseImages
internal import Files
internal import Foundation
internal import Hashing
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// The packages a datalab will have: the lock, and the wheels chosen from it for the base.
struct LockedPackages: Sendable {
    /// The lock in the form that goes into the image.
    let lockText: String
    /// The chosen wheels, by name.
    let wheels: [SelectedWheel]
    /// The names of the packages that were asked for by name, normalised.
    let requested: Set<String>
    /// The addresses of packages that were asked for by URL, by normalised name.
    let directURLs: [String: String]
    /// Whether the lock was known from an earlier build.
    let isReused: Bool
    /// The packages that are built from source.
    let sources: [BuildPlan.Source]
    /// The releases that an index has without a wheel for the target.
    let lacks: [Lack]

    /// A release of an index that has no wheel for a target.
    struct Lack: Sendable, Hashable {
        let name: String
        let version: PackageVersion
        /// What it lacks, for people.
        let message: String
    }

    /// Whether releases that lack wheels elsewhere are here, the same ones, with wheels.
    ///
    /// - Parameter lacks: the releases.
    /// - Returns: the first of which that is not so, for people; nil when all are here.
    func shortfall(of lacks: [Lack]) -> String? {
        for lack in lacks {
            let wheel = wheels.first { $0.name == lack.name }
            guard wheel.flatMap({ PackageVersion($0.version) }) != lack.version else { continue }
            let instead = wheel.map { "\($0.version) would be taken" } ?? "it would be left out"
            return "'\(lack.name)' \(lack.version): \(instead)"
        }
        return nil
    }
}

/// Finds the lock for a request: the one made before for the same inputs, or a new one; builds what has only source.
struct PackageStage {
    let home: DatalabHome
    var resolver: PackageResolver
    let target: PythonTarget
    let implicit: [Requirement]
    /// Builds wheels from source.
    var building: any SourceBuilding
    /// What identifies the workspace's files, where something of it is built.
    let workspace: String?
    /// The file of a wheel that was built here, while it is in the cache.
    let builtFile: @Sendable (SelectedWheel) -> WheelFile?
    /// The cache in a registry that knows locks, where one is used.
    var remote: RegistryCache?
    /// Whether a new lock, once it is there, is remembered for later builds.
    var keepsLocks: () -> Bool = { true }

    /// Locks the packages and chooses wheels.
    ///
    /// - Parameters:
    ///   - request: what the workspace asks for; nil for nothing but what the recipe adds.
    ///   - upgrades: whether a known lock is passed over.
    ///   - buildsSources: whether what has only source is built; else only what cannot be resolved otherwise.
    ///   - scratch: a folder for this build's own files.
    ///   - progress: told what is going on.
    /// - Returns: the lock and the wheels.
    /// - Throws: `PackagesError` with every requirement that cannot be met; what the builder throws.
    func lock(
        _ request: PackageRequest?,
        upgrades: Bool,
        buildsSources: Bool,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> LockedPackages {
        let request = Self.request(request)
        let path = path(request)
        let known = upgrades ? nil : known(path)
        if known == nil, !upgrades, let taken = try await takenLock(request) {
            // What only the cache says is not remembered here.
            return try locked(taken, request, isReused: true)
        }
        var lock: PackageLock
        if let known {
            lock = known
        } else {
            lock = try await resolver.resolve(
                request,
                implicit: implicit,
                for: target,
                building: building,
                scratch: scratch,
                progress: progress
            )
        }
        if buildsSources {
            lock = try await resolver.build(
                lock,
                request,
                implicit: implicit,
                for: target,
                building: building,
                scratch: scratch,
                progress: progress
            )
        }
        if lock != known { lock = lock.withoutSpareSources(for: target) }
        if lock != known, keepsLocks() {
            try home.make(home.locks)
            try WholeFile.write(lock.canonicalText, to: path)
        }
        if keepsLocks() { note(lock, request, isNew: known == nil) }
        return try locked(lock, request, isReused: known != nil)
    }

    /// What decides the lock of a request: the same key, the same packages.
    func key(_ request: PackageRequest?) -> Digest {
        resolver.cacheKey(
            Self.request(request),
            implicit: implicit,
            for: target,
            sources: building.policy,
            workspace: workspace
        )
    }

    /// The packages of a request whose lock is known; nil when it is not.
    ///
    /// - Throws: `PackagesError` when the lock does not serve the target.
    func known(_ request: PackageRequest?) throws -> LockedPackages? {
        let request = Self.request(request)
        return try known(path(request)).map { try locked($0, request, isReused: true) }
    }

    /// Where nothing is asked for there is what the recipe adds.
    private static func request(_ request: PackageRequest?) -> PackageRequest {
        request ?? PackageRequest(.requirements, file: "requirements.txt")
    }

    private func path(_ request: PackageRequest) -> FilePath { home.locks.appending("\(key(request).hex).toml") }

    private func locked(_ lock: PackageLock, _ request: PackageRequest, isReused: Bool) throws -> LockedPackages {
        let selection = try lock.selection(for: target)
        let wheels = Set(selection.wheels.filter { !$0.isLocal }.map(\.name))
        return LockedPackages(
            lockText: lock.canonicalText,
            wheels: selection.wheels.sorted { $0.name < $1.name },
            requested: lock.names(askedForBy: request.requirements + implicit),
            directURLs: Dictionary(request.requirements.compactMap { need in need.url.map { (need.name, $0) } }) { $1 },
            isReused: isReused,
            sources: Self.sources(selection),
            lacks: lock.packages.compactMap { package in
                guard let version = package.version, package.source?.isRelease == true, !wheels.contains(package.name)
                else {
                    return nil
                }
                let message = "'\(package.title)' has no wheel for \(target)"
                return .init(name: package.name, version: version, message: message)
            },
        )
    }

    private static func sources(_ selection: PackageLock.Selection) -> [BuildPlan.Source] {
        let built = selection.wheels.filter(\.isLocal).map {
            BuildPlan.Source(name: $0.name, version: $0.version, source: $0.url, isBuilt: true)
        }
        let unbuilt = selection.unbuilt.map { package in
            BuildPlan.Source(
                name: package.name,
                version: package.version?.description,
                source: package.source?.title ?? "",
                isBuilt: false
            )
        }
        return (built + unbuilt).sorted { $0.name < $1.name }
    }

    /// The lock of an earlier build; one whose built wheels are gone counts as one whose sources have yet to be built.
    private func known(_ path: FilePath) -> PackageLock? {
        guard let bytes = FileManager.default.contents(atPath: path.string),
            // A lock of another version of this program that cannot be read is made anew; paths in it are the workspace's.
            var lock = try? PackageLock(parsing: Array(bytes), file: "pylock.toml")
        else { return nil }
        // Earlier versions of this program kept the source of everything: the same lock is the same text in every home.
        if lock.packages.contains(where: { $0.source != nil && $0.built == nil }) {
            lock = lock.withoutSpareSources(for: target)
        }
        guard lock.packages.contains(where: { $0.built != nil }) else { return lock }
        let gone =
            (try? lock.selection(for: target))?.wheels.filter { $0.isLocal && builtFile($0) == nil }.map(\.name) ?? []
        for index in lock.packages.indices where gone.contains(lock.packages[index].name) {
            lock.packages[index].built = nil
        }
        return lock
    }
}
