internal import GRDB

/// The tables of the catalogue.
///
/// `catalogue_entry` has a narrow row for each datalab, which is all that a search reads; the rest is read for the few
/// datalabs that are shown.
enum CatalogueTables {
    static let migrations = [
        AppStoreDatabase.Migration(name: "catalogue") { database in
            try database.execute(sql: datalabs)
            try database.execute(sql: entries)
        },
        AppStoreDatabase.Migration(name: "catalogue 2", change: VersionTexts.migrate),
        AppStoreDatabase.Migration(name: "catalogue 3", change: PublicTags.migrate),
        // Texts have the stems of their words beside them since then.
        AppStoreDatabase.Migration(name: "catalogue 4", change: Catalogue.indexAll),
    ]

    private static let datalabs = """
        CREATE TABLE datalab (
            id INTEGER PRIMARY KEY,
            repository TEXT NOT NULL UNIQUE,
            stars INTEGER NOT NULL DEFAULT 0,
            pulls INTEGER NOT NULL DEFAULT 0,
            shown INTEGER
        ) STRICT;
        CREATE TABLE datalab_version (
            id INTEGER PRIMARY KEY,
            datalab INTEGER NOT NULL REFERENCES datalab(id) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            version TEXT NOT NULL,
            counter INTEGER,
            facts TEXT NOT NULL,
            published INTEGER NOT NULL,
            published_by TEXT NOT NULL,
            review TEXT NOT NULL,
            review_reason TEXT,
            reviewed_by TEXT,
            reviewed INTEGER,
            UNIQUE (datalab, digest)
        ) STRICT;
        CREATE INDEX datalab_version_review ON datalab_version(review) WHERE review = 'waiting';
        CREATE TABLE datalab_tag (
            datalab INTEGER NOT NULL REFERENCES datalab(id) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            version INTEGER NOT NULL REFERENCES datalab_version(id) ON DELETE CASCADE,
            PRIMARY KEY (datalab, tag)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX datalab_tag_version ON datalab_tag(version);
        CREATE TABLE datalab_icon (
            version INTEGER PRIMARY KEY REFERENCES datalab_version(id) ON DELETE CASCADE,
            type TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE star (
            datalab INTEGER NOT NULL REFERENCES datalab(id) ON DELETE CASCADE,
            user TEXT NOT NULL REFERENCES user(name),
            time INTEGER NOT NULL,
            PRIMARY KEY (user, datalab)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX star_datalab ON star(datalab);
        """

    private static let entries = """
        CREATE TABLE catalogue_entry (
            datalab INTEGER PRIMARY KEY REFERENCES datalab(id) ON DELETE CASCADE,
            repository TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            is_public INTEGER NOT NULL,
            is_listed INTEGER NOT NULL,
            is_waiting INTEGER NOT NULL,
            name TEXT NOT NULL,
            modified INTEGER NOT NULL,
            popularity INTEGER NOT NULL,
            facets BLOB NOT NULL
        ) STRICT;
        CREATE TABLE facet_value (
            id INTEGER PRIMARY KEY,
            facet INTEGER NOT NULL,
            value TEXT NOT NULL COLLATE NOCASE,
            UNIQUE (facet, value)
        ) STRICT;
        CREATE VIRTUAL TABLE datalab_text USING fts5(
            name, title, abstract, keywords, author, packages,
            tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
        );
        CREATE TRIGGER catalogue_entry_removed AFTER DELETE ON catalogue_entry BEGIN
            DELETE FROM datalab_text WHERE rowid = old.datalab;
        END;
        """
}
