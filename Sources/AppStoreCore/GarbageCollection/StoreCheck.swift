package import ContentStore
internal import Foundation
internal import GRDB
internal import Hashing
internal import OCIModel
internal import Offloading
package import Reporting

/// Verifies that what the rows say is there, and is what it should be; changes nothing.
///
/// May run beside a server: what changes meanwhile is looked at twice before it is reported.
package struct StoreCheck: Sendable {
    /// What was found.
    package struct Report: Sendable {
        /// Everything that is wrong.
        package var problems: [Problem] = []
        /// How many blobs were read.
        package var blobs = 0
        /// How many manifests were read.
        package var manifests = 0
        /// Files that no row names: left by a process that was killed, removed by the next garbage collection.
        package var strays = 0
    }

    private let database: AppStoreDatabase
    private let blobs: BlobStore

    /// A check that has not begun.
    package init(database: AppStoreDatabase, blobs: BlobStore) {
        self.database = database
        self.blobs = blobs
    }

    /// Checks everything.
    ///
    /// - Returns: what was found.
    /// - Throws: when the database cannot be read.
    package func run() async throws -> Report {
        var report = Report()
        report.problems += try await database.read { db in try Self.databaseProblems(db) }
        let rows = try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT digest, size FROM blob ORDER BY digest").map {
                ($0[0] as String, $0[1] as Int64)
            }
        }
        for (text, size) in rows {
            report.blobs += 1
            guard let problem = try await BlockingWork.run({ problem(text, size) }) else { continue }
            if try await isNamed(text) { report.problems.append(problem) }
        }
        let named = Set(rows.map(\.0))
        for digest in try blobs.digests() where !named.contains(digest.description) {
            if try await !isNamed(digest.description) { report.strays += 1 }
        }
        try await checkManifests(&report)
        return report
    }

    /// What SQLite itself, and a look at the rows beside each other, find.
    private static func databaseProblems(_ db: Database) throws -> [Problem] {
        let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        let foreign = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
            "a row of '\(row["table"] as String? ?? "")' refers to a row of '\(row["parent"] as String? ?? "")' that is not there"
        }
        let unlinked = try Row.fetchAll(
            db,
            sql: """
                SELECT repository.name, manifest.digest, blob.digest FROM manifestBlob
                JOIN manifest ON manifest.id = manifestBlob.manifestID
                JOIN repository ON repository.id = manifest.repositoryID
                JOIN blob ON blob.id = manifestBlob.blobID
                WHERE NOT EXISTS (
                    SELECT 1 FROM blobLink WHERE repositoryID = manifest.repositoryID AND blobID = manifestBlob.blobID
                )
                """
        ).map { row in
            "\(row[0] as String): the manifest '\(row[1] as String)' names '\(row[2] as String)', which the repository does not have"
        }
        let dangling = try Row.fetchAll(
            db,
            sql: """
                SELECT repository.name, tag.name FROM tag
                JOIN repository ON repository.id = tag.repositoryID
                LEFT JOIN manifest ON manifest.id = tag.manifestID
                WHERE manifest.repositoryID IS NOT tag.repositoryID
                """
        ).map { row in "\(row[0] as String): the tag '\(row[1] as String)' has no manifest of its repository" }
        return (integrity + foreign).map { .error("the database: \($0)", hint: "restore it from a backup") }
            + (unlinked + dangling).map { .error($0, hint: "push the image again") }
    }

    /// What is wrong with a blob's file.
    private func problem(_ text: String, _ size: Int64) -> Problem? {
        guard let digest = Digest(text) else { return .error("a blob's row has the digest '\(text)', which is none") }
        let path = blobs.path(of: digest)
        guard blobs.contains(digest) else {
            return .error("the blob '\(text)' has no file at '\(path)'", hint: "push an image that has it again")
        }
        do {
            let found = try blobs.measure(digest)
            guard found.digest == digest, found.size == size else {
                return .error(
                    "'\(path)' should be '\(text)' with \(size) bytes, and is '\(found.digest)' with \(found.size)",
                    hint: "remove the file and push an image that has it again"
                )
            }
            return nil
        } catch {
            return error.problems.first
        }
    }

    private func isNamed(_ text: String) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM blob WHERE digest = ?", arguments: [text]) ?? false
        }
    }

    private func checkManifests(_ report: inout Report) async throws {
        let ids = try await database.read { db in try Int64.fetchAll(db, sql: "SELECT id FROM manifest ORDER BY id") }
        for id in ids {
            let found = try await database.read { db in try Self.manifestProblem(id, db) }
            report.manifests += 1
            if let found { report.problems.append(found) }
        }
    }

    /// What is wrong with a manifest: its digest, or what it names and its rows do not.
    private static func manifestProblem(_ id: Int64, _ db: Database) throws -> Problem? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT repository.name, manifest.digest, manifest.mediaType, manifest.bytes,
                    (SELECT count(*) FROM manifestBlob WHERE manifestID = manifest.id),
                    (SELECT count(*) FROM manifestChild WHERE manifestID = manifest.id)
                    + (SELECT count(*) FROM manifestAbsent WHERE manifestID = manifest.id)
                FROM manifest JOIN repository ON repository.id = manifest.repositoryID WHERE manifest.id = ?
                """,
            arguments: [id]
        )
        guard let row else { return nil }
        let name = "\(row[0] as String)@\(row[1] as String)"
        let bytes = [UInt8](row[3] as Data)
        guard let digest = Digest(row[1] as String), Digest(of: bytes, by: digest.algorithm) == digest else {
            return .error("\(name): the manifest has another digest", hint: "delete it and push the image again")
        }
        guard let content = try? ManifestContent(bytes, declaredType: row[2]) else {
            return .error("\(name): the manifest cannot be read", hint: "delete it and push the image again")
        }
        // An index holds those of its entries that are blobs here, and needs none of them.
        let isWhole = content.entries.isEmpty ? content.blobs.count == row[4] : content.entries.count == row[5]
        guard isWhole else {
            return .error("\(name): not all that it names is there", hint: "push the image again")
        }
        return nil
    }
}
