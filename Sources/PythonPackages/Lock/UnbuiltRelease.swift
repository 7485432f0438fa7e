internal import Reporting

/// What is told of releases that have no wheel and cannot be built: where they are asked for, and which releases need no build.
struct UnbuiltRelease {
    let resolver: PackageResolver
    let request: PackageRequest
    let target: PythonTarget

    /// A failed build as a failure of the requirement that wants it.
    ///
    /// - Parameters:
    ///   - failure: why the build failed; one that has nothing to do with the release is given back as it is.
    ///   - package: what was built.
    ///   - others: what would be built after it, and most likely fails too.
    /// - Returns: the failure.
    func explain(
        _ failure: any ReportedFailure,
        of package: LockedPackage,
        others: [LockedPackage]
    ) async -> any ReportedFailure {
        guard failure.failureClass == .data, package.source?.isRelease == true else { return failure }
        let reason = failure.problems[0]
        let advice = await nearest(to: package).map { "\(package.name) \($0) has a wheel: relax the condition" }
        let first = Problem.error(
            at: place(of: package),
            "'\(package.title)' has no wheel for \(target), and could not be built: \(reason.message)",
            hint: advice ?? reason.hint
        )
        var problems = [first] + failure.problems.dropFirst()
        for other in others where other.source?.isRelease == true {
            guard let version = await nearest(to: other) else { continue }
            let message = "'\(other.title)' has no wheel for \(target) either"
            let hint = "\(other.name) \(version) has a wheel: relax the condition"
            problems.append(.warning(at: place(of: other), message, hint: hint))
        }
        return PackagesError(.noMatchingWheel, problems, package: package.name, cause: failure)
    }

    private func place(of package: LockedPackage) -> Place? {
        request.requirements.first { $0.name == package.name }?.place ?? Place(file: request.file)
    }

    /// The next newer release with a wheel for the target; nil for one that cannot be found out.
    private func nearest(to package: LockedPackage) async -> PackageVersion? {
        guard let version = package.version, let listing = await resolver.listing(of: package.name, on: request.indexes)
        else { return nil }
        let ranks = target.tagRanks
        return listing.wheels.compactMap { wheel -> PackageVersion? in
            guard let found = PackageVersion(wheel.version), found > version, found.pre == nil, found.dev == nil,
                wheel.tags.contains(where: { ranks[$0] != nil })
            else { return nil }
            return found
        }.min()
    }
}
