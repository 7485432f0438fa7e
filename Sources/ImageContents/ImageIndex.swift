internal import BaseImages
package import ContentStore
internal import Foundation
internal import Hashing
package import LayerArchive
package import OCIModel
internal import Offloading
internal import Synchronization

/// Everything that is in an image: which file comes from which layer, and the texts in which packages tell of themselves.
///
/// Layers are applied as a container's file system is made of them (image-spec 1.1, "Applying changesets", whiteouts).
package struct ImageIndex: Sendable {
    /// The layers, the lowest first.
    package let layers: [IndexedLayer]
    /// The files that a container sees, by path without a slash at its beginning.
    package private(set) var files: [BytePath: IndexedFile] = [:]
    /// The layers that have a file that a higher layer covers or takes away, the lowest first.
    private(set) var covered: [BytePath: [Int]] = [:]
    /// The contents of files that tell what is installed, by path.
    private(set) var texts: [BytePath: [UInt8]] = [:]

    /// Reads layers of an image.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - blobs: the store, which has the layers that are read.
    ///   - isRead: whether a layer is read.
    /// - Returns: the index.
    /// - Throws: `LayerArchiveError` for a layer that is none, `StoreError` for one that is missing, `CancellationError`.
    package static func read(
        _ image: StoredImage,
        in blobs: BlobStore,
        where isRead: (IndexedLayer) -> Bool = { _ in true },
    ) async throws -> ImageIndex {
        let layers = IndexedLayer.all(of: image)
        let read = try await BlockingWork.map(layers.filter(isRead)) { try LayerListing($0, in: blobs) }
        var index = ImageIndex(layers: layers)
        for listing in read { index.apply(listing) }
        return index
    }

    /// What the image's base says of itself; nil for an image that is no datalab.
    var facts: BaseFacts? {
        texts[BytePath(ContractLayer.factsPath)].flatMap { try? CanonicalJSON.decode(BaseFacts.self, from: $0) }
    }

    private init(layers: [IndexedLayer]) {
        self.layers = layers
    }

    private mutating func apply(_ listing: LayerListing) {
        if !listing.opaque.isEmpty || !listing.removed.isEmpty {
            // In order, what lies below a path is one range: a layer may take away each of many files.
            let sorted = files.keys.sorted()
            for folder in listing.opaque { remove(below: folder, among: sorted) }
            for path in listing.removed {
                cover(path)
                remove(below: path, among: sorted)
            }
        }
        for (path, file) in listing.files {
            cover(path)
            files[path] = file
        }
        texts.merge(listing.texts) { $1 }
    }

    private mutating func cover(_ path: BytePath) {
        guard let file = files.removeValue(forKey: path) else { return }
        if file.kind != .folder { covered[path, default: []].append(file.layer) }
        texts[path] = nil
    }

    private mutating func remove(below folder: BytePath, among sorted: [BytePath]) {
        let first = folder.text.isEmpty ? BytePath("") : BytePath(folder.text + "/")
        var lower = 0
        var upper = sorted.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if sorted[middle] < first { lower = middle + 1 } else { upper = middle }
        }
        for path in sorted[lower...].prefix(while: { $0.isBelow(folder) }) { cover(path) }
    }
}

/// One layer of an image.
package struct IndexedLayer: Sendable, Hashable, Codable {
    /// Its place in the manifest, from 0.
    package let number: Int
    /// What it is for: `system`, `server`, `contract`, `packages`, `files`, `post-build`, `identity`; nil in an image that is no datalab.
    package let role: String?
    /// A line for people on what it holds, or the command that made it.
    package let contents: String?
    /// Its digest.
    package let digest: Digest
    /// Its size as stored, in bytes.
    package let size: Int64

    static func all(of image: StoredImage) -> [IndexedLayer] {
        let made = (image.config.history ?? []).filter { $0.emptyLayer != true }
        return image.manifest.layers.enumerated().map { number, layer in
            let command = made.count == image.manifest.layers.count ? made[number].createdBy : nil
            return IndexedLayer(
                number: number,
                role: layer.annotations?[AnnotationKey.layerRole],
                contents: layer.annotations?[AnnotationKey.layerContents] ?? command,
                digest: layer.digest,
                size: layer.size
            )
        }
    }
}

/// One file of an image.
package struct IndexedFile: Sendable, Hashable {
    /// What a file is.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// A regular file.
        case file
        /// A folder.
        case folder
        /// A symbolic link.
        case link
        /// A second name of another file.
        case hardLink
        /// A device, pipe or socket.
        case other
    }

    /// What it is.
    package let kind: Kind
    /// The bytes of content.
    package let size: Int64
    /// The number of the layer it comes from.
    package let layer: Int
    /// What tells one content from another: the SHA-256 of a file, the target of a link.
    package let fingerprint: String
}
