internal import Foundation

/// What a manifest can be.
public enum ManifestForm: Sendable {
    /// An image, or an artifact in the form of one.
    case image(Manifest)
    /// Several images, usually one for each platform.
    case index(Index)
}

/// The one reader of manifests (image-spec 1.1; Docker's schema 2 means the same), for what pulls and for what is pushed to.
///
/// Whatever two readers could take for two things is refused (CVE-2021-41190): an index that is also an image, a key that
/// stands twice, in whichever spelling, a byte order mark, another encoding than UTF-8.
public enum ManifestReader {
    /// Why a manifest is not read.
    public struct Fault: Error, Hashable {
        /// What was found; texts of the manifest's author in it are as they stand there.
        public let detail: String
        /// Whether it is a manifest of another schema version.
        public let isOtherVersion: Bool

        init(_ detail: String, isOtherVersion: Bool = false) {
            self.detail = detail
            self.isOtherVersion = isOtherVersion
        }
    }

    /// The largest manifest that is taken, in bytes (distribution-spec 1.1: registries should take 4 MiB).
    public static let sizeLimit = 4 << 20

    /// So many layers, or manifests of an index, are taken at most.
    public static let mostDescriptors = 2000

    /// The media types a manifest may have.
    public static let acceptedTypes: Set<String> = [
        MediaType.manifest, MediaType.index, MediaType.dockerManifest, MediaType.dockerManifestList,
    ]

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: the bytes as they came.
    ///   - declaredType: what they are said to be, without parameters; nil for what the manifest says itself.
    ///   - isTypeImplied: whether a manifest of which nothing says what it is may show it by its fields.
    /// - Returns: the media type, one of ``acceptedTypes``, and what was read.
    /// - Throws: `Fault`.
    public static func read(
        _ bytes: [UInt8],
        declaredType: String?,
        isTypeImplied: Bool
    ) throws(Fault) -> (mediaType: String, form: ManifestForm) {
        // No JSON text has a byte of zero; one in UTF-16 is full of them.
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw Fault("it is not JSON in UTF-8")
        }
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw Fault("it begins with a byte order mark") }
        if let key = JSONKeys.duplicate(in: bytes) { throw Fault("the key '\(key)' stands in it twice") }
        let head = try decode(Head.self, bytes)
        guard head.schemaVersion == 2 else {
            let found = head.schemaVersion.map(String.init) ?? "none"
            throw Fault("its 'schemaVersion' is \(found), not 2", isOtherVersion: true)
        }
        guard !(head.hasManifests && (head.hasLayers || head.hasConfig)) else {
            throw Fault("it has both 'manifests' and '\(head.hasLayers ? "layers" : "config")'")
        }
        if let own = head.mediaType, let declaredType, own != declaredType {
            throw Fault("its 'mediaType' is '\(own)', and its 'Content-Type' is '\(declaredType)'")
        }
        let implied = isTypeImplied ? head.impliedType : nil
        guard let type = head.mediaType ?? declaredType ?? implied else {
            throw Fault("nothing says of what type it is")
        }
        switch type {
        case MediaType.index, MediaType.dockerManifestList:
            let index = try decode(Index.self, bytes)
            try check(index.manifests)
            return (type, .index(index))
        case MediaType.manifest, MediaType.dockerManifest:
            let manifest = try decode(Manifest.self, bytes)
            try check(manifest.layers)
            return (type, .image(manifest))
        default:
            throw Fault("its media type is '\(type)'; taken are \(acceptedTypes.sorted().joined(separator: ", "))")
        }
    }

    /// The part that tells what a manifest is.
    private struct Head: Decodable {
        let schemaVersion: Int?
        let mediaType: String?
        let hasConfig: Bool
        let hasLayers: Bool
        let hasManifests: Bool

        private enum CodingKeys: String, CodingKey {
            case schemaVersion, mediaType, config, layers, manifests
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            schemaVersion = try container.decodeIfPresent(Int.self, forKey: .schemaVersion)
            mediaType = try container.decodeIfPresent(String.self, forKey: .mediaType)
            hasConfig = container.contains(.config)
            hasLayers = container.contains(.layers)
            hasManifests = container.contains(.manifests)
        }

        var impliedType: String? {
            switch (hasConfig, hasManifests) {
            case (true, false): MediaType.manifest
            case (false, true): MediaType.index
            default: nil
            }
        }
    }

    private static func check(_ descriptors: [Descriptor]) throws(Fault) {
        guard descriptors.count <= mostDescriptors else {
            throw Fault("it lists \(descriptors.count) things, at most \(mostDescriptors) are taken")
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(Fault) -> Value {
        do {
            return try CanonicalJSON.decode(type, from: bytes)
        } catch let DecodingError.keyNotFound(key, context) {
            throw Fault("it has no '\(path(context.codingPath + [key]))'")
        } catch let DecodingError.dataCorrupted(context) where !context.codingPath.isEmpty {
            throw Fault("at '\(path(context.codingPath))': \(context.debugDescription)")
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context) {
            throw Fault("its '\(path(context.codingPath))' is of another type than expected")
        } catch {
            throw Fault("it is not JSON")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
