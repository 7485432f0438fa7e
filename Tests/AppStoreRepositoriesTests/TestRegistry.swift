import AppStoreCore
import ContentStore
import Foundation
import Hashing
import OCIModel
import SystemPackage
import Testing

/// A registry without HTTP, in a folder of its own.
struct TestRegistry {
    let folder: AppStoreFolder
    let repositories: Repositories
    let uploads: Uploads
    let name: RepositoryName

    /// Runs a test with an empty registry that is removed afterwards.
    static func with<Value>(
        _ observer: any RepositoryObserver = NoObserver(),
        _ body: (TestRegistry) async throws -> Value
    ) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.appending(path: "registry-\(UUID().uuidString.prefix(8))")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = try AppStoreFolder(FilePath(path), create: true)
        let repositories = Repositories(
            database: folder.database,
            blobs: folder.blobs,
            gracePeriod: 3600,
            observer: observer
        )
        let uploads = try Uploads(folder: folder.uploads)
        let name = try #require(RepositoryName("team/lab"))
        return try await body(TestRegistry(folder: folder, repositories: repositories, uploads: uploads, name: name))
    }

    /// The metadata of a small datalab.
    static let metadata = """
        {"title":"Black bodies","alternateName":"lab","abstract":"Plots.","version":"1.0.0","licence":"MIT",\
        "creator":{"name":"Ann Lee"},"contactPoint":{"email":"ann@institute.eu"}}
        """

    /// Runs a test with an empty registry that keeps a catalogue.
    static func with<Value>(
        needsReview: Bool,
        _ body: (TestRegistry) async throws -> Value
    ) async throws -> Value {
        try await with { registry in
            let observer = CatalogueObserver(
                blobs: registry.folder.blobs,
                pulls: PullCounter(registry.folder.database),
                needsReview: needsReview,
                quota: nil,
                ledger: registry.uploads.ledger
            )
            let repositories = Repositories(
                database: registry.folder.database,
                blobs: registry.folder.blobs,
                gracePeriod: 3600,
                observer: observer
            )
            return try await body(
                TestRegistry(
                    folder: registry.folder,
                    repositories: repositories,
                    uploads: registry.uploads,
                    name: registry.name
                )
            )
        }
    }

    /// Adds a blob.
    @discardableResult
    func push(_ text: String) async throws -> Descriptor {
        let digest = Digest.sha256(of: text)
        let upload = try uploads.begin(for: name, .sha256, by: "someone")
        let writer = try #require(upload.takeOver(at: 0))
        try upload.append([Piece(bytes: Array(text.utf8))], as: writer)
        try await repositories.add(upload.finish(as: digest, by: writer), to: name, by: "someone")
        uploads.forget(upload)
        return Descriptor(mediaType: MediaType.config, digest: digest, size: Int64(text.utf8.count))
    }

    /// A manifest of two blobs that are there.
    func manifest(_ text: String) async throws -> Repositories.ManifestPush {
        let manifest = Manifest(config: try await push("config \(text)"), layers: [try await push("layer \(text)")])
        let bytes = try CanonicalJSON.encode(manifest)
        let content = try ManifestContent(bytes, declaredType: nil)
        return .init(
            digest: Digest(of: bytes, by: .sha256),
            content: content,
            tags: ["v1", "latest"],
            pusher: "someone"
        )
    }

    struct Piece: ContiguousBytesSource {
        let bytes: [UInt8]

        func withBytes(_ body: (UnsafeRawBufferPointer) throws(StoreError) -> Void) throws(StoreError) {
            try bytes.span.bytes.withUnsafeBytes { (buffer) throws(StoreError) in try body(buffer) }
        }
    }
}
