internal import BaseImages
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
}

/// Finds the lock for a request: the one made before for the same inputs, or a new one.
struct PackageStage {
    let home: DatalabHome
    var resolver: PackageResolver
    let target: PythonTarget
    let implicit: [Requirement]

    /// Locks the packages and chooses wheels.
    ///
    /// - Parameters:
    ///   - request: what the workspace asks for; nil for nothing but what the recipe adds.
    ///   - upgrades: whether a known lock is passed over.
    ///   - scratch: a folder for this build's own files.
    ///   - progress: told what is going on.
    /// - Returns: the lock and the wheels.
    /// - Throws: `PackagesError` with every requirement that cannot be met.
    func lock(
        _ request: PackageRequest?,
        upgrades: Bool,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> LockedPackages {
        let request = Self.request(request)
        let path = path(request)
        let known = upgrades ? nil : known(path)
        let lock: PackageLock
        if let known {
            lock = known
        } else {
            lock = try await resolver.resolve(
                request,
                implicit: implicit,
                for: target,
                scratch: scratch,
                progress: progress
            )
            try home.make(home.locks)
            try Data(lock.canonicalText.utf8).write(to: URL(filePath: path.string), options: .atomic)
        }
        return try locked(lock, request, isReused: known != nil)
    }

    /// What decides the lock of a request: the same key, the same packages.
    func key(_ request: PackageRequest?) -> Digest {
        resolver.cacheKey(Self.request(request), implicit: implicit, for: target)
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
        LockedPackages(
            lockText: lock.canonicalText,
            wheels: try lock.select(for: target).sorted { $0.name < $1.name },
            requested: Set((request.requirements + implicit).map(\.name)),
            directURLs: Dictionary(request.requirements.compactMap { need in need.url.map { (need.name, $0) } }) { $1 },
            isReused: isReused,
        )
    }

    private func known(_ path: FilePath) -> PackageLock? {
        FileManager.default.contents(atPath: path.string).flatMap {
            // A lock of another version of this program that cannot be read is made anew.
            try? PackageLock(parsing: Array($0), file: path.string)
        }
    }
}
