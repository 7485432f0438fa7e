internal import Reporting
internal import SystemPackage

extension PackageResolver {
    /// A committed lock, with what the recipe needs beside it.
    ///
    /// The lock's packages for the target are fixed; `uv` resolves only what is missing, and an answer that changes a
    /// locked version is an error.
    func complete(
        _ lock: PackageLock,
        implicit: [Requirement],
        request: PackageRequest,
        for target: PythonTarget,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> PackageLock {
        var result = lock
        result.packages = try lock.packages(for: target)
        _ = try result.select(for: target)
        let locked = Set(result.packages.map(\.name))
        guard implicit.contains(where: { !locked.contains($0.name) }) else { return result.pinned }
        let pins = result.packages.map(\.pin)
        let question = ResolverQuestion(
            requirements: pins + implicit,
            constraints: [],
            request: request,
            target: target
        )
        let answer = try await answer(question, scratch: scratch, progress: progress)
        let versions = Dictionary(answer.packages.map { ($0.name, $0.version) }) { first, _ in first }
        for package in result.packages where versions[package.name] != package.version {
            throw PackagesError(
                .lock,
                "'\(package.title)' of the lock does not agree with what the base needs",
                at: Place(file: lock.file)
            )
        }
        result.packages += answer.packages.filter { !locked.contains($0.name) }
        return result.pinned
    }
}

extension PackageLock {
    /// The lock of one target: what decided for other targets is gone.
    var pinned: PackageLock {
        var lock = self
        lock.environments = []
        lock.defaultGroups = []
        for index in lock.packages.indices { lock.packages[index].marker = nil }
        return lock
    }
}

extension LockedPackage {
    /// The requirement of just this version.
    fileprivate var pin: Requirement {
        var pin = Requirement(name: name)
        if let direct = wheels.first(where: \.isDirect)?.url {
            pin.url = direct
        } else if let version, let specifier = VersionSpecifier("==\(version)") {
            pin.specifiers = [specifier]
        }
        return pin
    }
}
