/// Names a piece of content by type, digest and size (OCI image-spec 1.1, descriptor.md).
public struct Descriptor: Sendable, Hashable, Codable {
    /// The media type of the content.
    public var mediaType: String
    /// The digest of the content's bytes.
    public var digest: Digest
    /// The size of the content in bytes; what is decoded has one from 0 to `BoundedNumber.largestSize`.
    public var size: Int64
    /// Where else the content can be had; kept, never followed.
    public var urls: [String]?
    /// Arbitrary facts; keys in reverse-DNS form.
    public var annotations: [String: String]?
    /// The content itself in base64, for very small content.
    public var data: String?
    /// The type of the artifact, when the content is a manifest of one.
    public var artifactType: String?
    /// The platform, in an index.
    public var platform: Platform?

    /// A descriptor with what is mandatory, and annotations where given.
    public init(
        mediaType: String,
        digest: Digest,
        size: Int64,
        annotations: [String: String]? = nil,
        artifactType: String? = nil,
        platform: Platform? = nil,
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.annotations = annotations
        self.artifactType = artifactType
        self.platform = platform
    }
}

extension Descriptor {
    /// Decodes a descriptor.
    ///
    /// - Throws: `DecodingError`, also for a size that nothing can have.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = try container.decode(String.self, forKey: .mediaType)
        digest = try container.decode(Digest.self, forKey: .digest)
        size = try container.decode(Int64.self, forKey: .size)
        urls = try container.decodeIfPresent([String].self, forKey: .urls)
        annotations = try container.decodeIfPresent([String: String].self, forKey: .annotations)
        data = try container.decodeIfPresent(String.self, forKey: .data)
        artifactType = try container.decodeIfPresent(String.self, forKey: .artifactType)
        platform = try container.decodeIfPresent(Platform.self, forKey: .platform)
        guard (0...BoundedNumber.largestSize).contains(size) else {
            throw DecodingError.dataCorruptedError(
                forKey: .size,
                in: container,
                debugDescription: "'\(size)' is not a size: a number from 0 to \(BoundedNumber.largestSize)"
            )
        }
    }
}

/// The operating system and processor an image is for (image-index.md; values of Go's GOOS and GOARCH).
public struct Platform: Sendable, Hashable, Codable {
    /// The processor, such as `amd64` or `arm64`.
    public var architecture: String
    /// The operating system: `linux`.
    public var os: String
    /// The variant of the processor, such as `v8`.
    public var variant: String?

    /// A platform from its parts.
    public init(architecture: String, os: String = "linux", variant: String? = nil) {
        self.architecture = architecture
        self.os = os
        self.variant = variant
    }
}

extension Platform {
    /// The platform of this machine.
    package static var host: Platform {
        #if arch(arm64)
            Platform(architecture: "arm64")
        #else
            Platform(architecture: "amd64")
        #endif
    }
}
