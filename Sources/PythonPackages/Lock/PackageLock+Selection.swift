internal import Reporting

extension PackageLock {
    /// Chooses one wheel of every package that counts for a target, by the preference of tags alone.
    ///
    /// - Parameter target: the base's Python.
    /// - Returns: the wheels, sorted by name.
    /// - Throws: `PackagesError` with every problem at once: `noMatchingWheel` when only wheels are missing,
    ///   `lockUnsupported` for source packages and weak hashes, `lock` when the lock is not for the target or names a
    ///   package twice.
    public func select(for target: PythonTarget) throws(PackagesError) -> [SelectedWheel] {
        let ranks = target.tagRanks
        var problems: [Problem] = []
        var code = PackagesError.Code.noMatchingWheel
        var selected: [SelectedWheel] = []
        for package in try packages(for: target) {
            switch package.choose(ranks, target) {
            case .chosen(let wheel):
                selected.append(wheel)
            case .refused(let reason, let hint, let isMissingWheel):
                if !isMissingWheel { code = .lockUnsupported }
                problems.append(.error(at: Place(file: file), "'\(package.title)' \(reason)", hint: hint))
            }
        }
        guard problems.isEmpty else { throw PackagesError(code, problems, file: file) }
        return selected.sorted { $0.name < $1.name }
    }

    /// The packages whose markers hold for a target.
    ///
    /// - Throws: `PackagesError` with code `lock` when the lock is not for the target, or two of a name remain.
    func packages(for target: PythonTarget) throws(PackagesError) -> [LockedPackage] {
        var environment = MarkerEnvironment(target)
        environment.dependencyGroups = defaultGroups
        var problems = targetProblems(target, environment)
        var chosen: [LockedPackage] = []
        for package in packages {
            do {
                if let marker = package.marker, try !marker.holds(in: environment) { continue }
            } catch {
                problems.append(
                    .error(
                        at: Place(file: file),
                        "'\(package.title)': the comparison '\(error.comparison)' has no meaning"
                    )
                )
                continue
            }
            if chosen.contains(where: { $0.name == package.name }) {
                problems.append(
                    .error(
                        at: Place(file: file),
                        "the lock has more than one '\(package.name)' for \(target)",
                        hint: "its markers must leave one of each name",
                    ),
                )
            }
            if let problem = package.pythonProblem(target, file) { problems.append(problem) }
            chosen.append(package)
        }
        guard problems.isEmpty else { throw PackagesError(.lock, problems, file: file) }
        return chosen
    }

    private func targetProblems(_ target: PythonTarget, _ environment: MarkerEnvironment) -> [Problem] {
        var problems: [Problem] = []
        let hint = "make the lock anew for the base, or choose another base"
        if let python = PackageVersion(target.fullVersion), !requiresPython.allSatisfy({ $0.contains(python) }) {
            let condition = requiresPython.map(\.description).joined(separator: ",")
            problems.append(
                .error(
                    at: Place(file: file),
                    "the lock is for Python \(condition), the base has \(target.fullVersion)",
                    hint: hint
                ),
            )
        }
        if !environments.isEmpty, !environments.contains(where: { (try? $0.holds(in: environment)) == true }) {
            problems.append(.error(at: Place(file: file), "none of the lock's environments is \(target)", hint: hint))
        }
        return problems
    }
}

extension LockedPackage {
    /// Name and version, for messages.
    var title: String { version.map { "\(name) \($0)" } ?? name }

    fileprivate enum Choice {
        case chosen(SelectedWheel)
        case refused(String, hint: String?, isMissingWheel: Bool)
    }

    fileprivate func pythonProblem(_ target: PythonTarget, _ file: String) -> Problem? {
        guard let python = PackageVersion(target.fullVersion), !requiresPython.allSatisfy({ $0.contains(python) })
        else {
            return nil
        }
        let condition = requiresPython.map(\.description).joined(separator: ",")
        return .error(
            at: Place(file: file),
            "'\(title)' is for Python \(condition), the base has \(target.fullVersion)"
        )
    }

    fileprivate func choose(_ ranks: [WheelTag: Int], _ target: PythonTarget) -> Choice {
        if let kind = ["vcs", "directory", "archive"].first(where: sourceKinds.contains) {
            let what =
                ["vcs": "a version control address", "directory": "a folder", "archive": "a source archive"][kind]
                ?? kind
            return .refused(
                "is locked to \(what), which would have to be built",
                hint: "lock a wheel instead",
                isMissingWheel: false
            )
        }
        guard !wheels.isEmpty else {
            return .refused("has no wheel, only source", hint: "lock a version that has wheels", isMissingWheel: true)
        }
        guard let wheel = bestWheel(ranks) else {
            let reason = WheelMismatch.reason(wheels.compactMap { WheelFilename($0.filename) }, target)
            return .refused("has no wheel for \(target): \(reason)", hint: nil, isMissingWheel: true)
        }
        return chosen(wheel)
    }

    private func chosen(_ wheel: LockedWheel) -> Choice {
        let file = wheel.filename
        guard let url = wheel.url else {
            return .refused(
                "is locked to the file '\(file)' of the workspace, which is not supported",
                hint: "lock a wheel with a URL",
                isMissingWheel: false,
            )
        }
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            return .refused("is locked to '\(url)', expected 'https://'", hint: nil, isMissingWheel: false)
        }
        guard let sha256 = wheel.hashes["sha256"] else {
            let known = wheel.hashes.keys.sorted().joined(separator: ", ")
            return .refused(
                "has no sha256 for '\(file)', only \(known)",
                hint: "make the lock anew with 'uv'",
                isMissingWheel: false
            )
        }
        let parsed = WheelFilename(file)
        guard parsed?.name == name, version == nil || parsed.flatMap({ PackageVersion($0.version) }) == version else {
            return .refused(
                "is locked to a wheel of another name or version, '\(file)'",
                hint: nil,
                isMissingWheel: false
            )
        }
        return .chosen(
            SelectedWheel(
                name: name,
                version: (version ?? parsed.flatMap { PackageVersion($0.version) })?.description ?? "",
                filename: file,
                url: url,
                sha256: sha256,
                size: wheel.size,
            ),
        )
    }

    /// The wheel with the best tag; among equals the greatest build number, then the least file name.
    private func bestWheel(_ ranks: [WheelTag: Int]) -> LockedWheel? {
        let ranked = wheels.compactMap { wheel -> (rank: Int, name: WheelFilename, wheel: LockedWheel)? in
            guard let name = WheelFilename(wheel.filename), let rank = name.tags.compactMap({ ranks[$0] }).min() else {
                return nil
            }
            return (rank, name, wheel)
        }
        return ranked.min { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            if left.name.buildOrder != right.name.buildOrder { return left.name.buildOrder > right.name.buildOrder }
            return left.name.text < right.name.text
        }?.wheel
    }
}
