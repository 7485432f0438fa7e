public import OCIModel

/// A manifest or an index as a registry gave it: its bytes, what they are, and what they say.
public struct RemoteManifest: Sendable {
    /// The bytes, which the digest is of.
    public let bytes: [UInt8]
    /// The media type, digest and size.
    public let descriptor: Descriptor
    /// The decoded bytes.
    public let content: ManifestForm

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: the manifest.
    ///   - mediaType: what it is said to be; nil for what it says itself.
    ///   - digest: its digest, computed from the bytes.
    ///   - subject: where it came from, for messages.
    /// - Throws: `RegistryError` with code `malformed`.
    init(_ bytes: [UInt8], mediaType: String?, digest: Digest, subject: String) throws(RegistryError) {
        do {
            let (type, form) = try ManifestReader.read(bytes, declaredType: mediaType, isTypeImplied: false)
            self.bytes = bytes
            descriptor = Descriptor(mediaType: type, digest: digest, size: Int64(bytes.count))
            content = form
        } catch {
            let hint = error.isOtherVersion ? "push the image anew with a tool of this decade" : nil
            throw RegistryError(.malformed, subject, "the manifest is refused: \(printable(error.detail))", hint: hint)
        }
    }
}

extension ManifestForm {
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
