internal import LayerArchive

/// Packages of one kind that an image has, and which of them need which.
struct InstalledPackages: Sendable {
    /// One package.
    struct Package: Sendable, Hashable {
        let name: String
        let version: String
        /// The bytes of its files, as it tells them itself.
        let size: Int64
        /// The layer that it comes from.
        let layer: Int
    }

    /// The packages, by name.
    let packages: [String: Package]
    /// Which need which.
    let graph: PackageGraph
    /// The package that a file belongs to, by path.
    let owners: [BytePath: String]
}
