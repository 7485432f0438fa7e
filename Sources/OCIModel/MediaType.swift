/// The media types of image-spec 1.1 (media-types.md) and the Docker types that mean the same.
public enum MediaType {
    /// An image or artifact manifest.
    public static let manifest = "application/vnd.oci.image.manifest.v1+json"
    /// An image index.
    public static let index = "application/vnd.oci.image.index.v1+json"
    /// An image configuration.
    public static let config = "application/vnd.oci.image.config.v1+json"
    /// An uncompressed layer.
    public static let layerTar = "application/vnd.oci.image.layer.v1.tar"
    /// A layer compressed with gzip.
    public static let layerGzip = "application/vnd.oci.image.layer.v1.tar+gzip"
    /// A layer compressed with zstd.
    public static let layerZstd = "application/vnd.oci.image.layer.v1.tar+zstd"
    /// Docker's layer compressed with gzip; the bytes are those of ``layerGzip``.
    public static let dockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip"
    /// The record of a datalab's build: the type of the artifact and of its JSON.
    public static let buildRecord = "application/vnd.int.esa.datalab.build-record.v1+json"
    /// What a build knows, in a registry: the type of the artifact.
    public static let cacheEntry = "application/vnd.int.esa.datalab.cache-entry.v1"
    /// What an entry of a cache says: an archive of one file of JSON.
    public static let cacheDocument = "application/vnd.int.esa.datalab.cache-entry.v1.tar+gzip"
    /// The empty JSON object, `{}`.
    public static let empty = "application/vnd.oci.empty.v1+json"
    /// Docker's image manifest, schema 2.
    public static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    /// Docker's manifest list.
    public static let dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json"
    /// An image's configuration as docker writes it.
    public static let dockerConfig = "application/vnd.docker.container.image.v1+json"
}
