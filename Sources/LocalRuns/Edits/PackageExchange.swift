internal import ContentStore
internal import OCIModel

/// What a newer image of a running datalab asks for.
package enum PackageExchange: Sendable {
    /// Nothing: only files differ, which the datalab has from elsewhere.
    case nothing
    /// New packages for kernels, which are there now.
    case done
    /// Another start: more differs than can be exchanged in a running datalab.
    case restart
}

/// The layers that one of two images has and the other has not.
struct ChangedLayers: Sendable {
    private let roles: Set<String>
    /// What those with packages are called when they are unpacked.
    let packages: Set<Digest>

    /// Compares two images.
    init(_ old: LocalImage, _ new: LocalImage) {
        let layers = [old, new].map { Array(zip($0.stored.config.rootfs.diffIDs, $0.stored.manifest.layers)) }
        let known = layers.map { Set($0.map(\.0)) }
        let changed = layers[0].filter { !known[1].contains($0.0) } + layers[1].filter { !known[0].contains($0.0) }
        let role = { (layer: Descriptor) in layer.annotations?[AnnotationKey.layerRole] ?? "" }
        roles = Set(changed.map { role($0.1) })
        packages = Set(changed.filter { role($0.1) == "packages" }.map(\.0))
    }

    /// Whether they have nothing but the datalab's files, and what is said of it.
    var isFilesAlone: Bool { roles.isSubset(of: ["files", "identity"]) }

    /// Whether they have nothing but that and packages.
    var isPackagesToo: Bool { roles.isSubset(of: ["files", "identity", "packages"]) }
}
