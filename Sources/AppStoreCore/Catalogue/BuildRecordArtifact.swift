package import ContentStore
internal import Foundation
internal import GRDB
internal import OCIModel
internal import Offloading

/// The record of a version's build, where it was pushed with the image: an artifact that refers to the image.
package struct BuildRecordArtifact: Sendable {
    /// The type of the artifact and of its JSON, as `datalab publish` writes it.
    package static let type = MediaType.buildRecord
    /// A longer record or log is not read.
    private static let longest: Int64 = 1 << 20

    /// The record with its events as JSON.
    package let json: [UInt8]
    /// The log; nil where there is none, or a very long one.
    package let log: String?
    /// The size of the log in bytes.
    package let logSize: Int64

    /// Reads the newest record of an image's build; nil when none was pushed.
    ///
    /// The policy has been asked already.
    ///
    /// - Parameters:
    ///   - digest: the image's digest.
    ///   - repository: its repository.
    ///   - database: the AppStore's.
    ///   - blobs: the AppStore's.
    /// - Returns: the record.
    /// - Throws: `DatabaseError`, `StoreError`.
    package static func find(
        _ digest: String,
        of repository: String,
        in database: AppStoreDatabase,
        _ blobs: BlobStore
    ) async throws -> BuildRecordArtifact? {
        let bytes = try await database.read { database in
            try Data.fetchOne(
                database,
                sql: """
                    SELECT bytes FROM manifest WHERE repositoryID = (SELECT id FROM repository WHERE name = ?)
                    AND subject = ? AND artifactType = ? ORDER BY pushedAt DESC, id DESC LIMIT 1
                    """,
                arguments: [repository, digest, type]
            )
        }
        guard let bytes, let manifest = try? CanonicalJSON.decode(Manifest.self, from: Array(bytes)),
            let record = manifest.layers.first(where: { $0.mediaType == type }), record.size <= longest
        else { return nil }
        let log = manifest.layers.first { $0.mediaType == "text/plain" }
        return try await BlockingWork.run {
            let text = try log.flatMap { $0.size <= longest ? try blobs.read($0.digest) : nil }
            return BuildRecordArtifact(
                json: try blobs.read(record.digest),
                log: text.map { String(decoding: $0, as: UTF8.self) },
                logSize: log?.size ?? 0
            )
        }
    }
}
