package import GRDB
internal import OCIModel

/// How much the repositories of one user may hold together: blobs, of which one that several of them have counts once,
/// manifests, and uploads under way.
package struct StorageQuota: Sendable, Hashable {
    /// How much that is, in bytes.
    package let bytes: Int64

    /// A quota in bytes.
    package init(bytes: Int64) {
        self.bytes = bytes
    }

    /// Lets a blob or a manifest into a repository, or says why not.
    ///
    /// - Parameters:
    ///   - content: the blob or manifest, which the repository does not have.
    ///   - size: its size in bytes; 0 for one that counts as an upload under way.
    ///   - repository: the repository.
    ///   - ledger: the uploads under way.
    ///   - db: the transaction that adds it.
    /// - Throws: `RegistryRefusal` with code `denied`.
    func check(
        _ content: Digest,
        size: Int64,
        to repository: RepositoryName,
        _ ledger: UploadLedger,
        in db: Database
    ) throws {
        guard let owner = try Self.owner(of: repository, in: db) else { return }
        let used = try Self.used(by: owner, except: content, in: db) + ledger.open(of: owner)
        guard used > bytes - size else { return }
        throw StorageRoom(account: owner, quota: bytes, used: used, settled: 0).refusal(used: used, adding: size)
    }

    /// The room for uploads to a repository.
    ///
    /// - Parameters:
    ///   - repository: the repository, which may not be there yet.
    ///   - pusher: who pushes.
    ///   - database: the AppStore's.
    ///   - ledger: the uploads under way.
    /// - Returns: the room.
    /// - Throws: database errors.
    package func room(
        for repository: RepositoryName,
        by pusher: String?,
        in database: AppStoreDatabase,
        _ ledger: UploadLedger
    ) async throws -> StorageRoom {
        try await database.read { db in
            let owner = try Self.account(of: repository, by: pusher, in: db)
            // Before the rows are read: what becomes a blob meanwhile counts twice for a moment, rather than not at all.
            let settled = ledger.settled(of: owner)
            let used = try Self.used(by: owner, except: nil, in: db)
            return StorageRoom(account: owner, quota: bytes, used: used, settled: settled)
        }
    }

    /// What the repositories of a user hold, in bytes: blobs, each once, and manifests.
    package static func stored(by owner: String, in db: Database) throws -> Int64 {
        try used(by: owner, except: nil, in: db)
    }

    /// The owners whose repositories hold most, and how much, in bytes: blobs that several of one owner's have count once.
    package static func largest(in db: Database, limit: Int = 20) throws -> [(name: String, bytes: Int64)] {
        let sql = """
            SELECT owner, sum(size) AS bytes FROM (
                SELECT DISTINCT owner, blobID FROM blobLink JOIN repository ON repository.id = repositoryID
                JOIN repository_access ON repository = repository.name
            ) JOIN blob ON blob.id = blobID GROUP BY owner ORDER BY bytes DESC, owner LIMIT ?
            """
        return try Row.fetchAll(db, sql: sql, arguments: [limit]).map { ($0["owner"], $0["bytes"]) }
    }

    private static func owner(of repository: RepositoryName, in db: Database) throws -> String? {
        let sql = "SELECT owner FROM repository_access WHERE repository = ?"
        return try String.fetchOne(db, sql: sql, arguments: [repository.text])
    }

    /// The user whose room a repository uses: its owner, or who would be.
    private static func account(of repository: RepositoryName, by pusher: String?, in db: Database) throws -> String {
        if let owner = try owner(of: repository, in: db) { return owner }
        return try RepositoryAccess.ownerToBe(of: repository.text, by: pusher ?? AuditLog.operatorName, in: db)
    }

    private static func used(by owner: String, except blob: Digest?, in db: Database) throws -> Int64 {
        let own = """
            SELECT repository.id FROM repository_access JOIN repository ON repository.name = repository_access.repository
            WHERE repository_access.owner = ?1
            """
        return try Int64.fetchOne(
            db,
            sql: """
                SELECT (
                    SELECT coalesce(sum(size), 0) FROM blob WHERE digest IS NOT ?2 AND id IN (
                        SELECT blobID FROM blobLink WHERE repositoryID IN (\(own))
                    )
                ) + (SELECT coalesce(sum(length(bytes)), 0) FROM manifest WHERE repositoryID IN (\(own)))
                """,
            arguments: [owner, blob?.description]
        ) ?? 0
    }
}

/// How much room a user has, as of the beginning of a request.
package struct StorageRoom: Sendable, Hashable {
    /// The user.
    package let account: String
    /// What the user's repositories may hold, in bytes.
    let quota: Int64
    /// What they held.
    let used: Int64
    /// What uploads had become blobs then, of those that this process knows.
    let settled: Int64

    /// The refusal of what does not fit.
    func refusal(used: Int64, adding bytes: Int64) -> RegistryRefusal {
        RegistryRefusal(
            .denied,
            "the repositories of '\(account)' and the uploads to them hold \(used) bytes, and with \(bytes) more than the "
                + "\(quota) they may; delete images that are not needed, and wait for the garbage collection"
        )
    }
}
