internal import ContentStore
internal import Foundation
internal import GRDB
package import OCIModel

/// A manifest of a repository.
package struct StoredManifest: Sendable {
    /// The digest it was pushed by; by tag, the SHA-256 digest.
    package let digest: Digest
    /// What it is.
    package let mediaType: String
    /// The bytes as they came.
    package let bytes: [UInt8]
}

extension Repositories {
    /// A manifest by tag or digest.
    ///
    /// - Parameters:
    ///   - reference: the tag or the digest.
    ///   - name: the repository.
    ///   - view: which of its images whoever asks may read.
    /// - Returns: the manifest.
    /// - Throws: `RegistryRefusal` with code `manifestUnknown`.
    package func manifest(
        _ reference: ManifestReference,
        in name: RepositoryName,
        _ view: RepositoryView = .everything
    ) async throws -> StoredManifest {
        let key = ManifestKey(repository: name, reference: reference)
        forgetCollected()
        // What is approved changes with decisions, which nothing here hears of.
        if view == .everything, let known = manifests[key] { return known }
        let epoch = manifests.epoch
        let found = try await database.read { db in try Self.manifest(reference, in: name, view, db) }
        guard let found else { throw Self.unknown(reference, in: name) }
        if view == .everything { manifests.keep(found, for: key, cost: found.bytes.count + 200, ifStill: epoch) }
        return found
    }

    /// Tells the observer that a manifest was pulled.
    package func notePull(of manifest: StoredManifest, from name: RepositoryName, by address: String) {
        observer.didPull(manifest.digest, from: name, by: address)
    }

    static func unknown(_ reference: ManifestReference, in name: RepositoryName) -> RegistryRefusal {
        switch reference {
        case .tag(let tag): RegistryRefusal(.manifestUnknown, "there is no tag '\(tag)' in '\(name)'")
        case .digest(let digest): RegistryRefusal(.manifestUnknown, "there is no manifest '\(digest)' in '\(name)'")
        }
    }

