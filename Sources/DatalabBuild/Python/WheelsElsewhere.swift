internal import DatalabModel
internal import PythonPackages

/// What an index has, for other Pythons, of releases that lack a wheel for one.
struct WheelsElsewhere {
    let resolver: PackageResolver
    let request: PackageRequest?

    /// Of releases without a wheel, those that have one for another target: another Python may do better.
    func having(_ lacks: [LockedPackages.Lack]) async -> [LockedPackages.Lack] {
        var found: [LockedPackages.Lack] = []
        for lack in lacks {
            let wheels = await resolver.wheels(of: lack.name, lack.version, request)
            if wheels?.isEmpty != true { found.append(lack) }
        }
        return found
    }

    /// The newest Python for which all of some releases had wheels when they came out; nil when none says so.
    ///
    /// Their source was written for it, and is more likely to build on what is near to it.
    func python(of lacks: [LockedPackages.Lack]) async -> PythonVersion? {
        var minors: [Int] = []
        for lack in lacks {
            let wheels = await resolver.wheels(of: lack.name, lack.version, request) ?? []
            let found = wheels.flatMap(\.tags).compactMap { Self.minor($0.python) }
            if let newest = found.max() { minors.append(newest) }
        }
        return minors.min().map { PythonVersion(major: 3, minor: $0) }
    }

    /// The `9` of `cp39`.
    private static func minor(_ interpreter: String) -> Int? {
        guard interpreter.hasPrefix("cp3") else { return nil }
        return Int(interpreter.dropFirst("cp3".count)).flatMap { $0 < 100 ? $0 : nil }
    }
}
