internal import ContentStore
internal import OCIModel
internal import PythonPackages

/// An image of a registry that a base is made from; its layers are not fetched.
struct OriginImage: Sendable {
    /// Its reference, with the tag where it was named by one, without the digest.
    let name: String
    /// Its manifest and configuration.
    let image: StoredImage

    /// An image as it was read.
    ///
    /// - Throws: `BaseError` with code `origin` when it is for another architecture, or is no image of layers.
    init(
        _ reference: ImageReference,
        _ image: StoredImage,
        architecture: PythonTarget.Architecture,
    ) throws(BaseError) {
        var named = reference
        if named.tag != nil { named.digest = nil }
        name = "\(named)"
        self.image = image
        guard image.config.os == "linux", image.config.architecture == architecture.ociName else {
            throw BaseError(
                .origin,
                "the image '\(name)' is for \(image.config.os)/\(image.config.architecture), expected linux/\(architecture.ociName)",
                hint: "name an image for this architecture",
            )
        }
        guard image.config.rootfs.diffIDs.count == image.manifest.layers.count, !image.manifest.layers.isEmpty else {
            throw BaseError(
                .origin,
                "the image '\(name)' has \(image.manifest.layers.count) layers and \(image.config.rootfs.diffIDs.count) DiffIDs",
                hint: "name a container image",
            )
        }
    }

    /// Its layers as those of a base: the same blobs, with what its history says of them.
    var layers: [BaseLayer] {
        let steps = (image.config.history ?? []).filter { $0.emptyLayer != true }.map(\.createdBy)
        let texts = steps.count == image.manifest.layers.count ? steps : image.manifest.layers.map { _ in nil }
        return zip(zip(image.manifest.layers, image.config.rootfs.diffIDs), texts).map { layer, text in
            var descriptor = layer.0
            // Some readers refuse Docker's types in a manifest of OCI's; the bytes are the same.
            if descriptor.mediaType == MediaType.dockerLayerGzip { descriptor.mediaType = MediaType.layerGzip }
            let contents = text.map { String($0.prefix(100)) } ?? "from \(name)"
            descriptor.annotations = (descriptor.annotations ?? [:]).merging([
                AnnotationKey.layerRole: BaseLayer.Role.image.rawValue, AnnotationKey.layerContents: contents,
            ]) { $1 }
            return BaseLayer(descriptor, diffID: layer.1)
        }
    }
}
