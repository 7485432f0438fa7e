package import ContentStore
internal import LayerArchive
internal import OCIModel

/// The shared libraries that the loader finds in a base.
package enum BaseLibraries {
    /// Their names, with those of links to them: what lies in the folders that `ld.so` looks in by itself or by Debian's settings.
    ///
    /// - Parameters:
    ///   - base: a base whose layers are in the store.
    ///   - blobs: the store.
    /// - Returns: the names: `libz.so.1`; nil for a base with layers that are not here.
    /// - Throws: `LayerArchiveError`; `CancellationError`.
    package static func names(of base: BaseImage, in blobs: BlobStore) throws -> Set<String>? {
        var names: Set<String> = []
        for layer in base.layers where layer.role == .system || layer.role == .image {
            guard blobs.size(of: layer.descriptor.digest) != nil else { return nil }
            let file = blobs.path(of: layer.descriptor.digest)
            let reader = try TarReader(file, name: "layer \(layer.descriptor.digest.short)")
            while let entry = try reader.next() {
                try Task.checkCancellation()
                let parts = entry.path.split(separator: "/").filter { $0 != "." }
                guard let name = parts.last, name.contains(".so") else { continue }
                if isSearched(parts.dropLast().joined(separator: "/")) { names.insert(String(name)) }
            }
        }
        return names
    }

    private static func isSearched(_ folder: String) -> Bool {
        let below =
            folder.hasPrefix("usr/local/lib")
            ? folder.dropFirst("usr/local/lib".count)
            : folder.hasPrefix("usr/lib")
                ? folder.dropFirst("usr/lib".count)
                : folder.hasPrefix("lib") ? folder.dropFirst("lib".count) : "?"
        return ["", "/x86_64-linux-gnu", "/aarch64-linux-gnu", "64"].contains(below)
    }
}
