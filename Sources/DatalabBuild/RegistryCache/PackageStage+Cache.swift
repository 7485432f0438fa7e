internal import OCIModel
internal import PythonPackages
internal import Reporting

/// Locks that a cache in a registry knows.
///
/// With a lock come the wheels that were built from source for it, which are nowhere else; they are fetched where a layer needs them.
/// A lock that the repository commits is resolved already.
extension PackageStage {
    /// The lock of a request that the cache has, if it serves the target and has what is asked for.
    ///
    /// - Throws: `StoreError`, `CancellationError`.
    func takenLock(_ request: PackageRequest) async throws -> PackageLock? {
        guard let remote, request.lock == nil else { return nil }
        let (target, wanted, mayBuild) = (target, whole(request), building.policy != .none)
        return try await remote.take(.lock, key(request)) { entry in
            let (lock, local) = try Self.lock(entry.text ?? "", wanted, target)
            guard local == Set(entry.built.map { [$0.filename, $0.digest.hex, "\($0.size)"] }),
                mayBuild || local.isEmpty
            else {
                throw CacheFault("the wheels that it says were built are not those of its lock")
            }
            try await remote.take(entry.built)
            return lock
        }
    }

    /// Has a lock written to the cache when the build has succeeded.
    ///
    /// - Parameters:
    ///   - lock: the lock.
    ///   - request: what it is for.
    ///   - isNew: whether it was resolved just now, and takes the place of one that is there.
    func note(_ lock: PackageLock, _ request: PackageRequest, isNew: Bool) {
        guard let remote, request.lock == nil, (try? Self.lock(lock.canonicalText, whole(request), target)) != nil,
            let local = try? lock.selection(for: target).wheels.filter(\.isLocal)
        else { return }
        let file = builtFile
        remote.note(.lock, key(request), text: lock.canonicalText, isNew: isNew) {
            let files = local.compactMap(file)
            return files.count == local.count ? files : nil
        }
    }

    /// What the files ask for and what the recipe adds.
    private func whole(_ request: PackageRequest) -> PackageRequest {
        var whole = request
        whole.requirements += implicit
        return whole
    }

    /// Reads a lock of wheels, each at an address or built from source, and with its SHA-256.
    ///
    /// - Returns: the lock, and the file name, SHA-256 and size of each wheel that was built.
    private static func lock(_ text: String, _ request: PackageRequest, _ target: PythonTarget) throws(CacheFault)
        -> (lock: PackageLock, local: Set<[String]>)
    {
        let lock: PackageLock
        var local: Set<[String]> = []
        do {
            lock = try PackageLock(parsing: Array(text.utf8), file: "pylock.toml")
            let selection = try lock.selection(for: target)
            guard selection.unbuilt.isEmpty else { throw CacheFault("its lock has packages without wheels") }
            for wheel in selection.wheels { _ = try WheelRequest(wheel) }
            for wheel in selection.wheels where wheel.isLocal {
                local.insert([wheel.filename, wheel.sha256, "\(wheel.size ?? 0)"])
            }
            let wheels = Dictionary(selection.wheels.map { ($0.name, $0) }) { first, _ in first }
            for need in request.requirements where !need.hashes.isEmpty {
                guard let wheel = wheels[need.name], !need.hashes.contains("sha256:\(wheel.sha256)") else { continue }
                throw CacheFault("its lock has a '\(wheel.filename)' of another hash than is required")
            }
        } catch let fault as CacheFault {
            throw fault
        } catch {
            let reason = (error as? any ReportedFailure)?.problems.first?.message ?? "\(error)"
            throw CacheFault("its lock cannot be used: \(CacheEntry.shown(reason))")
        }
        guard lock.canonicalText == text else { throw CacheFault("its lock is not written as locks are here") }
        if let problem = lock.shortcomings(for: request).first {
            throw CacheFault("its lock is that of other requirements: \(CacheEntry.shown(problem.message))")
        }
        return (lock, local)
    }
}
