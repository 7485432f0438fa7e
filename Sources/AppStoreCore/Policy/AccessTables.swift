internal import GRDB

/// The tables of who owns a repository and who may use it.
enum AccessTables {
    static let migrations = [
        AppStoreDatabase.Migration(name: "access") { database in
            try database.execute(
                sql: """
                    CREATE TABLE repository_access (
                        repository TEXT PRIMARY KEY,
                        owner TEXT NOT NULL,
                        is_public INTEGER NOT NULL,
                        is_decided INTEGER NOT NULL
                    ) WITHOUT ROWID, STRICT;
                    CREATE TABLE repository_reader (
                        user TEXT NOT NULL,
                        repository TEXT NOT NULL REFERENCES repository_access(repository) ON DELETE CASCADE,
                        PRIMARY KEY (user, repository)
                    ) WITHOUT ROWID, STRICT;
                    CREATE INDEX repository_reader_repository ON repository_reader(repository);
                    """
            )
        },
        AppStoreDatabase.Migration(name: "access by owner") { database in
            try database.execute(sql: "CREATE INDEX repository_access_owner ON repository_access(owner)")
        },
    ]
}
