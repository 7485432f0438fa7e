import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import GRDB
import OCIModel

/// An image of a datalab, as it gets into the catalogue when its tag is pushed.
struct FixtureImage {
    var repository: String
    var tag: String
    var metadata: DatalabMetadata
    var kind: String? = "jupyterlab"
    var packages: [String: String] = ["numpy": "2.1.0"]
    /// Role, contents and size of each layer.
    var layers: [(role: String?, contents: String?, size: Int64)] = []
    /// The layer of files that there really is; nil for digests of nothing.
    var files: Digest?
    /// More annotations of the manifest.
    var annotations: [String: String] = [:]
    var time = Date(timeIntervalSince1970: 1_790_000_000)

    init(_ repository: String, tag: String = "1.0.0-0", title: String) throws {
        self.repository = repository
        self.tag = tag
        let name = String(repository.split(separator: "/").last ?? "lab")
        let version = String(tag.split(separator: "-").first ?? "1.0.0")
        metadata = DatalabMetadata(title: title, alternateName: name, version: try DatalabVersion(version))
        metadata.abstract = "Plots the spectrum of a black body."
        metadata.creator = .init(name: "Ann Lee")
        metadata.contactPoint = .init(email: "ann@institute.eu")
        metadata.licence = try LicenceExpression.parse("MIT")
    }

    /// A digest made of a text; nothing here reads the content.
    static func digest(_ text: String) -> Digest {
        var state: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 1_099_511_628_211 }
        let bytes = (0..<32).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
        return Digest(algorithm: .sha256, bytes: bytes)
    }

    /// The image's manifest.
    func manifest() throws -> [UInt8] {
        var all = annotations
        all[AnnotationKey.metadata] = String(decoding: try CanonicalJSON.encode(metadata), as: UTF8.self)
        all[AnnotationKey.kind] = kind
        all[AnnotationKey.packages] = String(decoding: try CanonicalJSON.encode(packages), as: UTF8.self)
        let descriptors = layers.enumerated().map { number, layer in
            var notes: [String: String] = [:]
            notes[AnnotationKey.layerRole] = layer.role
            notes[AnnotationKey.layerContents] = layer.contents
            let made = layer.role == "files" ? files : nil
            let digest = made ?? Self.digest("\(repository) \(tag) \(number)")
            return Descriptor(mediaType: MediaType.layerGzip, digest: digest, size: layer.size, annotations: notes)
        }
        let config = Descriptor(mediaType: MediaType.config, digest: Self.digest("config"), size: 2)
        return try CanonicalJSON.encode(Manifest(config: config, layers: descriptors, annotations: all))
    }

    /// The digest it has here.
    func digest() throws -> Digest { Self.digest(String(decoding: try manifest(), as: UTF8.self)) }

    /// Sets its tag: what the registry does within the transaction of a push.
    func push(to database: Database, needsReview: Bool = false) throws {
        let image = Catalogue.TaggedImage(
            repository,
            tags: [tag],
            digest: try digest(),
            datalab: try DatalabImage(ManifestContent(manifest(), declaredType: nil)) { _, _ in Array("{}".utf8) },
            publisher: repository.split(separator: "/").first.map(String.init) ?? "ann",
            time: time
        )
        _ = try Catalogue.tagged(image, needsReview: needsReview, in: database)
    }
}