    private static func manifest(
        _ reference: ManifestReference,
        in name: RepositoryName,
        _ view: RepositoryView,
        _ db: Database
    ) throws -> StoredManifest? {
        let (source, key) =
            switch reference {
            case .digest(let digest):
                ("manifest WHERE \(view.condition(on: "manifest")) AND manifest.digest = ?", digest.description)
            case .tag(let tag): ("\(view.tags) JOIN manifest ON manifest.id = tag.manifestID WHERE tag.name = ?", tag)
            }
        let table = if case .tag = reference { "tag" } else { "manifest" }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT manifest.digest, manifest.mediaType, manifest.bytes FROM \(source)
                    AND \(table).repositoryID = (SELECT id FROM repository WHERE name = ?)
                    """
            ),
            arguments: [key, name.key]
        )
        guard let row, let digest = Digest(row[0] as String) else { return nil }
        return StoredManifest(digest: digest, mediaType: row[1], bytes: [UInt8](row[2] as Data))
    }

    /// What is to be pushed.
    package struct ManifestPush: Sendable {
        /// The manifest's digest.
        package let digest: Digest
        /// The manifest.
        package let content: ManifestContent
        /// The tags it gets.
        package let tags: [String]
        let pusher: String?
        let condition: ManifestCondition?

        /// A manifest with what it is to be known by.
        ///
        /// - Parameters:
        ///   - digest: its digest, checked against its bytes.
        ///   - content: the manifest.
        ///   - tags: the tags it gets.
        ///   - pusher: who pushes.
        ///   - condition: what must be so, looked at in the same transaction; nil for nothing.
        package init(
            digest: Digest,
            content: ManifestContent,
            tags: [String],
            pusher: String?,
            condition: ManifestCondition? = nil
        ) {
            self.condition = condition
            self.digest = digest
            self.content = content
            self.tags = tags
            self.pusher = pusher
        }
    }

    /// Stores a manifest with its tags, whole or not at all; durable when this returns.
    ///
    /// - Parameters:
    ///   - push: the manifest.
    ///   - name: the repository.
    /// - Returns: what who pushes should know, in one line each.
    /// - Throws: `RegistryRefusal`: `manifestBlobUnknown` with all that is missing, `sizeInvalid`, and what the observer objects.
    ///   `ManifestCondition.Failed`.
    @discardableResult
    package func add(_ push: ManifestPush, to name: RepositoryName) async throws -> [String] {
        let observer = observer, store = blobs
        let datalab = try await database.read { db -> DatalabImage? in
            // All that is missing is said at once, and before anything is looked into.
            let repository = try Self.id(of: name, in: db) ?? 0
            _ = try ManifestParts(of: push.content, in: repository, db)
            let damaged = push.content.blobs.filter { store.size(of: $0.digest) != $0.size }
            guard damaged.isEmpty else { throw ManifestParts.missing(damaged) }
            return push.tags.isEmpty ? nil : try observer.datalab(of: push.content, in: name, in: db)
        }
        let warnings = try await database.write { db -> [String] in
            let repository = try madeID(of: name, by: push.pusher, in: db)
            try push.condition?.check(in: repository, db)
            let parts = try ManifestParts(of: push.content, in: repository, db)
            if try Self.id(of: .digest(push.digest), in: repository, db) == nil {
                try observer.willStore(push, in: name, in: db)
            }
            let manifest = try Self.insert(push, into: repository, db)
            try parts.insert(for: manifest, db)
            try ManifestParts.arrived(manifest: manifest, push.digest, in: repository, db)
            guard !push.tags.isEmpty else { return parts.warnings }
            let tagged = TaggedManifest(
                repository: name,
                tags: push.tags,
                digest: push.digest,
                datalab: datalab,
                pusher: push.pusher
            )
            let warnings = try observer.willTag(tagged, in: db)
            for tag in push.tags { try Self.move(tag, to: manifest, in: repository, db) }
            return parts.warnings + warnings
        }
        let references = push.tags.map(ManifestReference.tag) + [.digest(push.digest)]
        manifests.forget(references.map { ManifestKey(repository: name, reference: $0) })
        return warnings
    }

    private static func insert(_ push: ManifestPush, into repository: Int64, _ db: Database) throws -> Int64 {
        let content = push.content
        try db.cachedStatement(
            sql: """
                INSERT INTO manifest (repositoryID, digest, mediaType, bytes, subject, artifactType, pushedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (repositoryID, digest) DO UPDATE SET mediaType = excluded.mediaType
                """
        ).execute(arguments: [
            repository, push.digest.description, content.mediaType, Data(content.bytes),
            content.subject?.description, content.artifactType, now(),
        ])
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM manifest WHERE repositoryID = ? AND digest = ?"),
            arguments: [repository, push.digest.description]
        )
        guard let id else { throw DatabaseError(message: "a manifest is not there after it was inserted") }
        // Whoever pushes it again needs it: how long nothing has kept it is counted anew.
        try db.cachedStatement(sql: "DELETE FROM looseManifest WHERE manifestID = ?").execute(arguments: [id])
        return id
    }

    private static func move(_ tag: String, to manifest: Int64, in repository: Int64, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO tag (repositoryID, name, manifestID, movedAt) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET manifestID = excluded.manifestID, movedAt = excluded.movedAt
                """
        ).execute(arguments: [repository, tag, manifest, now()])
    }

    /// Removes a tag, or a manifest with all its tags.
    ///
    /// - Parameters:
    ///   - reference: the tag or the digest.
    ///   - name: the repository.
    ///   - actor: who removes it.
    /// - Throws: `RegistryRefusal`: `nameUnknown`, `manifestUnknown`; `unsupported` while an index names the manifest.
    package func remove(_ reference: ManifestReference, from name: RepositoryName, by actor: String?) async throws {
        let observer = observer
        let gone = try await database.write { db in
            let repository = try Self.knownID(of: name, in: db)
            guard let id = try Self.id(of: reference, in: repository, db) else {
                throw Self.unknown(reference, in: name)
            }
            switch reference {
            case .tag(let tag):
                try db.execute(
                    sql: "DELETE FROM tag WHERE repositoryID = ? AND name = ?",
                    arguments: [repository, tag]
                )
                try observer.didRemove(tag: tag, from: name, by: actor, in: db)
                return [reference]
            case .digest(let digest):
                return try Self.remove(id, digest, from: name, by: actor, observer, db)
            }
        }
        manifests.forget(gone.map { ManifestKey(repository: name, reference: $0) })
    }

    static func id(of reference: ManifestReference, in repository: Int64, _ db: Database) throws -> Int64? {
        switch reference {
        case .tag(let tag):
            try Int64.fetchOne(
                db,
                sql: "SELECT manifestID FROM tag WHERE repositoryID = ? AND name = ?",
                arguments: [repository, tag]
            )
        case .digest(let digest):
            try Int64.fetchOne(
                db,
                sql: "SELECT id FROM manifest WHERE repositoryID = ? AND digest = ?",
                arguments: [repository, digest.description]
            )
        }
    }
}
