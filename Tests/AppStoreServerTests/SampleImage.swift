import Foundation
import Hashing
import OCIModel
import Testing

/// Content that tests push.
struct SampleImage {
    let blobs: [Data]
    let manifest: Data

    static let manifestType = "Content-Type: \(MediaType.manifest)"
    static let indexType = "Content-Type: \(MediaType.index)"

    /// An image of its own: no two are the same.
    init(subject: Descriptor? = nil, artifactType: String? = nil, annotations: [String: String]? = nil) throws {
        let config = Data(#"{"architecture":"amd64","os":"linux","n":"\#(UUID().uuidString)"}"#.utf8)
        let layer = Data.random(3000)
        blobs = [config, layer]
        var manifest = Manifest(
            config: Descriptor(mediaType: MediaType.config, digest: config.digest, size: Int64(config.count)),
            layers: [Descriptor(mediaType: MediaType.layerTar, digest: layer.digest, size: Int64(layer.count))],
            annotations: annotations
        )
        manifest.subject = subject
        manifest.artifactType = artifactType
        self.manifest = Data(try CanonicalJSON.encode(manifest))
    }

    var descriptor: Descriptor {
        Descriptor(mediaType: MediaType.manifest, digest: manifest.digest, size: Int64(manifest.count))
    }

    /// Pushes the image whole.
    func push(to server: RunningAppStore, _ repository: String, _ reference: String) async throws {
        for blob in blobs { try await server.pushBlob(blob, to: repository) }
        let answer = try await server.ask(
            "PUT",
            "/v2/\(repository)/manifests/\(reference)",
            headers: [Self.manifestType],
            body: manifest
        )
        try #require(answer.status == 201, "\(answer.text)")
    }
}

extension RunningAppStore {
    /// Pushes a blob in one request.
    func pushBlob(_ content: Data, to repository: String) async throws {
        let answer = try await ask("POST", "/v2/\(repository)/blobs/uploads/?digest=\(content.digest)", body: content)
        try #require(answer.status == 201, "\(answer.text)")
    }
}

extension Data {
    /// Content that nobody has seen before.
    static func random(_ count: Int) -> Data {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// The SHA-256 digest.
    var digest: Digest { Digest.sha256(of: [UInt8](self)) }
    /// The SHA-512 digest.
    var longDigest: Digest { Digest(of: [UInt8](self), by: .sha512) }
}
