import AppStoreAPI
import AppStoreCore
import GRDB
import OCIModel
import Synchronization
import Testing

@Suite("who has a say when content changes")
struct ObserverTests {
    /// Notes what it is told, in the transaction, and refuses one tag.
    private struct Recorder: RepositoryObserver {
        let refused: String?
        /// The tables that could be written to when manifests were looked into: none, outside of the change.
        let lookedInto = Counter()

        final class Counter: Sendable {
            private let state = Mutex(0)
            var count: Int { state.withLock { $0 } }
            func add() { state.withLock { $0 += 1 } }
        }

        private func note(_ text: String, in db: Database) throws {
            try db.execute(sql: "CREATE TABLE IF NOT EXISTS note (text TEXT)")
            try db.execute(sql: "INSERT INTO note VALUES (?)", arguments: [text])
        }

        func willCreate(_ repository: RepositoryName, by pusher: String?, in db: Database) {}

        func willLink(
            _ blob: Digest,
            size: Int64,
            isUploaded: Bool,
            to repository: RepositoryName,
            in db: Database
        ) {}

        func willStore(_ push: Repositories.ManifestPush, in repository: RepositoryName, in db: Database) {}

        func datalab(of manifest: ManifestContent, in repository: RepositoryName, in db: Database) throws
            -> DatalabImage?
        {
            // In a snapshot, which nobody waits for, and not in the one transaction that writes.
            #expect(throws: DatabaseError.self) { try db.execute(sql: "CREATE TABLE unwanted (id)") }
            lookedInto.add()
            return nil
        }

        func willTag(_ manifest: TaggedManifest, in db: Database) throws -> [String] {
            for tag in manifest.tags {
                try note("tag \(tag) by \(manifest.pusher ?? "nobody")", in: db)
                guard tag != refused else { throw RegistryRefusal(.manifestInvalid, "no licence") }
            }
            return []
        }

        func didRemove(tag: String, from repository: RepositoryName, by actor: String?, in db: Database) throws {
            try note("remove \(tag) from \(repository) by \(actor ?? "nobody")", in: db)
        }

        func didRemove(manifest: Digest, from repository: RepositoryName, by actor: String?, in db: Database) throws {
            try note("remove a manifest", in: db)
        }

        func didRemove(_ repository: RepositoryName, by actor: String?, in db: Database) throws {
            try note("remove all of \(repository)", in: db)
        }

        func didPull(_ manifest: Digest, from repository: RepositoryName, by address: String) {}
    }

    private func notes(_ registry: TestRegistry) async throws -> [String] {
        try await registry.folder.database.read { db in
            try db.tableExists("note") ? String.fetchAll(db, sql: "SELECT text FROM note") : []
        }
    }

    @Test("a refusal undoes the whole push, and is the answer")
    func refusal() async throws {
        try await TestRegistry.with(Recorder(refused: "latest")) { registry in
            let push = try await registry.manifest("a")
            let refusal = await #expect(throws: RegistryRefusal.self) {
                try await registry.repositories.add(push, to: registry.name)
            }
            #expect(refusal?.code == .manifestInvalid && refusal?.messages == ["no licence"])
            #expect(try await notes(registry).isEmpty)
            for reference in [ManifestReference.tag("v1"), .digest(push.digest)] {
                await #expect(throws: RegistryRefusal.self) {
                    try await registry.repositories.manifest(reference, in: registry.name)
                }
            }
        }
    }

    @Test("a manifest with many tags is looked into once, before the transaction")
    func once() async throws {
        let recorder = Recorder(refused: nil)
        try await TestRegistry.with(recorder) { registry in
            try await registry.repositories.add(registry.manifest("a"), to: registry.name)
            #expect(recorder.lookedInto.count == 1)
        }
    }

    @Test("tags and removals are told in the transaction that makes them")
    func told() async throws {
        try await TestRegistry.with(Recorder(refused: nil)) { registry in
            let push = try await registry.manifest("a")
            try await registry.repositories.add(push, to: registry.name)
            try await registry.repositories.remove(.tag("v1"), from: registry.name, by: "another")
            try await registry.repositories.remove(.digest(push.digest), from: registry.name, by: "another")
            #expect(
                try await notes(registry) == [
                    "tag v1 by someone", "tag latest by someone", "remove v1 from team/lab by another",
                    "remove latest from team/lab by another", "remove a manifest",
                ]
            )
        }
    }
}
