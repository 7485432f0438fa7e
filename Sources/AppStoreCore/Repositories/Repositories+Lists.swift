internal import Foundation
internal import GRDB
package import OCIModel

/// A part of a list, and whether more follows.
package struct ListPage<Element: Sendable>: Sendable {
    /// The elements of this part.
    package let elements: [Element]
    /// Whether there are more after the last.
    package let hasMore: Bool
}

extension Repositories {
    /// The tags of a repository in the order of their bytes.
    ///
    /// - Parameters:
    ///   - name: the repository.
    ///   - view: which of its images whoever asks may read.
    ///   - last: the tag after which to begin; it need not exist.
    ///   - limit: the most tags to give.
    /// - Returns: the tags.
    /// - Throws: `RegistryRefusal` with code `nameUnknown`.
    package func tags(
        of name: RepositoryName,
        _ view: RepositoryView = .everything,
        after last: String?,
        limit: Int
    ) async throws -> ListPage<String> {
        try await database.read { db in
            let id = try Self.knownID(of: name, in: db)
            let query =
                "SELECT tag.name FROM \(view.tags) WHERE tag.repositoryID = ? AND tag.name > ? ORDER BY tag.name LIMIT ?"
            let found = try String.fetchAll(
                db,
                sql: query,
                arguments: [id, last ?? "", limit + 1]
            )
            return Self.page(found, limit)
        }
    }

    /// The names of repositories in the order of their bytes.
    ///
    /// - Parameters:
    ///   - last: the name after which to begin; it need not exist.
    ///   - limit: the most names to give.
    /// - Returns: the names.
    /// - Throws: database errors.
    package func names(after last: String?, limit: Int) async throws -> ListPage<RepositoryName> {
        try await database.read { db in
            let found = try String.fetchAll(
                db,
                sql: "SELECT name FROM repository WHERE name > ? ORDER BY name LIMIT ?",
                arguments: [last ?? "", limit + 1]
            )
            return Self.page(found.compactMap(RepositoryName.init), limit)
        }
    }

    /// The manifests that refer to a manifest, which need not exist, as descriptors in the order of their digests.
    ///
    /// - Parameters:
    ///   - subject: the manifest referred to.
    ///   - name: the repository.
    ///   - view: which of its images whoever asks may read.
    ///   - artifactType: the only type wanted; nil for all.
    ///   - last: the digest after which to begin.
    ///   - limit: the most bytes that the manifests read may have together; at least one is read.
    /// - Returns: the descriptors with artifact type and annotations.
    /// - Throws: database errors.
    package func referrers(
        to subject: Digest,
        in name: RepositoryName,
        _ view: RepositoryView = .everything,
        artifactType: String?,
        after last: Digest?,
        limit: Int = 4 << 20,
    ) async throws -> ListPage<Descriptor> {
        try await database.read { db in
            var found: [Descriptor] = []
            var bytesRead = 0
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT digest, mediaType, artifactType, bytes FROM manifest
                    WHERE repositoryID = (SELECT id FROM repository WHERE name = ?1) AND subject = ?2 AND digest > ?3
                    AND (?4 IS NULL OR artifactType = ?4) AND \(view.condition(on: "manifest")) ORDER BY digest
                    """,
                arguments: [name.key, subject.description, last?.description ?? "", artifactType]
            )
            while let row = try rows.next() {
                let data: Data = row[3]
                if !found.isEmpty, bytesRead + data.count > limit { return ListPage(elements: found, hasMore: true) }
                bytesRead += data.count
                if let descriptor = try Self.descriptor(row, data) { found.append(descriptor) }
            }
            return ListPage(elements: found, hasMore: false)
        }
    }

    private static func descriptor(_ row: Row, _ data: Data) throws -> Descriptor? {
        struct Annotated: Decodable {
            let annotations: [String: String]?
        }
        guard let digest = Digest(row[0] as String) else { return nil }
        return Descriptor(
            mediaType: row[1],
            digest: digest,
            size: Int64(data.count),
            annotations: try CanonicalJSON.decode(Annotated.self, from: [UInt8](data)).annotations,
            artifactType: row[2]
        )
    }

    private static func page<Element>(_ found: [Element], _ limit: Int) -> ListPage<Element> {
        guard found.count > limit else { return ListPage(elements: found, hasMore: false) }
        return ListPage(elements: Array(found.prefix(limit)), hasMore: limit > 0)
    }
}
