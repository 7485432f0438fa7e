internal import GRDB

/// The table of the audit log.
enum AuditTables {
    static let migrations = [
        AppStoreDatabase.Migration(name: "audit") { database in
            try database.execute(
                sql: """
                    CREATE TABLE audit (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        time INTEGER NOT NULL,
                        actor TEXT NOT NULL,
                        event TEXT NOT NULL,
                        subject TEXT NOT NULL,
                        detail TEXT
                    ) STRICT;
                    CREATE INDEX audit_subject ON audit(subject);
                    """
            )
        }
    ]
}
