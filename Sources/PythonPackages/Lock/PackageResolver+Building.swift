package import Reporting
package import SystemPackage

extension PackageResolver {
    /// Builds what a lock has only source of, and makes sure that the lock still holds all that is required.
    ///
    /// What a source archive says of its requirements need not be what its wheel says: the packages are resolved once more
    /// with the wheels, and what is new then is built too.
    /// - Parameters:
    ///   - lock: a lock for the target.
    ///   - request: what the lock answers.
    ///   - implicit: what the recipe adds.
    ///   - target: the base's Python.
    ///   - building: builds the wheels.
    ///   - scratch: an existing folder for the resolver's own files.
    ///   - progress: told what is going on.
    /// - Returns: a lock in which every package has a wheel for the target.
    /// - Throws: `PackagesError`; what `building` throws; `CancellationError`.
    package func build(
        _ lock: PackageLock,
        _ request: PackageRequest,
        implicit: [Requirement],
        for target: PythonTarget,
        building: any SourceBuilding,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> PackageLock {
        var result = lock
        var wheels: [SourceWheel] = []
        for _ in 0..<Self.buildRounds {
            let unbuilt = try result.selection(for: target).unbuilt
            guard !unbuilt.isEmpty else { return result }
            for (index, package) in unbuilt.enumerated() {
                let wheel: SourceWheel
                do {
                    wheel = try await building.wheel(of: package, progress: progress)
                } catch let failure as any ReportedFailure {
                    let told = UnbuiltRelease(resolver: self, request: request, target: target)
                    throw await told.explain(failure, of: package, others: Array(unbuilt[(index + 1)...]))
                }
                wheels.append(wheel)
                if let index = result.packages.firstIndex(where: { $0.name == package.name }) {
                    result.packages[index].install(wheel)
                }
            }
            // A lock that somebody committed is taken at its word.
            guard request.lock == nil else { continue }
            result = try await resolve(
                request,
                implicit: implicit,
                for: target,
                having: wheels,
                building,
                scratch,
                progress
            )
        }
        return result
    }

    /// How often wheels may bring in other packages that have to be built.
    private static let buildRounds = 5

    private func resolve(
        _ request: PackageRequest,
        implicit: [Requirement],
        for target: PythonTarget,
        having wheels: [SourceWheel],
        _ building: any SourceBuilding,
        _ scratch: FilePath,
        _ progress: @escaping ProgressHandler,
    ) async throws -> PackageLock {
        let folder = try ScratchFolder(in: scratch)
        defer { folder.remove() }
        var question = ResolverQuestion(
            requirements: request.requirements + implicit,
            constraints: request.constraints,
            request: request,
            target: target,
        )
        var search = SourceSearch(resolver: self, building: building, folder: folder.path, progress: progress)
        try search.add(wheels, to: &question)
        return try await search.answer(question).restricted(to: request.requirements + request.constraints)
    }
}

extension SourceBuilding {
    /// The wheel of a package that a lock has only source of.
    fileprivate func wheel(of package: LockedPackage, progress: @escaping ProgressHandler) async throws -> SourceWheel {
        guard let source = package.source else {
            throw PackagesError(
                .noMatchingWheel,
                "'\(package.title)' has neither a wheel nor source",
                package: package.name
            )
        }
        return try await wheel(of: source, name: package.name, version: package.version, progress: progress)
    }
}
