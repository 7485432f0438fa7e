internal import GRDB

/// The tables of what is in the registry.
///
/// A manifest's row is written in the transaction that finds all it names, and a blob's row after its file: what a row says is
/// there. Times are seconds since 1970.
enum RepositoryTables {
    static let migrations = [
        AppStoreDatabase.Migration(name: "repositories 1") { db in
            for table in [repositories, blobs, manifests, tags] { try db.execute(sql: table) }
        },
        AppStoreDatabase.Migration(name: "repositories 2") { db in try db.execute(sql: FileRemoval.table) },
        AppStoreDatabase.Migration(name: "repositories 3") { db in try db.execute(sql: ManifestParts.table) },
        AppStoreDatabase.Migration(name: "repositories 4") { db in try db.execute(sql: Repositories.looseTable) },
    ]

    private static let repositories = """
        CREATE TABLE repository (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            createdAt REAL NOT NULL
        ) STRICT;
        """

    /// Blobs are shared by all repositories; a link is what makes one readable through a repository.
    ///
    /// A link that no manifest of its repository needs lasts as long as its lease.
    private static let blobs = """
        CREATE TABLE blob (
            id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            size INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE blobLink (
            repositoryID INTEGER NOT NULL REFERENCES repository(id),
            blobID INTEGER NOT NULL REFERENCES blob(id),
            leasedAt REAL NOT NULL,
            PRIMARY KEY (repositoryID, blobID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blobLinkByBlob ON blobLink (blobID);
        """

    private static let manifests = """
        CREATE TABLE manifest (
            id INTEGER PRIMARY KEY,
            repositoryID INTEGER NOT NULL REFERENCES repository(id),
            digest TEXT NOT NULL,
            mediaType TEXT NOT NULL,
            bytes BLOB NOT NULL,
            subject TEXT,
            artifactType TEXT,
            pushedAt REAL NOT NULL,
            UNIQUE (repositoryID, digest)
        ) STRICT;
        CREATE INDEX manifestBySubject ON manifest (repositoryID, subject, digest) WHERE subject IS NOT NULL;
        CREATE TABLE manifestBlob (
            manifestID INTEGER NOT NULL REFERENCES manifest(id) ON DELETE CASCADE,
            blobID INTEGER NOT NULL REFERENCES blob(id),
            PRIMARY KEY (manifestID, blobID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX manifestBlobByBlob ON manifestBlob (blobID);
        CREATE TABLE manifestChild (
            manifestID INTEGER NOT NULL REFERENCES manifest(id) ON DELETE CASCADE,
            childID INTEGER NOT NULL REFERENCES manifest(id),
            PRIMARY KEY (manifestID, childID)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX manifestChildByChild ON manifestChild (childID);
        """

    private static let tags = """
        CREATE TABLE tag (
            repositoryID INTEGER NOT NULL REFERENCES repository(id),
            name TEXT NOT NULL,
            manifestID INTEGER NOT NULL REFERENCES manifest(id) ON DELETE CASCADE,
            movedAt REAL NOT NULL,
            PRIMARY KEY (repositoryID, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tagByManifest ON tag (manifestID);
        """
}
