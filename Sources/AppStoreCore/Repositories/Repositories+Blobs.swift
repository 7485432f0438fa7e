internal import ContentStore
internal import GRDB
package import OCIModel

extension Repositories {
    /// The size of a blob of a repository, for somebody who reads it.
    ///
    /// - Parameters:
    ///   - digest: the blob.
    ///   - name: the repository; a blob that only others have is not there.
    /// - Returns: the size in bytes.
    /// - Throws: `RegistryRefusal` with code `blobUnknown`.
    package func size(of digest: Digest, in name: RepositoryName) async throws -> Int64 {
        try await link(digest, in: name, leasedAfter: nil).size
    }

    /// The size of a blob of a repository, for somebody who may rely on it in a push: it is kept for the grace period.
    ///
    /// - Parameters: as of `size`.
    /// - Returns: the size in bytes.
    /// - Throws: `RegistryRefusal` with code `blobUnknown`.
    package func lease(_ digest: Digest, in name: RepositoryName) async throws -> Int64 {
        try await link(digest, in: name, leasedAfter: Self.now() - leaseRenewal).size
    }

    private func link(_ digest: Digest, in name: RepositoryName, leasedAfter: Double?) async throws -> BlobLink {
        let found = try await foundLink(digest, in: name, leasedAfter: leasedAfter)
        // A row is no promise when somebody has removed or cut the file: who is told so sends it again, and mends it.
        guard blobs.size(of: digest) == found.size else {
            links.forget([BlobKey(repository: name, digest: digest)])
            throw RegistryRefusal.unknown(digest, in: name)
        }
        return found
    }

    private func foundLink(_ digest: Digest, in name: RepositoryName, leasedAfter: Double?) async throws -> BlobLink {
        let key = BlobKey(repository: name, digest: digest)
        forgetCollected()
        if let known = links[key], known.readAt > Self.now() - leaseRenewal, known.leasedAt > leasedAfter ?? 0 {
            return known
        }
        let epoch = links.epoch
        guard var found = try await database.read({ db in try Self.link(digest, in: name, db) }) else {
            throw RegistryRefusal.unknown(digest, in: name)
        }
        if let leasedAfter, found.leasedAt <= leasedAfter {
            found = try await database.write { db in
                guard let found = try Self.link(digest, in: name, db) else {
                    throw RegistryRefusal.unknown(digest, in: name)
                }
                return try Self.addLink(digest, size: found.size, to: Self.knownID(of: name, in: db), db)
            }
        }
        links.keep(found, for: key, cost: 1, ifStill: epoch)
        return found
    }

    /// Forgets what memory says of a blob whose file turned out to be gone.
    package func forget(_ digest: Digest, in name: RepositoryName) {
        links.forget([BlobKey(repository: name, digest: digest)])
    }

