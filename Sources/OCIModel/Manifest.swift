/// An image manifest (image-spec 1.1, manifest.md).
///
/// A digest is of the bytes as stored or received: never of a re-encoded value.
public struct Manifest: Sendable, Hashable, Codable {
    /// Always 2.
    public var schemaVersion: Int
    /// The manifest's own media type.
    public var mediaType: String?
    /// The type of the artifact, when this is not an image.
    public var artifactType: String?
    /// The image's configuration.
    public var config: Descriptor
    /// The layers, base first.
    public var layers: [Descriptor]
    /// The manifest this one refers to.
    public var subject: Descriptor?
    /// Arbitrary facts; keys in reverse-DNS form.
    public var annotations: [String: String]?

    /// An image manifest of the OCI type.
    public init(config: Descriptor, layers: [Descriptor], annotations: [String: String]? = nil) {
        self.schemaVersion = 2
        self.mediaType = MediaType.manifest
        self.config = config
        self.layers = layers
        self.annotations = annotations
    }
}

/// An image index (image-spec 1.1, image-index.md); also the form of `index.json` in an image layout.
public struct Index: Sendable, Hashable, Codable {
    /// Always 2.
    public var schemaVersion: Int
    /// The index's own media type.
    public var mediaType: String?
    /// The type of the artifact, when this is not an image.
    public var artifactType: String?
    /// The manifests in it.
    public var manifests: [Descriptor]
    /// The manifest this one refers to.
    public var subject: Descriptor?
    /// Arbitrary facts; keys in reverse-DNS form.
    public var annotations: [String: String]?

    /// An index of the given manifests.
    public init(manifests: [Descriptor], annotations: [String: String]? = nil) {
        self.schemaVersion = 2
        self.mediaType = MediaType.index
        self.manifests = manifests
        self.annotations = annotations
    }
}
