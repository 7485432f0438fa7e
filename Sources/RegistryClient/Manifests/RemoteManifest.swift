public import OCIModel

/// A manifest or an index as a registry gave it: its bytes, what they are, and what they say.
public struct RemoteManifest: Sendable {
    /// What a manifest can be.
    public enum Content: Sendable {
        /// An image, or an artifact in the form of one.
        case image(Manifest)
        /// Several images, usually one for each platform.
        case index(Index)
    }

    /// The bytes, which the digest is of.
    public let bytes: [UInt8]
    /// The media type, digest and size.
    public let descriptor: Descriptor
    /// The decoded bytes.
    public let content: Content

    /// The most bytes a manifest may have (distribution-spec 1.1: registries should take 4 MiB).
    static let limit = 4 << 20

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: the manifest.
    ///   - mediaType: what it is said to be; nil for what it says itself.
    ///   - digest: its digest, computed from the bytes.
    ///   - subject: where it came from, for messages.
    /// - Throws: `RegistryError` with code `malformed`.
    init(_ bytes: [UInt8], mediaType: String?, digest: Digest, subject: String) throws(RegistryError) {
        struct Kind: Decodable {
            var schemaVersion: Int?
            var mediaType: String?
            var manifests: Ignored?
            var layers: Ignored?
        }
        struct Ignored: Decodable {
            init(from decoder: any Decoder) {}
        }
        let fail = { (detail: String) in RegistryError(.malformed, subject, "the manifest is refused: \(detail)") }
        guard String(validating: bytes, as: UTF8.self) != nil,
            let kind = try? CanonicalJSON.decode(Kind.self, from: bytes)
        else { throw fail("it is not JSON") }
        if let key = JSONKeys.duplicate(in: bytes) { throw fail("the key '\(printable(key))' stands in it twice") }
        // Otherwise one reader takes it for an image, another for an index (CVE-2021-41190).
        guard kind.manifests == nil || kind.layers == nil else { throw fail("it has both 'layers' and 'manifests'") }
        guard kind.schemaVersion == 2 else {
            let found = kind.schemaVersion.map(String.init) ?? "none"
            throw RegistryError(
                .malformed,
                subject,
                "the manifest has schema version \(found), expected 2",
                hint: "push the image anew with a tool of this decade"
            )
        }
        guard let type = kind.mediaType ?? mediaType else { throw fail("nothing says of what type it is") }
        guard mediaType == nil || mediaType == type else {
            throw fail("it says it is '\(printable(type))', the registry says '\(printable(mediaType ?? ""))'")
        }
        do {
            switch type {
            case MediaType.manifest, MediaType.dockerManifest:
                let manifest = try CanonicalJSON.decode(Manifest.self, from: bytes)
                try Self.check([manifest.config] + manifest.layers, fail)
                content = .image(manifest)
            case MediaType.index, MediaType.dockerManifestList:
                let index = try CanonicalJSON.decode(Index.self, from: bytes)
                try Self.check(index.manifests, fail)
                content = .index(index)
            default: throw fail("'\(printable(type))' is not a type that is known")
            }
        } catch let error as RegistryError {
            throw error
        } catch let DecodingError.dataCorrupted(context) {
            throw fail(printable(context.debugDescription))
        } catch {
            throw fail("a field that must be there is missing or of another type")
        }
        self.bytes = bytes
        descriptor = Descriptor(mediaType: type, digest: digest, size: Int64(bytes.count))
    }

    private static func check(_ descriptors: [Descriptor], _ fail: (String) -> RegistryError) throws(RegistryError) {
        guard descriptors.count <= 2000 else {
            throw fail("it lists \(descriptors.count) things, at most 2000 are taken")
        }
        for one in descriptors where one.size < 0 || one.size > 1 << 50 {
            throw fail("\(one.digest) is said to have \(one.size) bytes")
        }
    }
}

extension RemoteManifest.Content {
    /// What the manifest refers to.
    var subject: Descriptor? {
        switch self {
        case .image(let image): image.subject
        case .index(let index): index.subject
        }
    }

    /// The manifest's own annotations.
    var annotations: [String: String]? {
        switch self {
        case .image(let image): image.annotations
        case .index(let index): index.annotations
        }
    }

    /// What it is an artifact of: an image that does not say so is of its configuration's type (distribution-spec 1.1).
    var artifactType: String? {
        switch self {
        case .image(let image): image.artifactType ?? image.config.mediaType
        case .index(let index): index.artifactType
        }
    }
}