    static func link(_ digest: Digest, in name: RepositoryName, _ db: Database) throws -> BlobLink? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT blob.size, blobLink.leasedAt FROM blob
                    JOIN blobLink ON blobLink.blobID = blob.id
                    JOIN repository ON repository.id = blobLink.repositoryID
                    WHERE blob.digest = ? AND repository.name = ?
                    """
            ),
            arguments: [digest.description, name.key]
        ).map { BlobLink(size: $0[0], leasedAt: $0[1], readAt: now()) }
    }

    /// Links a blob whose file is there to a repository, with a new lease.
    private static func addLink(
        _ digest: Digest,
        size: Int64,
        to repository: Int64,
        _ db: Database
    ) throws -> BlobLink {
        let leasedAt = now()
        try db.cachedStatement(sql: "INSERT INTO blob (digest, size) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .execute(arguments: [digest.description, size])
        try db.cachedStatement(
            sql: """
                INSERT INTO blobLink (repositoryID, blobID, leasedAt)
                SELECT ?, id, ? FROM blob WHERE digest = ?
                ON CONFLICT DO UPDATE SET leasedAt = excluded.leasedAt
                """
        ).execute(arguments: [repository, leasedAt, digest.description])
        try ManifestParts.arrived(blob: digest, in: repository, db)
        return BlobLink(size: size, leasedAt: leasedAt, readAt: leasedAt)
    }

    /// Links a blob whose file is there to a repository that may be new, if the observer lets it.
    private func addLink(
        _ digest: Digest,
        size: Int64,
        isUploaded: Bool,
        to name: RepositoryName,
        by pusher: String?,
        _ db: Database
    ) throws -> BlobLink {
        let repository = try madeID(of: name, by: pusher, in: db)
        if try Self.link(digest, in: name, db) == nil {
            try observer.willLink(digest, size: size, isUploaded: isUploaded, to: name, in: db)
        }
        return try Self.addLink(digest, size: size, to: repository, db)
    }

    /// Makes a finished and synced upload a blob of a repository; durable when this returns.
    ///
    /// - Parameters:
    ///   - upload: the upload.
    ///   - name: the repository.
    ///   - pusher: who pushes.
    /// - Throws: what the observer objects, `StoreError`, database errors: the upload is then still there.
    package func add(_ upload: FinishedUpload, to name: RepositoryName, by pusher: String?) async throws {
        let store = blobs
        let epoch = links.epoch
        let added = try await database.write { db in
            let added = try addLink(upload.digest, size: upload.size, isUploaded: true, to: name, by: pusher, db)
            // In the transaction, because garbage collection removes files in one: it sees the row with the file, or neither.
            try store.take(upload.file, as: upload.digest)
            return added
        }
        links.keep(added, for: BlobKey(repository: name, digest: upload.digest), cost: 1, ifStill: epoch)
    }

    /// Makes a blob of one repository a blob of another, without a copy.
    ///
    /// - Parameters:
    ///   - digest: the blob.
    ///   - source: the repository that has it.
    ///   - name: the repository that gets it.
    ///   - pusher: who pushes.
    /// - Returns: false when the source does not have it, or its file is damaged.
    /// - Throws: what the observer objects, database errors.
    package func mount(
        _ digest: Digest,
        from source: RepositoryName,
        to name: RepositoryName,
        by pusher: String?
    ) async throws -> Bool {
        let store = blobs
        return try await database.write { db in
            guard let found = try Self.link(digest, in: source, db), store.size(of: digest) == found.size else {
                return false
            }
            _ = try addLink(digest, size: found.size, isUploaded: false, to: name, by: pusher, db)
            return true
        }
    }

    /// The repositories that have a blob, in the order of their names.
    package func holders(of digest: Digest) async throws -> [RepositoryName] {
        try await database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT repository.name FROM blob
                    JOIN blobLink ON blobLink.blobID = blob.id
                    JOIN repository ON repository.id = blobLink.repositoryID
                    WHERE blob.digest = ? ORDER BY repository.name
                    """,
                arguments: [digest.description]
            ).compactMap(RepositoryName.init)
        }
    }

    /// Takes a blob out of a repository; its file is collected when no repository has it.
    ///
    /// - Parameters:
    ///   - digest: the blob.
    ///   - name: the repository.
    /// - Throws: `RegistryRefusal`: `blobUnknown`; `unsupported` while a manifest of the repository names the blob.
    package func remove(_ digest: Digest, from name: RepositoryName) async throws {
        try await database.write { db in
            guard try Self.link(digest, in: name, db) != nil else { throw RegistryRefusal.unknown(digest, in: name) }
            let id = try Self.knownID(of: name, in: db)
            let user = try String.fetchOne(
                db,
                sql: """
                    SELECT manifest.digest FROM manifestBlob
                    JOIN manifest ON manifest.id = manifestBlob.manifestID
                    JOIN blob ON blob.id = manifestBlob.blobID
                    WHERE blob.digest = ? AND manifest.repositoryID = ?
                    """,
                arguments: [digest.description, id]
            )
            if let user {
                throw RegistryRefusal(.unsupported, "the manifest '\(user)' names '\(digest)'; delete that first")
            }
            try db.execute(
                sql: "DELETE FROM blobLink WHERE repositoryID = ? AND blobID = (SELECT id FROM blob WHERE digest = ?)",
                arguments: [id, digest.description]
            )
        }
        links.forget([BlobKey(repository: name, digest: digest)])
    }
}
