internal import Reporting
internal import Texts

/// What can be said of a request before the resolver is asked.
enum RequestCheck {
    /// Checks the project's Python and the wheels that are required by address.
    static func check(_ request: PackageRequest, _ target: PythonTarget, _ sources: SourcePolicy) throws(PackagesError)
    {
        var problems: [Problem] = []
        if let python = PackageVersion(target.fullVersion), !request.requiresPython.allSatisfy({ $0.contains(python) })
        {
            let condition = request.requiresPython.map(\.description).joined(separator: ",")
            problems.append(
                .error(
                    at: Place(file: request.file),
                    "the project requires Python \(condition), the base has \(target.fullVersion)",
                    hint: "choose another Python with 'runtime.txt' or '.python-version'",
                ),
            )
        }
        guard problems.isEmpty else { throw PackagesError(.target, problems, file: request.file) }
        problems = MisnamedRequirements.problems(in: request.requirements)
        guard problems.isEmpty else { throw PackagesError(.unresolvable, problems, file: request.file) }
        problems = directProblems(request.requirements, target) + sourceProblems(request.requirements, target, sources)
        guard problems.isEmpty else { throw PackagesError(.noMatchingWheel, problems, file: request.file) }
    }

    private static func directProblems(_ requirements: [Requirement], _ target: PythonTarget) -> [Problem] {
        let ranks = target.tagRanks
        let environment = MarkerEnvironment(target)
        return requirements.compactMap { requirement in
            guard let url = requirement.url, let wheel = wheelName(url) else { return nil }
            if let marker = requirement.marker, (try? marker.holds(in: environment)) == false { return nil }
            guard !wheel.tags.contains(where: { ranks[$0] != nil }) else { return nil }
            let reason = WheelMismatch.reason([wheel], target)
            return .error(at: requirement.place, "the wheel '\(wheel)' is not for \(target): \(reason)")
        }
    }

    /// Requirements that name source which is not built here.
    private static func sourceProblems(
        _ requirements: [Requirement],
        _ target: PythonTarget,
        _ policy: SourcePolicy,
    ) -> [Problem] {
        guard policy != .all else { return [] }
        let environment = MarkerEnvironment(target)
        return requirements.compactMap { requirement in
            guard let source = requirement.source, !isWheel(source) else { return nil }
            if let marker = requirement.marker, (try? marker.holds(in: environment)) == false { return nil }
            return .error(
                at: requirement.place,
                "'\(source)' is source, which is not built here (sources: \(policy.rawValue))",
                hint:
                    "name a package of the index or a wheel; whoever runs the builder may allow it with '--sources all'",
            )
        }
    }

    private static func isWheel(_ source: SourceReference) -> Bool {
        if case .file(let path) = source { path.hasSuffix(".whl") } else { false }
    }

    private static func wheelName(_ url: String) -> WheelFilename? {
        url.prefix { $0 != "?" }.split(separator: "/").last.flatMap {
            WheelFilename(PercentEncoding.decodeWherePossible($0))
        }
    }
}

extension PackageLock {
    /// The lock with only those wheels that the requirements' hashes allow.
    ///
    /// `uv pip compile` does not check hashes, so this does.
    func restricted(to requirements: [Requirement]) throws(PackagesError) -> PackageLock {
        var problems: [Problem] = []
        var lock = self
        for requirement in requirements where !requirement.hashes.isEmpty {
            guard let index = lock.packages.firstIndex(where: { $0.name == requirement.name }) else { continue }
            let allowed = Set(requirement.hashes.map { String($0.dropFirst("sha256:".count)) })
            let package = lock.packages[index]
            let kept = package.wheels.filter { $0.hashes["sha256"].map(allowed.contains) ?? false }
            let isAllowedSource = package.source?.sha256.map(allowed.contains) ?? false
            lock.packages[index].wheels = kept
            if !isAllowedSource, package.built == nil { lock.packages[index].source = nil }
            guard kept.isEmpty, !isAllowedSource else { continue }
            problems.append(
                .error(
                    at: requirement.place,
                    "none of the hashes is that of a wheel of '\(lock.packages[index].title)' for the base",
                    hint:
                        "the hashes may be of another platform's wheel: 'pip hash' or the index's page has the right one",
                ),
            )
        }
        guard problems.isEmpty else { throw PackagesError(.noMatchingWheel, problems) }
        return lock
    }
}
