internal import Hashing
package import OCIModel
package import SystemPackage

/// What a stored layer is without its compression: what image configurations and caches say of it, found out from its bytes.
package struct UncompressedLayer: Sendable, Hashable {
    /// The digest of the archive.
    package let diffID: Digest
    /// The size of the archive in bytes.
    package let size: Int64

    /// Reads a layer.
    ///
    /// - Parameters:
    ///   - layer: its file.
    ///   - name: its name, for messages.
    ///   - sizeLimit: so many bytes are taken out of the compression at most.
    /// - Throws: `LayerArchiveError`: `malformedArchive` for what is damaged or cut, `tooLarge`.
    package init(of layer: FilePath, name: String, sizeLimit: UInt64) throws(LayerArchiveError) {
        let input = try TarInput(layer, name: name, sizeLimit: sizeLimit)
        let hasher = ContentHasher(.sha256)
        var size: Int64 = 0
        while true {
            let piece = try input.piece(atMost: 1 << 18)
            guard !piece.isEmpty else { break }
            hasher.update(piece)
            size += Int64(piece.count)
        }
        diffID = hasher.finish()
        self.size = size
    }
}
