internal import LayerArchive

/// The packages of a Debian system that go on top of an image of the same release.
///
/// Essential packages, and what these need, are in every image of the release, and stay the image's. A file that the image and one
/// of the others both have is the package's: a package is there whole or not at all. What no package owns stays the image's, and
/// with it dpkg's database, users and groups, and what packages' scripts have made.
package struct PackagesAboveImage {
    /// The layers, bottom first.
    package let parts: [SystemLayers.Part]

    private enum Group: Hashable {
        case image
        case large(String)
        case others
    }

    /// Chooses what goes on top.
    ///
    /// - Parameters:
    ///   - tree: the whole system.
    ///   - status: its packages.
    package init(_ tree: SystemTree, status: DpkgStatus) {
        let everywhere = status.essential
        let packages = status.aboveImages
        let large = SystemLayers.large(among: packages)
        let largeNames = Set(large.map(\.name))
        let owners = PackageOwners(tree, preferred: everywhere)
        let groups = SystemLayers.groups(tree.entries, folders: tree.folders) { path -> Group in
            guard let owner = owners.owner(of: path), !everywhere.contains(owner) else { return .image }
            return largeNames.contains(owner) ? .large(owner) : .others
        }
        let others = (groups[.others] ?? []) + [.file(DebianBootstrap.unpackedList, .text(Self.list(packages)))]
        let contents = "Debian: \(packages.count - large.count) other packages"
        parts =
            large.map { SystemLayers.Part(large: $0, entries: groups[.large($0.name)] ?? []) }
            .filter { !$0.entries.isEmpty } + [.init(contents: contents, entries: others)]
    }

    /// What the image says of them, as dpkg's database does not, in its form.
    private static func list(_ packages: [DebianPackage]) -> String {
        packages.map { package in
            """
            Package: \(package.name)
            Version: \(package.version)
            Installed-Size: \(package.installedSize >> 10)
            Status: files installed


            """
        }
        .joined()
    }
}
