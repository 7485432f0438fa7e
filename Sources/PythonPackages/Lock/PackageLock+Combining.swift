extension PackageLock {
    /// One lock of what was chosen for several targets of one Python: those that all targets have, and by marker the others.
    ///
    /// - Parameters:
    ///   - chosen: the wheels for each target.
    ///   - python: the Python of all targets: `3.13`.
    package init(combining chosen: [(target: PythonTarget, wheels: [SelectedWheel])], python: String) {
        var packages: [LockedPackage] = []
        let releases = Set(chosen.flatMap { $0.wheels.map { Release(name: $0.name, version: $0.version) } })
        for release in releases.sorted(by: { ($0.name, $0.version) < ($1.name, $1.version) }) {
            var package = LockedPackage(name: release.name, version: PackageVersion(release.version))
            var machines: [String] = []
            for (target, wheels) in chosen {
                for wheel in wheels where wheel.name == release.name && wheel.version == release.version {
                    machines.append(target.architecture.rawValue)
                    let locked = LockedWheel(
                        filename: wheel.filename,
                        url: wheel.url,
                        size: wheel.size,
                        hashes: ["sha256": wheel.sha256]
                    )
                    if !package.wheels.contains(locked) { package.wheels.append(locked) }
                }
            }
            if machines.count < chosen.count { package.marker = Self.marker(machines) }
            packages.append(package)
        }
        self.init(packages: packages, file: "pylock.toml", createdBy: "datalab")
        requiresPython = [VersionSpecifier("==\(python).*")].compactMap { $0 }
    }

    private struct Release: Hashable {
        let name: String
        let version: String
    }

    private static func marker(_ machines: [String]) -> Marker? {
        machines.map { Marker.comparison(.variable("platform_machine"), .equal, .text($0)) }
            .reduce(nil) { marker, one in marker.map { .or($0, one) } ?? one }
    }
}
