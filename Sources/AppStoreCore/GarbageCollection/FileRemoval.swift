internal import ContentStore
internal import GRDB
internal import OCIModel

/// Removes files that no row names, so that no row can come to name one afterwards.
///
/// A process that is killed while it commits can leave a change in the write-ahead log that no other process sees, and that
/// shows when the log is read anew: the row of a blob that was pushed then. Until something else is committed after it, this
/// can happen. So a file is taken out of its place in a transaction that writes, and erased when that is committed.
struct FileRemoval {
    let blobs: BlobStore

    static let table = """
        CREATE TABLE fileRemoval (id INTEGER PRIMARY KEY CHECK (id = 1), transactions INTEGER NOT NULL) STRICT
        """

    /// Takes those files out of their places that no row names.
    ///
    /// - Parameters:
    ///   - digests: the files' digests; what a push has brought back since stays.
    ///   - db: the transaction; the files are to be erased when it is committed.
    /// - Returns: the files with their sizes in bytes.
    /// - Throws: `StoreError`, database errors.
    func takeOut(_ digests: [Digest], _ db: Database) throws -> [(file: RemovedBlob, size: Int64)] {
        try write(db)
        var removed: [(file: RemovedBlob, size: Int64)] = []
        for digest in digests where try !isNamed(digest, db) {
            guard let size = blobs.size(of: digest) else { continue }
            removed.append((try blobs.takeOut(digest), size))
        }
        return removed
    }

    /// Decides about the files that a process took out and did not come to erase.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - db: the transaction.
    /// - Returns: those that are to be erased when it is committed; the others are in their places again.
    /// - Throws: `StoreError`, database errors.
    func settle(_ files: [RemovedBlob], _ db: Database) throws -> [RemovedBlob] {
        try write(db)
        return try files.filter { file in
            guard try isNamed(file.digest, db), !blobs.contains(file.digest) else { return true }
            try blobs.putBack(file)
            return false
        }
    }

    private func isNamed(_ digest: Digest, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM blob WHERE digest = ?")
        return try Bool.fetchOne(statement, arguments: [digest.description]) ?? false
    }

    private func write(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO fileRemoval (id, transactions) VALUES (1, 1)
                ON CONFLICT DO UPDATE SET transactions = transactions + 1
                """
        )
    }
}
