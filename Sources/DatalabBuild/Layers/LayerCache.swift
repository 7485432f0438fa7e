package import ContentStore
internal import Files
internal import Foundation
internal import Hashing
package import LayerArchive
package import OCIModel
package import Reporting
internal import SystemPackage

/// A finished layer: what a manifest and a configuration need to know of it.
package struct FinishedLayer: Sendable, Hashable, Codable {
    package var digest: Digest
    package var size: Int64
    package var diffID: Digest
    package var uncompressedSize: Int64
    package var entryCount: Int
}

/// Layers found again by their inputs, without opening any of them.
///
/// A key is the digest of everything the layer's bytes depend on. An entry counts only while its blob is in the store.
package struct LayerCache: Sendable {
    private let folder: FilePath
    private let blobs: BlobStore

    package init(home: DatalabHome, blobs: BlobStore) throws {
        folder = home.layers
        self.blobs = blobs
        try home.make(folder)
    }

    /// The key of a layer: the digest of its inputs in order, each with its length, and the layer format's version.
    package static func key(_ inputs: [String]) -> Digest {
        let hasher = ContentHasher(.sha256)
        for input in ["layer format \(LayerFormat.version)"] + inputs {
            hasher.update(Array("\(input.utf8.count) \(input)\n".utf8))
        }
        return hasher.finish()
    }

    /// The layer with this key, if it is known and its blob is in the store.
    package func find(_ key: Digest) -> FinishedLayer? {
        guard let data = FileManager.default.contents(atPath: path(key).string),
            let layer = try? CanonicalJSON.decode(FinishedLayer.self, from: Array(data)),
            has(layer)
        else { return nil }
        return layer
    }

    /// Whether a layer's blob is in the store.
    func has(_ layer: FinishedLayer) -> Bool { blobs.size(of: layer.digest) == layer.size }

    /// Writes a layer into the store, remembering it under the key where there is one.
    ///
    /// - Returns: the layer, and whether the store did not have its blob before.
    package func write(_ entries: [LayerEntry], key: Digest? = nil) throws -> (layer: FinishedLayer, isNew: Bool) {
        let writer = try blobs.ingest()
        let summary = try LayerWriter.write(entries) { try writer.write($0) }
        let blob = try writer.finish()
        let layer = FinishedLayer(
            digest: blob.digest,
            size: blob.size,
            diffID: summary.diffID,
            uncompressedSize: summary.uncompressedSize,
            entryCount: summary.entryCount,
        )
        if let key {
            try WholeFile.write(CanonicalJSON.encode(layer), to: path(key), durability: .memory)
        }
        return (layer, blob.isNew)
    }

    /// What is to be said of a layer whenever it is used, as it was found when the layer was written.
    package func warnings(_ key: Digest) -> [Problem] {
        FileManager.default.contents(atPath: warningsPath(key).string)
            .flatMap { try? CanonicalJSON.decode([Problem].self, from: Array($0)) } ?? []
    }

    /// Keeps what is to be said of a layer.
    package func keep(_ warnings: [Problem], _ key: Digest) throws {
        guard !warnings.isEmpty else { return }
        try WholeFile.write(CanonicalJSON.encode(warnings), to: warningsPath(key), durability: .memory)
    }

    private func path(_ key: Digest) -> FilePath { folder.appending(key.hex) }

    private func warningsPath(_ key: Digest) -> FilePath { folder.appending("\(key.hex).warnings") }
}
