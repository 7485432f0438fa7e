package import OCIModel

/// A manifest as it was pushed, read as far as a registry needs (image-spec 1.1; Docker's schema 2 means the same).
package struct ManifestContent: Sendable {
    /// The bytes as they came.
    package let bytes: [UInt8]
    /// What they are: one of ``acceptedTypes``.
    package let mediaType: String
    /// The configuration and the layers that must be in the repository, each once.
    package let blobs: [Descriptor]
    /// The manifests of an index, which must be in the repository.
    package let children: [Descriptor]
    /// The manifest this one refers to, which need not be there.
    package let subject: Digest?
    /// The type of the artifact; an image manifest's is its configuration's media type where it names none.
    package let artifactType: String?
    /// Facts about the image, as its author gave them.
    package let annotations: [String: String]

    /// The largest manifest that is taken, in bytes.
    package static let sizeLimit = 4 << 20

    /// The media types a manifest may have.
    package static let acceptedTypes: Set<String> = [
        MediaType.manifest, MediaType.index, MediaType.dockerManifest, MediaType.dockerManifestList,
    ]

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: the bytes as they came.
    ///   - declaredType: what the client says they are, without parameters; the manifest's own word is enough.
    /// - Throws: `RegistryRefusal` with code `manifestInvalid`.
    package init(_ bytes: [UInt8], declaredType: String?) throws(RegistryRefusal) {
        let head = try Self.decode(Head.self, bytes)
        guard head.schemaVersion == 2 else { throw Self.invalid("its 'schemaVersion' is not 2") }
        let declared = declaredType.flatMap { Self.acceptedTypes.contains($0) ? $0 : nil }
        if let own = head.mediaType, let declared, own != declared {
            throw Self.invalid("its 'mediaType' is '\(own)', and its 'Content-Type' is '\(declared)'")
        }
        let type = head.mediaType ?? declared ?? head.impliedType
        guard let type, Self.acceptedTypes.contains(type) else {
            let found = type ?? declaredType ?? "nothing"
            throw Self.invalid(
                "its media type is '\(found)'; taken are \(Self.acceptedTypes.sorted().joined(separator: ", "))"
            )
        }
        self.bytes = bytes
        mediaType = type
        if type == MediaType.index || type == MediaType.dockerManifestList {
            let index = try Self.decode(Index.self, bytes)
            (blobs, children) = ([], try Self.distinct(index.manifests))
            subject = index.subject?.digest
            artifactType = index.artifactType
            annotations = index.annotations ?? [:]
        } else {
            let manifest = try Self.decode(Manifest.self, bytes)
            let layers = manifest.layers.filter { !Self.isElsewhere($0) }
            (blobs, children) = (try Self.distinct([manifest.config] + layers), [])
            subject = manifest.subject?.digest
            artifactType = manifest.artifactType.flatMap { $0.isEmpty ? nil : $0 } ?? manifest.config.mediaType
            annotations = manifest.annotations ?? [:]
        }
    }

    /// The part that tells what a manifest is.
    private struct Head: Decodable {
        let schemaVersion: Int
        let mediaType: String?
        let hasConfig: Bool
        let hasManifests: Bool

        private enum CodingKeys: String, CodingKey {
            case schemaVersion, mediaType, config, manifests
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
            mediaType = try container.decodeIfPresent(String.self, forKey: .mediaType)
            hasConfig = container.contains(.config)
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

    /// Whether a layer is kept somewhere else by its licence (image-spec 1.1, "Non-Distributable Layers").
    private static func isElsewhere(_ layer: Descriptor) -> Bool {
        layer.mediaType.contains(".nondistributable.") || layer.mediaType.contains(".foreign.")
    }

    private static func distinct(_ descriptors: [Descriptor]) throws(RegistryRefusal) -> [Descriptor] {
        var sizes: [Digest: Int64] = [:]
        var found: [Descriptor] = []
        for descriptor in descriptors {
            guard let size = sizes[descriptor.digest] else {
                sizes[descriptor.digest] = descriptor.size
                found.append(descriptor)
                continue
            }
            guard size == descriptor.size else { throw invalid("it gives '\(descriptor.digest)' two sizes") }
        }
        return found
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(RegistryRefusal) -> Value
    {
        do {
            return try CanonicalJSON.decode(type, from: bytes)
        } catch let DecodingError.keyNotFound(key, context) {
            throw invalid("it has no '\(path(context.codingPath + [key]))'")
        } catch let DecodingError.dataCorrupted(context) where !context.codingPath.isEmpty {
            throw invalid("at '\(path(context.codingPath))': \(context.debugDescription)")
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context) {
            throw invalid("its '\(path(context.codingPath))' is of another type than expected")
        } catch {
            throw invalid("it is not JSON")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    private static func invalid(_ reason: String) -> RegistryRefusal {
        RegistryRefusal(.manifestInvalid, "the manifest cannot be taken: \(reason)")
    }
}
