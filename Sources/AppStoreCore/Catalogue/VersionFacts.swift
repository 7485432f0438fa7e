package import DatalabModel
package import OCIModel

/// What the image of a version says of itself.
package struct VersionFacts: Sendable, Hashable, Codable {
    /// A layer, and what is inside.
    package struct Layer: Sendable, Hashable, Codable {
        /// The digest.
        package var digest: Digest
        /// The size as stored, in bytes.
        package var size: Int64
        /// `system`, `server`, `packages`, `files`, `identity`; nil where the image does not say.
        package var role: String?
        /// A line for people; nil where the image does not say.
        package var contents: String?
    }

    /// A Python package.
    package struct Package: Sendable, Hashable, Codable {
        /// The normalised name.
        package var name: String
        /// The version.
        package var version: String

        /// A package.
        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// The metadata, which has been checked.
    package var metadata: DatalabMetadata
    /// What the datalab opens with; nil where neither the image nor the metadata says.
    package var kind: DatalabKind?
    /// The sizes of all layers together, in bytes.
    package var size: Int64
    /// The layers, base first.
    package var layers: [Layer]
    /// The Python packages by name.
    package var packages: [Package]
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
