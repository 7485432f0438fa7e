import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import GRDB
import OCIModel

/// An image as `datalab build` makes it: manifest, configuration, metadata.
struct SampleImage {
    var repository = "ann/lab"
    var tag = "1.0.0-0"
    var metadata: DatalabMetadata
    var packages = ["astropy": "7.0.0", "astropy-healpix": "1.0.3", "numpy": "2.1.0"]
    var kind: String? = "jupyterlab"
    /// How many layers there are.
    var layers = 2
    /// Annotations that take the place of the image's own; nil removes one.
    var changes: [String: String?] = [:]
    /// Whether the facts stand among the configuration's labels only, as after a conversion by docker.
    var usesLabels = false
    var publisher = "ann"
    var time = TestStore.start

    init(_ repository: String = "ann/lab", tag: String = "1.0.0-0", version: String? = nil) throws {
        self.repository = repository
        self.tag = tag
        let text = version ?? String(tag.split(separator: "-").first ?? "1.0.0")
        metadata = DatalabMetadata(
            title: "Black bodies",
            alternateName: String(repository.split(separator: "/").last ?? "lab"),
            version: try DatalabVersion(text.contains(where: \.isNumber) ? text : "1.0.0")
        )
        metadata.abstract = "Plots the spectrum of a black body."
        metadata.creator = .init(name: "Ann Lee")
        metadata.contactPoint = .init(email: "ann@institute.eu")
        metadata.licence = try LicenceExpression.parse("MIT")
    }

    private var annotations: [String: String] {
        get throws {
            var values: [String: String?] = [
                AnnotationKey.metadata: String(decoding: try CanonicalJSON.encode(metadata), as: UTF8.self),
                AnnotationKey.kind: kind,
                AnnotationKey.packages: String(decoding: try CanonicalJSON.encode(packages), as: UTF8.self),
                AnnotationKey.source: "https://git.example.org/\(repository)",
            ]
            values.merge(changes) { $1 }
            return values.compactMapValues { $0 }
        }
    }

    /// A digest made of a text; nothing here reads the content.
    static func digest(_ text: String) throws -> Digest {
        var state: UInt64 = 14_695_981_039_346_656_037
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 1_099_511_628_211 }
        let bytes = (0..<32).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33) ^ UInt8(index)
        }
        return Digest(algorithm: .sha256, bytes: bytes)
    }

    /// The manifest's bytes and its configuration's.
    func content() throws -> (manifest: [UInt8], config: [UInt8]) {
        var execution = ImageConfig.Execution()
        if usesLabels { execution.labels = try annotations }
        let config = ImageConfig(
            created: nil,
            architecture: "amd64",
            config: execution,
            rootfs: .init(diffIDs: []),
            history: []
        )
        let layer = Descriptor(
            mediaType: MediaType.layerGzip,
            digest: try Self.digest("layer"),
            size: 1000,
            annotations: [AnnotationKey.layerRole: "packages", AnnotationKey.layerContents: "numpy 2.1.0"]
        )
        let bytes = try CanonicalJSON.encode(config)
        let manifest = Manifest(
            config: Descriptor(
                mediaType: MediaType.config,
                digest: try Self.digest("config"),
                size: Int64(bytes.count)
            ),
            layers: Array(repeating: layer, count: layers),
            annotations: usesLabels ? nil : try annotations
        )
        return (try CanonicalJSON.encode(manifest), bytes)
    }

    /// The digest that the image has in these tests: the same for the same content.
    func digest() throws -> Digest { try Self.digest(String(decoding: try content().manifest, as: UTF8.self)) }

    /// Pushes it: what the registry does when the tag is set.
    @discardableResult
    func push(to database: Database, needsReview: Bool = false) throws -> Catalogue.Outcome {
        let (manifest, config) = try content()
        let image = Catalogue.TaggedImage(
            repository,
            tags: [tag],
            digest: try digest(),
            datalab: try DatalabImage(ManifestContent(manifest, declaredType: nil)) { _, _ in config },
            publisher: publisher,
            time: time
        )
        return try Catalogue.tagged(image, needsReview: needsReview, in: database)
    }

    @discardableResult
    func push(to store: TestStore, needsReview: Bool = false) async throws -> Catalogue.Outcome {
        let image = self
        return try await store.database.write { try image.push(to: $0, needsReview: needsReview) }
    }
}
