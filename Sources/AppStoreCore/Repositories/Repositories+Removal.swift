internal import GRDB
package import OCIModel

extension Repositories {
    /// Removes a manifest with all its tags, and what is there for its sake alone: its record, signatures and images of an index
    /// that have no tag and nothing else needs.
    ///
    /// - Parameters:
    ///   - digest: the manifest.
    ///   - name: the repository.
    ///   - actor: who removes it.
    /// - Returns: how many manifests went.
    /// - Throws: `RegistryRefusal`: `nameUnknown`, `manifestUnknown`; `unsupported` while an index names the manifest.
    @discardableResult
    package func removeWhole(_ digest: Digest, from name: RepositoryName, by actor: String?) async throws -> Int {
        let observer = observer
        let gone = try await database.write { db in
            let repository = try Self.knownID(of: name, in: db)
            guard let id = try Self.id(of: .digest(digest), in: repository, db) else {
                throw Self.unknown(.digest(digest), in: name)
            }
            let parts = try ManifestHolding.dependents(of: id, db)
            var gone = try Self.remove(id, digest, from: name, by: actor, observer, db)
            let held = try ManifestHolding.held(in: repository, db)
            for part in parts where !held.contains(part) {
                gone += try Self.removeLoose(part, from: name, by: actor, observer, db)
            }
            return gone
        }
        manifests.forget(gone.map { ManifestKey(repository: name, reference: $0) })
        return gone.count { if case .digest = $0 { true } else { false } }
    }

    /// Removes a manifest that nothing keeps, unless an index that is not kept either still names it.
    ///
    /// - Returns: what it was known by.
    /// - Throws: database errors.
    static func removeLoose(
        _ id: Int64,
        from name: RepositoryName,
        by actor: String?,
        _ observer: any RepositoryObserver,
        _ db: Database
    ) throws -> [ManifestReference] {
        guard try !ManifestHolding.isNamed(id, db),
            let text = try String.fetchOne(db, sql: "SELECT digest FROM manifest WHERE id = ?", arguments: [id]),
            let digest = Digest(text)
        else { return [] }
        return try remove(id, digest, from: name, by: actor, observer, db)
    }

    /// Removes one manifest with its tags.
    ///
    /// - Returns: what it was known by.
    /// - Throws: `RegistryRefusal` with code `unsupported` while an index names it; database errors.
    static func remove(
        _ id: Int64,
        _ digest: Digest,
        from name: RepositoryName,
        by actor: String?,
        _ observer: any RepositoryObserver,
        _ db: Database
    ) throws -> [ManifestReference] {
        let parent = try String.fetchOne(
            db,
            sql: """
                SELECT manifest.digest FROM manifestChild JOIN manifest ON manifest.id = manifestChild.manifestID
                WHERE manifestChild.childID = ?
                """,
            arguments: [id]
        )
        if let parent {
            throw RegistryRefusal(.unsupported, "the index '\(parent)' names '\(digest)'; delete that first")
        }
        let tags = try String.fetchAll(db, sql: "SELECT name FROM tag WHERE manifestID = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM manifest WHERE id = ?", arguments: [id])
        for tag in tags { try observer.didRemove(tag: tag, from: name, by: actor, in: db) }
        try observer.didRemove(manifest: digest, from: name, by: actor, in: db)
        return tags.map(ManifestReference.tag) + [.digest(digest)]
    }

    /// Removes a repository with all that is in it: tags, manifests, its datalab with versions and stars, who may use it.
    ///
    /// Its blobs are collected when no other repository has them. What is pushed to it afterwards makes it anew.
    ///
    /// - Parameters:
    ///   - name: the repository.
    ///   - actor: who removes it.
    /// - Throws: `RegistryRefusal` with code `nameUnknown`; database errors.
    package func remove(_ name: RepositoryName, by actor: String?) async throws {
        let observer = observer
        let (references, digests) = try await database.write { db in
            let id = try Self.knownID(of: name, in: db)
            let tags = try String.fetchAll(db, sql: "SELECT name FROM tag WHERE repositoryID = ?", arguments: [id])
            let manifests = try String.fetchAll(
                db,
                sql: "SELECT digest FROM manifest WHERE repositoryID = ?",
                arguments: [id]
            )
            let blobs = try String.fetchAll(
                db,
                sql: "SELECT digest FROM blob JOIN blobLink ON blobLink.blobID = blob.id WHERE repositoryID = ?",
                arguments: [id]
            )
            let own = "SELECT id FROM manifest WHERE repositoryID = ?"
            for sql in [
                "DELETE FROM manifestChild WHERE manifestID IN (\(own))", "DELETE FROM manifest WHERE repositoryID = ?",
                "DELETE FROM blobLink WHERE repositoryID = ?", "DELETE FROM repository WHERE id = ?",
            ] {
                try db.execute(sql: sql, arguments: [id])
            }
            try observer.didRemove(name, by: actor, in: db)
            let references = tags.map(ManifestReference.tag) + manifests.compactMap { Digest($0).map { .digest($0) } }
            return (references, blobs.compactMap { Digest($0) })
        }
        manifests.forget(references.map { ManifestKey(repository: name, reference: $0) })
        links.forget(digests.map { BlobKey(repository: name, digest: $0) })
    }
}
