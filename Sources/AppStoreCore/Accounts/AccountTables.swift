internal import GRDB

/// The tables of users, tokens and sessions.
enum AccountTables {
    static let migrations = [
        AppStoreDatabase.Migration(name: "accounts") { database in
            try database.execute(
                sql: """
                    CREATE TABLE user (
                        name TEXT PRIMARY KEY,
                        display_name TEXT,
                        email TEXT,
                        role TEXT NOT NULL,
                        is_disabled INTEGER NOT NULL DEFAULT 0,
                        password TEXT,
                        created INTEGER NOT NULL
                    ) WITHOUT ROWID, STRICT;
                    CREATE TABLE personal_token (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        user TEXT NOT NULL REFERENCES user(name),
                        name TEXT NOT NULL,
                        hash BLOB NOT NULL UNIQUE,
                        scopes TEXT,
                        created INTEGER NOT NULL,
                        expires INTEGER,
                        last_used INTEGER,
                        UNIQUE (user, name)
                    ) STRICT;
                    CREATE TABLE web_session (
                        hash BLOB PRIMARY KEY,
                        user TEXT NOT NULL REFERENCES user(name),
                        form_token TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        expires INTEGER NOT NULL
                    ) WITHOUT ROWID, STRICT;
                    CREATE INDEX web_session_user ON web_session(user);
                    """
            )
        }
    ]
}
