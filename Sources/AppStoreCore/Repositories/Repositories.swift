package import ContentStore
internal import Foundation
internal import GRDB
internal import OCIModel

/// What is in the registry: repositories with their blobs, manifests, tags and referrers.
///
/// Blobs are files in a content store, everything else is in the database. What is read often is kept in memory; all changes of
/// one database must therefore come from one process, garbage collection excepted (``CollectionMark``).
package struct Repositories: Sendable {
    let database: AppStoreDatabase
    /// The blobs' files.
    package let blobs: BlobStore
    let observer: any RepositoryObserver
    /// How old a lease may grow, in seconds, before a client that asks for the blob renews it.
    let leaseRenewal: Double
    let links: RecentValues<BlobKey, BlobLink>
    let manifests: RecentValues<ManifestKey, StoredManifest>
    private let mark: CollectionMark

    /// The registry on a database and a store.
    ///
    /// - Parameters:
    ///   - database: where the rows are.
    ///   - blobs: where the files are.
    ///   - gracePeriod: how long garbage collection leaves alone what no manifest names, in seconds.
    ///   - observer: who has a say when content changes.
    package init(
        database: AppStoreDatabase,
        blobs: BlobStore,
        gracePeriod: Double,
        observer: any RepositoryObserver = NoObserver(),
    ) {
        self.database = database
        self.blobs = blobs
        self.observer = observer
        // Renewed long before it ends, so that what was found in memory cannot be collected meanwhile.
        leaseRenewal = gracePeriod / 8
        links = RecentValues(limit: 200_000)
        manifests = RecentValues(limit: 64 << 20)
        mark = CollectionMark(in: blobs.root)
    }

    /// Forgets what a collection has made untrue, this process' or another's; to be done before memory is asked.
    func forgetCollected() {
        guard mark.hasGrown else { return }
        links.forgetAll()
        manifests.forgetAll()
    }

    /// Does what lets go of what servers remember, and tells them.
    func collecting<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        mark.grow()
        defer { mark.grow() }
        return try await body()
    }

    struct BlobKey: Hashable, Sendable {
        let repository: RepositoryName
        let digest: Digest
    }

    struct BlobLink: Sendable {
        let size: Int64
        let leasedAt: Double
        let readAt: Double
    }

    struct ManifestKey: Hashable, Sendable {
        let repository: RepositoryName
        let reference: ManifestReference
    }

    static func now() -> Double { Date().timeIntervalSince1970 }

    /// Whether a repository has ever had content.
    package func exists(_ name: RepositoryName) async throws -> Bool {
        try await database.read { db in try Self.id(of: name, in: db) != nil }
    }

    static func id(of name: RepositoryName, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM repository WHERE name = ?"),
            arguments: [name.key]
        )
    }

    /// The number of a repository, which is made where it is missing.
    func madeID(of name: RepositoryName, by pusher: String?, in db: Database) throws -> Int64 {
        if let id = try Self.id(of: name, in: db) { return id }
        guard name.key == name.text else { throw RegistryRefusal.unknown(name) }
        let sql = "INSERT INTO repository (name, createdAt) VALUES (?, ?)"
        try db.execute(sql: sql, arguments: [name.text, Self.now()])
        let id = db.lastInsertedRowID
        try observer.willCreate(name, by: pusher, in: db)
        return id
    }

    /// The number of a repository that must be there.
    static func knownID(of name: RepositoryName, in db: Database) throws -> Int64 {
        guard let id = try id(of: name, in: db) else { throw RegistryRefusal.unknown(name) }
        return id
    }
}
