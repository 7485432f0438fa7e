package import ContentStore
internal import LayerArchive
internal import OCIModel

/// The programs that a base's `PATH` finds.
package enum BasePrograms {
    /// Which of some programs a base has, in the system's folders of programs.
    ///
    /// - Parameters:
    ///   - wanted: paths, or names of programs.
    ///   - base: a base whose layers are in the store.
    ///   - blobs: the store.
    /// - Returns: those that are there; nil for a base with layers that are not here.
    /// - Throws: `LayerArchiveError`; `CancellationError`.
    package static func present(_ wanted: Set<String>, in base: BaseImage, _ blobs: BlobStore) throws -> Set<String>? {
        var found: Set<String> = []
        for layer in base.layers where layer.role != .server {
            guard blobs.size(of: layer.descriptor.digest) != nil else { return nil }
            let file = blobs.path(of: layer.descriptor.digest)
            let reader = try TarReader(file, name: "layer \(layer.descriptor.digest.short)")
            while let entry = try reader.next() {
                try Task.checkCancellation()
                let parts = entry.path.split(separator: "/").filter { $0 != "." }
                guard let name = parts.last.map(String.init) else { continue }
                let path = "/" + parts.joined(separator: "/")
                if wanted.contains(path) { found.insert(path) }
                if wanted.contains(name), folders.contains(parts.dropLast().joined(separator: "/")) {
                    found.insert(name)
                }
            }
        }
        return found
    }

    private static let folders: Set = [
        "usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin",
    ]
}
