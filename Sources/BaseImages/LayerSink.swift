package import ContentStore
package import LayerArchive
internal import OCIModel
internal import Offloading

/// Writes layers of a base into a store.
package struct LayerSink: Sendable {
    let blobs: BlobStore

    /// A sink that writes to a store.
    package init(blobs: BlobStore) {
        self.blobs = blobs
    }

    /// Writes one layer.
    ///
    /// - Throws: `LayerArchiveError`, `StoreError`, `CancellationError`.
    package func write(_ entries: [LayerEntry], role: BaseLayer.Role, contents: String) async throws -> BaseLayer {
        try await BlockingWork.run {
            let writer = try blobs.ingest()
            let summary = try LayerWriter.write(entries) { try writer.write($0) }
            let blob = try writer.finish()
            let annotations = [
                AnnotationKey.layerRole: role.rawValue,
                AnnotationKey.layerContents: contents,
                AnnotationKey.layerUncompressedSize: "\(summary.uncompressedSize)",
            ]
            return BaseLayer(
                descriptor: Descriptor(
                    mediaType: MediaType.layerGzip,
                    digest: blob.digest,
                    size: blob.size,
                    annotations: annotations,
                ),
                diffID: summary.diffID,
                uncompressedSize: summary.uncompressedSize,
                role: role,
                contents: contents,
            )
        }
    }
}
