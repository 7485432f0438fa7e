internal import ContentStore
internal import Foundation
internal import OCIModel

/// The record of a build as it travels with its image: an artifact that refers to it (image-spec 1.1, "Guidelines for Artifact
/// Usage"), with the record and its events as JSON, and the log as text.
struct RecordArtifact {
    private struct Document: Encodable {
        let record: BuildRecord
        let events: [BuildEvent]
    }

    let record: BuildRecord
    /// What happened until the build ended; what is done with the image later is not part of it.
    let events: [BuildEvent]
    let log: String

    /// Reads the record of a build.
    ///
    /// - Throws: `BuildFailure` with code `records`.
    init(_ record: BuildRecord, in records: BuildRecords) throws(BuildFailure) {
        self.record = record
        events = try records.events(of: record.id).filter { event in record.ended.map { event.time <= $0 } ?? true }
        log = records.log(of: record.id)
    }

    /// Writes the artifact into a store; the same record gives the same digest.
    ///
    /// - Parameters:
    ///   - image: the image it refers to.
    ///   - blobs: the store.
    /// - Returns: the artifact's manifest.
    /// - Throws: `StoreError`.
    func store(for image: Descriptor, in blobs: BlobStore) throws -> Descriptor {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let json = Array(try encoder.encode(Document(record: record, events: events)))
        var manifest = Manifest(
            config: try Self.put(Array("{}".utf8), MediaType.empty, in: blobs),
            layers: [
                try Self.put(json, MediaType.buildRecord, title: "build.json", in: blobs),
                try Self.put(Array(log.utf8), "text/plain", title: "build.log", in: blobs),
            ],
            annotations: [AnnotationKey.title: "Build \(record.label)"],
        )
        manifest.artifactType = MediaType.buildRecord
        manifest.subject = Descriptor(mediaType: image.mediaType, digest: image.digest, size: image.size)
        return try Self.put(try CanonicalJSON.encode(manifest), MediaType.manifest, in: blobs)
    }

    private static func put(_ bytes: [UInt8], _ type: String, title: String? = nil, in blobs: BlobStore) throws
        -> Descriptor
    {
        Descriptor(
            mediaType: type,
            digest: try blobs.put(bytes),
            size: Int64(bytes.count),
            annotations: title.map { [AnnotationKey.title: $0] },
        )
    }
}
