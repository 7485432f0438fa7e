internal import Reporting

extension PackageLock {
    /// Chooses one wheel of every package that counts for a target, by the preference of tags alone.
    ///
    /// - Parameter target: the base's Python.
    /// - Returns: the wheels, sorted by name.
    /// - Throws: `PackagesError` with every problem at once: `noMatchingWheel` when only wheels are missing,
    ///   `lockUnsupported` for weak hashes, `lock` when the lock is not for the target or names a package twice.
    public func select(for target: PythonTarget) throws(PackagesError) -> [SelectedWheel] {
        let selection = try selection(for: target)
        let problems = selection.unbuilt.map { package in
            Problem.error(
                at: Place(file: file),
                "'\(package.title)' \(package.lack(target))",
                hint:
                    "source is built where the builder allows it ('--sources index', or 'all' for what is named itself)",
            )
        }
        guard problems.isEmpty else { throw PackagesError(.noMatchingWheel, problems, file: file) }
        return selection.wheels
    }

    /// The packages that count for a target: those that have a wheel, and those that have to be built first.
    package struct Selection: Sendable {
        /// The chosen wheels, sorted by name.
        package var wheels: [SelectedWheel] = []
        /// The packages that have source and no wheel for the target.
        package var unbuilt: [LockedPackage] = []
    }

    /// Chooses one wheel of every package that counts for a target, and finds those that have only source.
    ///
    /// - Throws: as ``select(for:)``, but for packages that could be built.
    package func selection(for target: PythonTarget) throws(PackagesError) -> Selection {
        let ranks = target.tagRanks
        var problems: [Problem] = []
        var code = PackagesError.Code.noMatchingWheel
        var selected = Selection()
        for package in try packages(for: target) {
            switch package.choose(ranks, target) {
            case .chosen(let wheel): selected.wheels.append(wheel)
            case .unbuilt: selected.unbuilt.append(package)
            case .refused(let reason, let hint, let isMissingWheel):
                if !isMissingWheel { code = .lockUnsupported }
                problems.append(.error(at: Place(file: file), "'\(package.title)' \(reason)", hint: hint))
            }
        }
        guard problems.isEmpty else { throw PackagesError(code, problems, file: file) }
        selected.wheels.sort { $0.name < $1.name }
        return selected
    }

    /// The lock without the source of packages that have a wheel for a target: nothing of it is built, and every build reads it.
    package func withoutSpareSources(for target: PythonTarget) -> PackageLock {
        let ranks = target.tagRanks
        var lock = self
        for index in packages.indices where packages[index].built == nil && packages[index].bestWheel(ranks) != nil {
            lock.packages[index].source = nil
        }
        return lock
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
    package var title: String { version.map { "\(name) \($0)" } ?? name }

    fileprivate enum Choice {
        case chosen(SelectedWheel)
        case unbuilt
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
        if let built { return chosen(built) }
        if let wheel = bestWheel(ranks) { return chosen(wheel) }
        if source != nil { return .unbuilt }
        return .refused(lack(target), hint: nil, isMissingWheel: true)
    }

    /// Why no wheel of the package can be taken.
    package func lack(_ target: PythonTarget) -> String {
        guard !wheels.isEmpty else {
            return "has no wheel\(source == nil ? "" : ", only source (\(source?.title ?? ""))")"
        }
        return
            "has no wheel for \(target): \(WheelMismatch.reason(wheels.compactMap { WheelFilename($0.filename) }, target))"
    }

    /// A wheel that was built here, if it is the package's.
    private func chosen(_ built: BuiltWheel) -> Choice {
        let parsed = WheelFilename(built.filename)
        let found = parsed.flatMap { PackageVersion($0.version) }
        guard parsed?.name == name, version == nil || found == version else {
            return .refused(
                "was built into '\(built.filename)', of another name or version",
                hint: nil,
                isMissingWheel: false
            )
        }
        return .chosen(
            SelectedWheel(
                name: name,
                version: (version ?? found)?.description ?? "",
                filename: built.filename,
                url: source?.title ?? "",
                sha256: built.sha256,
                size: built.size,
                isLocal: true,
            )
        )
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
    fileprivate func bestWheel(_ ranks: [WheelTag: Int]) -> LockedWheel? {
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
