package import AppStoreAPI
package import DatalabModel

/// What the image of a version says of itself.
package struct VersionFacts: Sendable, Hashable, Codable {
    /// The metadata, which has been checked.
    package var metadata: DatalabMetadata
    /// What the datalab opens with; nil where neither the image nor the metadata says.
    package var kind: DatalabKind?
    /// The sizes of all layers together, in bytes.
    package var size: Int64
    /// The layers, base first.
    package var layers: [DatalabLayer]
    /// The Python packages by name.
    package var packages: [DatalabPackage]
    /// When the image says it was made, RFC 3339.
    package var created: String?
    /// Where the source is.
    package var source: String?
    /// The source's revision.
    package var revision: String?
    /// The name of the base image.
    package var baseName: String?
    /// The digest of the base image.
    package var baseDigest: String?
}
