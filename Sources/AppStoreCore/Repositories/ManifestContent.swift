package import OCIModel

/// A manifest as it was pushed, read as far as a registry needs.
package struct ManifestContent: Sendable {
    /// The bytes as they came.
    package let bytes: [UInt8]
    /// What they are: one of `ManifestReader.acceptedTypes`.
    package let mediaType: String
    /// What was read.
    package let form: ManifestForm
    /// The configuration and the layers that must be in the repository, each once.
    package let blobs: [Descriptor]
    /// What an index names, each once: manifests, or blobs as in a build's cache, which may be there later or never.
    package let entries: [Descriptor]
    /// The manifest this one refers to, which need not be there.
    package let subject: Digest?
    /// The type of the artifact; an image manifest's is its configuration's media type where it names none.
    package let artifactType: String?

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: the bytes as they came.
    ///   - declaredType: what the client says they are, without parameters; the manifest's own word is enough.
    /// - Throws: `RegistryRefusal` with code `manifestInvalid`.
    package init(_ bytes: [UInt8], declaredType: String?) throws(RegistryRefusal) {
        do {
            let declared = declaredType.flatMap { ManifestReader.acceptedTypes.contains($0) ? $0 : nil }
            (mediaType, form) = try ManifestReader.read(bytes, declaredType: declared, isTypeImplied: true)
        } catch {
            throw Self.invalid(error.detail)
        }
        self.bytes = bytes
        switch form {
        case .index(let index):
            (blobs, entries) = ([], try Self.distinct(index.manifests))
            subject = index.subject?.digest
            artifactType = index.artifactType
        case .image(let manifest):
            let layers = manifest.layers.filter { !Self.isElsewhere($0) }
            (blobs, entries) = (try Self.distinct([manifest.config] + layers), [])
            subject = manifest.subject?.digest
            artifactType = manifest.artifactType.flatMap { $0.isEmpty ? nil : $0 } ?? manifest.config.mediaType
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

    private static func invalid(_ reason: String) -> RegistryRefusal {
        RegistryRefusal(.manifestInvalid, "the manifest cannot be taken: \(reason)")
    }
}
