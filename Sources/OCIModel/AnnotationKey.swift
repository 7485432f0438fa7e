/// The annotation keys images carry: image-spec 1.1 (annotations.md) and this project's own.
public enum AnnotationKey {
    /// When the image was made, RFC 3339.
    public static let created = "org.opencontainers.image.created"
    /// Contact details of the authors.
    public static let authors = "org.opencontainers.image.authors"
    /// Where the source is.
    public static let source = "org.opencontainers.image.source"
    /// The version of the packaged software.
    public static let version = "org.opencontainers.image.version"
    /// The source's revision.
    public static let revision = "org.opencontainers.image.revision"
    /// An SPDX licence expression.
    public static let licenses = "org.opencontainers.image.licenses"
    /// The name of a reference, on descriptors of `index.json`.
    public static let refName = "org.opencontainers.image.ref.name"
    /// A title for people.
    public static let title = "org.opencontainers.image.title"
    /// A description for people.
    public static let description = "org.opencontainers.image.description"
    /// The digest of the base image's manifest.
    public static let baseDigest = "org.opencontainers.image.base.digest"
    /// The name of the base image.
    public static let baseName = "org.opencontainers.image.base.name"

    /// What is in a layer, on a layer's descriptor: `system`, `image`, `server`, `contract`, `packages`, `files`, `post-build`,
    /// `identity`.
    public static let layerRole = "int.esa.datalab.layer.role"
    /// A line for people on what a layer holds, on a layer's descriptor.
    public static let layerContents = "int.esa.datalab.layer.contents"
    /// The size of the layer's uncompressed archive in bytes, on a layer's descriptor.
    public static let layerUncompressedSize = "int.esa.datalab.layer.uncompressed-size"
    /// The whole metadata of the datalab as JSON.
    public static let metadata = "int.esa.datalab.metadata"
    /// The kind of datalab: `jupyterlab`, `vnc`, `theia`, `step`.
    public static let kind = "int.esa.datalab.kind"
    /// The Python packages of the datalab as a JSON object: normalised names with their versions.
    public static let packages = "int.esa.datalab.packages"
    /// The Python packages that were built from source when the datalab was: normalised names with their sources.
    public static let builtPackages = "int.esa.datalab.built-packages"
    /// The Debian packages that were added to the datalab's base as a JSON object: names with their versions.
    public static let systemPackages = "int.esa.datalab.system-packages"
    /// What became of the source's `postBuild` as a JSON object: its file, that file's digest, whether two runs gave the same.
    public static let postBuild = "int.esa.datalab.post-build"
    /// The facts of a base image as JSON, on a base's manifest: Python, glibc, packages.
    public static let baseFacts = "int.esa.datalab.base"
    /// The digest of what a base from a registry was made of, on descriptors of `index.json`.
    public static let baseKey = "int.esa.datalab.base.key"
    /// The seal of a cache's entry, on the entry's manifest: HMAC-SHA256 over its tag and the digest of what it says.
    public static let cacheSeal = "int.esa.datalab.cache.seal"
    /// The repositories of registries that have the image, separated by spaces, on descriptors of `index.json`.
    public static let places = "int.esa.datalab.places"
    /// When a name was given to an image, in seconds since 1970, on descriptors of `index.json`.
    public static let named = "int.esa.datalab.named"
    /// The version of the layer format the image was written in.
    public static let layerFormat = "int.esa.datalab.layer-format"
}
