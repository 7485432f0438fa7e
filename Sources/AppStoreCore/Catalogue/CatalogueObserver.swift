package import ContentStore
internal import Foundation
package import GRDB
package import OCIModel
internal import Reporting

/// Keeps the catalogue, the repositories' owners and the count of pulls in step with what is pushed, deleted and pulled.
package struct CatalogueObserver: RepositoryObserver {
    private let blobs: BlobStore
    private let pulls: PullCounter
    private let needsReview: Bool
    private let quota: StorageQuota?
    private let ledger: UploadLedger

    /// A configuration that is larger is none of a datalab.
    private static let longestConfiguration: Int64 = 4 << 20

    /// An observer.
    ///
    /// - Parameters:
    ///   - blobs: where the images' configurations are.
    ///   - pulls: what counts pulls.
    ///   - needsReview: whether a new version waits for review before it is listed.
    ///   - quota: how much a user may store; nil for as much as there is room.
    ///   - ledger: the uploads under way.
    package init(
        blobs: BlobStore,
        pulls: PullCounter,
        needsReview: Bool,
        quota: StorageQuota?,
        ledger: UploadLedger
    ) {
        self.blobs = blobs
        self.pulls = pulls
        self.needsReview = needsReview
        self.quota = quota
        self.ledger = ledger
    }

    /// Notes who owns a new repository.
    package func willCreate(_ repository: RepositoryName, by pusher: String?, in db: Database) throws {
        try RepositoryAccess.create(repository.text, by: Self.actor(pusher), at: Date(), in: db)
    }

    /// Refuses what would be more than the repository's owner may store.
    package func willLink(
        _ blob: Digest,
        size: Int64,
        isUploaded: Bool,
        to repository: RepositoryName,
        in db: Database
    ) throws {
        try quota?.check(blob, size: isUploaded ? 0 : size, to: repository, ledger, in: db)
    }

    /// Refuses what would be more than the repository's owner may store; notes what gets no tag, of which nothing else would be.
    package func willStore(_ push: Repositories.ManifestPush, in repository: RepositoryName, in db: Database) throws {
        let size = Int64(push.content.bytes.count)
        try quota?.check(push.digest, size: size, to: repository, ledger, in: db)
        guard push.tags.isEmpty else { return }
        try TagAudit.pushed(push.digest, to: repository, by: Self.actor(push.pusher), in: db)
    }

    /// Reads an image of a datalab; one whose metadata is refused gets no tag.
    package func datalab(of manifest: ManifestContent, in repository: RepositoryName, in db: Database) throws
        -> DatalabImage?
    {
        do {
            return try DatalabImage(manifest) { part, digest in
                switch part {
                case .manifest: try child(digest, of: repository, in: db)
                case .configuration: try configuration(digest, of: repository, in: db)
                }
            }
        } catch let error as AppStoreError where error.code == .refused {
            let reasons = error.problems.map { [$0.message, $0.hint].compactMap { $0 }.joined(separator: "; ") }
            throw RegistryRefusal(.manifestInvalid, reasons)
        }
    }

    /// Makes a datalab's image a version in the catalogue; notes which tags are set or moved.
    package func willTag(_ manifest: TaggedManifest, in db: Database) throws -> [String] {
        try TagAudit.set(manifest, by: Self.actor(manifest.pusher), in: db)
        let image = Catalogue.TaggedImage(
            manifest.repository.text,
            tags: manifest.tags,
            digest: manifest.digest,
            datalab: manifest.datalab,
            publisher: Self.actor(manifest.pusher),
            time: Date(),
        )
        switch try Catalogue.tagged(image, needsReview: needsReview, in: db) {
        case .plain: return []
        case .version(let version, let warnings, let awaitsReview):
            let review = awaitsReview ? ["'\(version)' waits for review; until then only you and reviewers see it"] : []
            return review + warnings.map { [$0.message, $0.hint].compactMap { $0 }.joined(separator: "; ") }
        }
    }

    /// Takes a version without tags out of the catalogue.
    package func didRemove(tag: String, from repository: RepositoryName, by actor: String?, in db: Database) throws {
        try TagAudit.deleted(tag, from: repository, by: Self.actor(actor), in: db)
        try Catalogue.untagged([tag], of: repository.text, by: Self.actor(actor), at: Date(), in: db)
    }

    /// Takes a version out of the catalogue.
    package func didRemove(manifest: Digest, from repository: RepositoryName, by actor: String?, in db: Database) throws
    {
        try TagAudit.deleted(manifest, from: repository, by: Self.actor(actor), in: db)
        try Catalogue.removed(manifest, of: repository.text, by: Self.actor(actor), at: Date(), in: db)
    }

    /// Forgets the repository's datalab, and who may use it.
    package func didRemove(_ repository: RepositoryName, by actor: String?, in db: Database) throws {
        try RepositoryAccess.remove(repository.text, by: Self.actor(actor), at: Date(), in: db)
    }

    /// Counts the pull.
    package func didPull(_ manifest: Digest, from repository: RepositoryName, by address: String) {
        pulls.count(repository.text, by: address)
    }

    /// The policy lets nobody change anything without a name.
    private static func actor(_ name: String?) -> String { name ?? AuditLog.operatorName }

    private func child(_ digest: Digest, of repository: RepositoryName, in db: Database) throws -> [UInt8]? {
        let sql = """
            SELECT bytes FROM manifest WHERE digest = ? AND repositoryID = (SELECT id FROM repository WHERE name = ?)
            """
        return try Data.fetchOne(db, sql: sql, arguments: [digest.description, repository.text]).map { [UInt8]($0) }
    }

    private func configuration(_ digest: Digest, of repository: RepositoryName, in db: Database) throws -> [UInt8]? {
        // A blob that only other repositories have is not this one's to read.
        guard let link = try Repositories.link(digest, in: repository, db) else {
            let message = "the repository has no '\(digest)', which the manifest names"
            throw RegistryRefusal(.manifestBlobUnknown, message)
        }
        return link.size <= Self.longestConfiguration ? try blobs.read(digest) : []
    }
}
