internal import GRDB
internal import OCIModel

/// What a manifest names, as far as its repository has it: the rows that keep it from being collected or deleted.
///
/// All that an image names must be there. An index may be sparse (image-spec 1.1, "Image Index": the platforms that somebody
/// wants), and may name blobs, as a build's cache does. What it names and the repository does not have is noted, and held as
/// soon as it comes. Only what the repository itself has counts: an index opens nothing that is another's.
struct ManifestParts {
    private let blobs: [Int64]
    private let children: [Int64]
    private let absent: [Digest]

    static let table = """
        CREATE TABLE manifestAbsent (
            manifestID INTEGER NOT NULL REFERENCES manifest(id) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            PRIMARY KEY (manifestID, digest)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX manifestAbsentByDigest ON manifestAbsent (digest);
        """

    /// Looks for what a manifest names.
    ///
    /// - Parameters:
    ///   - content: the manifest.
    ///   - repository: the number of its repository.
    ///   - db: within a transaction.
    /// - Throws: `RegistryRefusal`: `manifestBlobUnknown` with all that an image lacks, `sizeInvalid`.
    init(of content: ManifestContent, in repository: Int64, _ db: Database) throws {
        let (blobs, missing) = try Self.find(content.blobs, in: repository, by: Self.blobQuery, db)
        guard missing.isEmpty else { throw Self.missing(missing) }
        let (children, others) = try Self.find(content.entries, in: repository, by: Self.manifestQuery, db)
        let (held, _) = try Self.find(others, in: repository, by: Self.blobQuery, db)
        self.blobs = blobs + held
        self.children = children
        absent = others.map(\.digest)
        warnings = Self.warnings(others.count - held.count, of: others)
    }

    /// The refusal of an image whose blobs are not there.
    static func missing(_ blobs: [Descriptor]) -> RegistryRefusal {
        let messages = blobs.map { "the repository has no blob '\($0.digest)', which the manifest names" }
        return RegistryRefusal(.manifestBlobUnknown, messages)
    }

    /// What who pushes should know, in one line each.
    let warnings: [String]

    private static func warnings(_ count: Int, of others: [Descriptor]) -> [String] {
        guard count > 0, let first = others.first else { return [] }
        let rest = count > 1 ? " and \(count - 1) more" : ""
        return ["the index names '\(first.digest)'\(rest), which the repository does not have; push what others need"]
    }

    /// Notes what a manifest names.
    func insert(for manifest: Int64, _ db: Database) throws {
        for id in blobs {
            try db.cachedStatement(sql: "INSERT INTO manifestBlob VALUES (?, ?) ON CONFLICT DO NOTHING")
                .execute(arguments: [manifest, id])
        }
        for id in children {
            try db.cachedStatement(sql: "INSERT INTO manifestChild VALUES (?, ?) ON CONFLICT DO NOTHING")
                .execute(arguments: [manifest, id])
        }
        for digest in absent {
            try db.cachedStatement(sql: "INSERT INTO manifestAbsent VALUES (?, ?) ON CONFLICT DO NOTHING")
                .execute(arguments: [manifest, digest.description])
        }
    }

    /// Lets the indexes that were waiting for a manifest have it.
    static func arrived(manifest id: Int64, _ digest: Digest, in repository: Int64, _ db: Database) throws {
        let waiting = """
            SELECT manifestAbsent.manifestID FROM manifestAbsent JOIN manifest ON manifest.id = manifestAbsent.manifestID
            WHERE manifestAbsent.digest = ? AND manifest.repositoryID = ?
            """
        let parents = try Int64.fetchAll(
            db.cachedStatement(sql: waiting),
            arguments: [digest.description, repository]
        )
        for parent in parents {
            try db.cachedStatement(sql: "INSERT INTO manifestChild VALUES (?, ?) ON CONFLICT DO NOTHING")
                .execute(arguments: [parent, id])
            try db.cachedStatement(sql: "DELETE FROM manifestAbsent WHERE manifestID = ? AND digest = ?")
                .execute(arguments: [parent, digest.description])
        }
    }

    /// Lets the indexes of a repository hold a blob that they name, and that the repository has got.
    static func arrived(blob digest: Digest, in repository: Int64, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO manifestBlob SELECT manifest.id, blob.id FROM manifestAbsent
                JOIN manifest ON manifest.id = manifestAbsent.manifestID JOIN blob ON blob.digest = manifestAbsent.digest
                WHERE manifestAbsent.digest = ? AND manifest.repositoryID = ? ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [digest.description, repository])
    }

    private static let blobQuery = """
        SELECT blob.id, blob.size FROM blob JOIN blobLink ON blobLink.blobID = blob.id
        WHERE blob.digest = ? AND blobLink.repositoryID = ?
        """

    private static let manifestQuery = "SELECT id, length(bytes) FROM manifest WHERE digest = ? AND repositoryID = ?"

    private static func find(
        _ descriptors: [Descriptor],
        in repository: Int64,
        by query: String,
        _ db: Database
    ) throws -> (ids: [Int64], missing: [Descriptor]) {
        var ids: [Int64] = []
        var missing: [Descriptor] = []
        for descriptor in descriptors {
            let statement = try db.cachedStatement(sql: query)
            guard let row = try Row.fetchOne(statement, arguments: [descriptor.digest.description, repository]) else {
                missing.append(descriptor)
                continue
            }
            let size: Int64 = row[1]
            guard size == descriptor.size else {
                let message =
                    "the manifest gives \(descriptor.size) bytes for '\(descriptor.digest)', which has \(size)"
                throw RegistryRefusal(.sizeInvalid, message)
            }
            ids.append(row[0])
        }
        return (ids, missing)
    }
}
