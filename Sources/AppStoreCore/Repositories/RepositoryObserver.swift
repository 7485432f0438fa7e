package import GRDB
package import OCIModel

/// A manifest that is about to get tags.
package struct TaggedManifest: Sendable {
    /// The repository.
    package let repository: RepositoryName
    /// The tags; never empty.
    package let tags: [String]
    /// The manifest's digest.
    package let digest: Digest
    /// The datalab that it is an image of; nil for any other image.
    package let datalab: DatalabImage?
    /// Who pushed it; nil for nobody that is known.
    package let pusher: String?
}

/// What wants to know, or to have a say, when the registry's content changes.
///
/// What is given a database is called in the transaction of the change: what it writes is kept with the change or not at all,
/// and a `RegistryRefusal` it throws undoes the change and becomes the answer.
package protocol RepositoryObserver: Sendable {
    /// A repository is made by its first content.
    func willCreate(_ repository: RepositoryName, by pusher: String?, in db: Database) throws
    /// A repository gets a blob that it does not have: one that was uploaded, or one of another repository.
    func willLink(_ blob: Digest, size: Int64, isUploaded: Bool, to repository: RepositoryName, in db: Database) throws
    /// A repository gets a manifest that it does not have.
    func willStore(_ push: Repositories.ManifestPush, in repository: RepositoryName, in db: Database) throws
    /// The datalab of a manifest that is to get tags; asked before the transaction, as large ones take a while to read.
    func datalab(of manifest: ManifestContent, in repository: RepositoryName, in db: Database) throws -> DatalabImage?
    /// A manifest gets tags, which have not moved yet; it and all it names are there.
    ///
    /// - Returns: what who pushes should know, in one line each.
    func willTag(_ manifest: TaggedManifest, in db: Database) throws -> [String]
    /// A tag has gone, by itself or with its manifest.
    func didRemove(tag: String, from repository: RepositoryName, by actor: String?, in db: Database) throws
    /// A manifest has gone.
    func didRemove(manifest: Digest, from repository: RepositoryName, by actor: String?, in db: Database) throws
    /// A repository has gone with all that was in it.
    func didRemove(_ repository: RepositoryName, by actor: String?, in db: Database) throws
    /// A manifest was pulled; called for each pull, and must not wait for anything.
    func didPull(_ manifest: Digest, from repository: RepositoryName, by address: String)
}

/// Nobody wants to know.
package struct NoObserver: RepositoryObserver {
    /// An observer that does nothing.
    package init() {}
    /// Nothing.
    package func willCreate(_ repository: RepositoryName, by pusher: String?, in db: Database) throws {}
    /// Nothing.
    package func willLink(
        _ blob: Digest,
        size: Int64,
        isUploaded: Bool,
        to repository: RepositoryName,
        in db: Database
    ) throws {}
    /// Nothing.
    package func willStore(_ push: Repositories.ManifestPush, in repository: RepositoryName, in db: Database) throws {}
    /// None.
    package func datalab(of manifest: ManifestContent, in repository: RepositoryName, in db: Database) throws
        -> DatalabImage?
    { nil }
    /// Nothing.
    package func willTag(_ manifest: TaggedManifest, in db: Database) throws -> [String] { [] }
    /// Nothing.
    package func didRemove(tag: String, from repository: RepositoryName, by actor: String?, in db: Database) throws {}
    /// Nothing.
    package func didRemove(manifest: Digest, from repository: RepositoryName, by actor: String?, in db: Database) throws
    {}
    /// Nothing.
    package func didRemove(_ repository: RepositoryName, by actor: String?, in db: Database) throws {}
    /// Nothing.
    package func didPull(_ manifest: Digest, from repository: RepositoryName, by address: String) {}
}
