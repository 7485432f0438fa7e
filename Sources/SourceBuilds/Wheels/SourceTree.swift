package import OCIModel
package import SystemPackage

/// A source as it was fetched and unpacked, outside the box: a folder that nobody changes.
package struct SourceTree: Sendable, Hashable {
    /// The folder of the source's root.
    package var folder: FilePath
    /// What the source is: the digest of its archive, of its commit, or of its files.
    package var identity: Digest
    /// The folder in it that holds the project (`#subdirectory=`); nil for the root.
    package var subdirectory: String?
    /// What it is, for people: `fbpca-1.0.tar.gz`, `git+https://… at 1a2b3c4`.
    package var title: String
    /// The normalised name that the wheel must have, where one is known.
    package var expectedName: String?
    /// The version that the wheel must have, where one is known.
    package var expectedVersion: String?
    /// The time that files of the wheel get, in seconds since 1970: of the commit or the archive; the layer format's when nil.
    package var epoch: Int64?
    /// The version that git's tags give, for backends that ask git: the box has no history.
    package var versionFromTags: String?

    /// A source in a folder.
    package init(
        folder: FilePath,
        identity: Digest,
        subdirectory: String? = nil,
        title: String,
        expectedName: String? = nil,
        expectedVersion: String? = nil,
        epoch: Int64? = nil,
        versionFromTags: String? = nil,
    ) {
        self.folder = folder
        self.identity = identity
        self.subdirectory = subdirectory
        self.title = title
        self.expectedName = expectedName
        self.expectedVersion = expectedVersion
        self.epoch = epoch
        self.versionFromTags = versionFromTags
    }
}
