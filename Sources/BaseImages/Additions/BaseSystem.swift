internal import ContentStore
internal import LayerArchive
internal import OCIModel
internal import SystemPackage

/// The Debian system of a base, as its layers in a store hold it.
struct BaseSystem {
    /// The layers' files, bottom first.
    let layers: [FilePath]
    /// The system's entries, each path once: an upper layer's instead of a lower one's.
    let entries: [LayerEntry]
    /// The paths of the files that the recipe puts on top of the system.
    let covered: Set<BytePath>

    /// Reads a base's layers.
    ///
    /// - Parameters:
    ///   - base: a base of Debian.
    ///   - blobs: the store that has its layers.
    ///   - scratch: a folder for the content of the system's files, which must stay while the entries are used.
    /// - Throws: `LayerArchiveError`, `CancellationError`.
    init(of base: BaseImage, in blobs: BlobStore, scratch: FilePath) throws {
        var entries: [BytePath: LayerEntry] = [:]
        var order: [BytePath] = []
        var covered: Set<BytePath> = []
        var layers: [FilePath] = []
        for (number, layer) in base.layers.enumerated() where layer.role == .system || layer.role == .contract {
            let file = blobs.path(of: layer.descriptor.digest)
            let spool = try TarSpool.read(file, scratch: scratch.appending("layer-\(number)"))
            if layer.role == .contract {
                covered.formUnion(spool.entries.filter { !$0.isFolder }.map { BytePath($0.path) })
                continue
            }
            layers.append(file)
            for entry in spool.entries {
                let path = BytePath(entry.path)
                if entries.updateValue(entry, forKey: path) == nil { order.append(path) }
            }
        }
        self.layers = layers
        self.entries = order.compactMap { entries[$0] }
        self.covered = covered
    }
}
