internal import OCIModel
internal import PythonPackages

/// Packages that share a layer.
struct PackageGroup: Sendable {
    /// The wheels, in the order of their names.
    let members: [SelectedWheel]
    /// The key of their layer: all that its bytes depend on.
    let key: Digest

    init(members: [SelectedWheel], of packages: LockedPackages, scheme: InstallScheme) {
        self.members = members
        let inputs = members.flatMap { wheel in
            [
                wheel.filename, wheel.sha256, "\(packages.requested.contains(wheel.name))",
                packages.directURLs[wheel.name] ?? "",
            ]
        }
        key = LayerCache.key(["packages \(InstalledPaths.version)", scheme.prefix, scheme.pythonVersion] + inputs)
    }

    /// A line for people: all names where they are few.
    var contents: String {
        let names = members.map { "\($0.name) \($0.version)" }
        return names.count <= 4
            ? names.joined(separator: ", ") : "\(names[0]), \(names[1]) and \(names.count - 2) more packages"
    }
}
