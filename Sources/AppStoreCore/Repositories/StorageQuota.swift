package import GRDB
package import OCIModel

/// How much the repositories of one user may hold together; a blob that several of them have counts once.
package struct StorageQuota: Sendable, Hashable {
    private let bytes: Int64

    /// A quota in bytes.
    package init(bytes: Int64) {
        self.bytes = bytes
    }

    /// Lets a blob into a repository, or says why not.
    ///
    /// - Parameters:
    ///   - blob: the blob, which the repository does not have.
    ///   - size: its size in bytes.
    ///   - repository: the repository.
    ///   - db: the transaction that links the blob.
    /// - Throws: `RegistryRefusal` with code `denied`.
    package func check(_ blob: Digest, size: Int64, to repository: RepositoryName, in db: Database) throws {
        let ownerSQL = "SELECT owner FROM repository_access WHERE repository = ?"
        guard let owner = try String.fetchOne(db, sql: ownerSQL, arguments: [repository.text]) else { return }
        let used = try Int64.fetchOne(
            db,
            sql: """
                SELECT coalesce(sum(size), 0) FROM blob WHERE digest <> ? AND id IN (
                    SELECT blobID FROM repository_access JOIN repository ON repository.name = repository_access.repository
                    JOIN blobLink ON blobLink.repositoryID = repository.id WHERE repository_access.owner = ?
                )
                """,
            arguments: [blob.description, owner]
        )
        guard let used, used > bytes - size else { return }
        throw RegistryRefusal(
            .denied,
            "the repositories of '\(owner)' hold \(used) bytes, and with this blob of \(size) more than the \(bytes) "
                + "they may; delete images that are not needed, and wait for the garbage collection"
        )
    }
}
