internal import GRDB

/// The tags as everybody sees them where versions are reviewed: each leads to the last approved version that had it.
///
/// A tag that moves on to a version that waits, or to any other image, stays where it was for everybody else.
enum PublicTags {
    static let table = """
        CREATE TABLE datalab_public_tag (
            datalab INTEGER NOT NULL REFERENCES datalab(id) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            version INTEGER NOT NULL REFERENCES datalab_version(id) ON DELETE CASCADE,
            PRIMARY KEY (datalab, tag)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX datalab_public_tag_version ON datalab_public_tag(version);
        """

    /// Makes the table of what there is.
    static func migrate(_ database: Database) throws {
        try database.execute(sql: table)
        try database.execute(sql: "INSERT INTO datalab_public_tag \(approved)")
    }

    private static let approved = """
        SELECT datalab_tag.datalab, datalab_tag.tag, datalab_tag.version FROM datalab_tag
        JOIN datalab_version ON datalab_version.id = datalab_tag.version WHERE datalab_version.review = 'approved'
        """

    /// Lets the tags of an approved version be seen.
    static func publish(_ version: Int64, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO datalab_public_tag \(approved) AND datalab_tag.version = ?",
            arguments: [version]
        )
    }

    /// Takes back what a version is known by.
    static func withdraw(_ version: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM datalab_public_tag WHERE version = ?", arguments: [version])
    }

    /// Forgets a tag.
    static func remove(_ tag: String, of repository: String, in database: Database) throws {
        try database.execute(
            sql:
                "DELETE FROM datalab_public_tag WHERE tag = ? AND datalab = (SELECT id FROM datalab WHERE repository = ?)",
            arguments: [tag, repository]
        )
    }
}
