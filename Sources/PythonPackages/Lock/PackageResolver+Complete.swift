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
        building: (any SourceBuilding)?,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> PackageLock {
        var result = lock
        result.packages = try lock.packages(for: target)
        // What a lock says that was built elsewhere was not built here.
        for index in result.packages.indices { result.packages[index].built = nil }
        let selection = try result.selection(for: target)
        try checkSources(selection.unbuilt, policy: building?.policy ?? .none, file: lock.file)
        let locked = Set(result.packages.map(\.name))
        guard implicit.contains(where: { !locked.contains($0.name) }) else { return result.pinned }
        // What is built is not asked for again: the lock has all that it requires.
        let unbuilt = Set(selection.unbuilt.map(\.name))
        let pins = result.packages.filter { !unbuilt.contains($0.name) }.map(\.pin)
        let question = ResolverQuestion(
            requirements: pins + implicit,
            constraints: [],
            request: request,
            target: target
        )
        let answer = try await answer(question, building: nil, scratch: scratch, progress: progress)
        let versions = Dictionary(answer.packages.map { ($0.name, $0.version) }) { first, _ in first }
        for package in result.packages
        where !unbuilt.contains(package.name) && versions[package.name] != package.version {
            throw PackagesError(
                .lock,
                "'\(package.title)' of the lock does not agree with what the base needs",
                at: Place(file: lock.file)
            )
        }
        result.packages += answer.packages.filter { !locked.contains($0.name) }
        return result.pinned
    }

    /// Locked source needs a builder that may build it.
    private func checkSources(_ packages: [LockedPackage], policy: SourcePolicy, file: String) throws(PackagesError) {
        let refused = packages.filter { package in
            guard let source = package.source else { return true }
            return !(policy == .all || (policy == .index && source.isRelease))
        }
        guard !refused.isEmpty else { return }
        let problems = refused.map { package in
            Problem.error(
                at: Place(file: file),
                "'\(package.title)' is locked to source (\(package.source?.title ?? "of an unknown kind")), which is not built here (sources: \(policy.rawValue))",
                hint: "lock a version that has wheels; whoever runs the builder may allow it with '--sources all'",
            )
        }
        throw PackagesError(.lockUnsupported, problems, file: file)
    }
}

extension PackageLock {
    /// The lock of one target: what decided for other targets is gone.
    var pinned: PackageLock {
        var lock = self
        lock.environments = []
        lock.defaultGroups = []
        lock.requirements = nil
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
