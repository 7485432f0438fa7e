internal import GRDB
package import OCIModel

/// Which of a repository's images somebody may read.
package enum RepositoryView: Sendable, Hashable {
    /// All.
    case everything
    /// Approved versions of its datalab, the images of those that are for several platforms, and artifacts that refer to them.
    ///
    /// Of a version for several platforms, only what was there when it was published: nobody has looked at what came later.
    case approved

    /// The types of artifacts that are images: one that refers to an approved version does not thereby become one.
    private static let imageTypes = [MediaType.config, MediaType.dockerConfig].map { "'\($0)'" }.joined(separator: ", ")

    /// A condition on a row of `manifest`, by its name in the query.
    static func isApproved(_ manifest: String) -> String {
        """
        EXISTS (
            SELECT 1 FROM datalab_version AS approved JOIN datalab ON datalab.id = approved.datalab
            JOIN repository AS place ON place.name = datalab.repository
            WHERE place.id = \(manifest).repositoryID AND approved.review = 'approved' AND (
                approved.digest = \(manifest).digest
                OR (approved.digest = \(manifest).subject AND \(manifest).artifactType NOT IN (\(imageTypes)))
                OR (approved.digest IN (
                    SELECT parent.digest FROM manifestChild JOIN manifest AS parent ON parent.id = manifestChild.manifestID
                    WHERE manifestChild.childID = \(manifest).id
                ) AND \(manifest).pushedAt < approved.published + 1)
            )
        )
        """
    }

    /// The condition on a row of `manifest` for this view.
    func condition(on manifest: String) -> String {
        self == .everything ? "1" : Self.isApproved(manifest)
    }

    /// The table of tags for this view, as `tag` with the columns `repositoryID`, `name` and `manifestID`.
    var tags: String {
        guard self == .approved else { return "tag" }
        return """
            (
                SELECT manifest.repositoryID, datalab_public_tag.tag AS name, manifest.id AS manifestID FROM datalab_public_tag
                JOIN datalab_version ON datalab_version.id = datalab_public_tag.version
                JOIN datalab ON datalab.id = datalab_public_tag.datalab
                JOIN repository ON repository.name = datalab.repository
                JOIN manifest ON manifest.repositoryID = repository.id AND manifest.digest = datalab_version.digest
                WHERE datalab_version.review = 'approved'
            ) AS tag
            """
    }
}

extension Repositories {
    /// Whether an approved image of a repository has a blob; what an index itself names of them is no image's.
    package func isApproved(_ blob: Digest, in name: RepositoryName) async throws -> Bool {
        try await database.read { db in
            let sql = """
                SELECT EXISTS (
                    SELECT 1 FROM blob JOIN manifestBlob ON manifestBlob.blobID = blob.id
                    JOIN manifest ON manifest.id = manifestBlob.manifestID
                    WHERE blob.digest = ? AND manifest.repositoryID = (SELECT id FROM repository WHERE name = ?)
                    AND manifest.mediaType NOT IN ('\(MediaType.index)', '\(MediaType.dockerManifestList)')
                    AND \(RepositoryView.isApproved("manifest"))
                )
                """
            return try Bool.fetchOne(db, sql: sql, arguments: [blob.description, name.key]) ?? false
        }
    }
}
