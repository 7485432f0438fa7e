import AppStoreAPI
import AppStoreCore
import ContentStore
import Foundation
import Hashing
import OCIModel
import Testing

@Suite("what is kept, and for how long")
struct StorageTests {
    @Test("memory keeps what is asked for, forgets what changed, and stays within its limit")
    func recentValues() {
        let memory = RecentValues<Int, String>(limit: 10)
        for key in 0..<100 {
            memory.keep("\(key)", for: key, cost: 1, ifStill: memory.epoch)
            #expect(memory[0] == "0", "asked for all the time")
        }
        #expect((0..<100).filter { memory[$0] != nil }.count <= 10)
        #expect(memory[99] == "99" && memory[50] == nil)
        let epoch = memory.epoch
        memory.forget([99])
        #expect(memory[99] == nil && memory[0] == "0")
        memory.keep("old", for: 99, cost: 1, ifStill: epoch)
        #expect(memory[99] == nil, "read before the change")
        memory.keep("large", for: 1000, cost: 11, ifStill: memory.epoch)
        #expect(memory[1000] == nil)
    }

    @Test("a digest that was collected can be pushed again, and a collection that runs beside it leaves it there")
    func pushAndCollect() async throws {
        try await TestRegistry.with { registry in
            let digest = Digest.sha256(of: "again and again")
            for _ in 0..<40 {
                async let collected = registry.folder.garbageCollection(gracePeriod: 0).run()
                async let pushed = registry.push("again and again")
                _ = try await (collected, pushed)
                let isThere = registry.folder.blobs.contains(digest)
                let isNamed = try await !registry.repositories.holders(of: digest).isEmpty
                #expect(isThere || !isNamed, "a row without its file")
            }
            #expect(try await registry.folder.check.run().problems.isEmpty)
        }
    }

    @Test("an upload that another request takes over takes no more bytes from the first")
    func takeOver() async throws {
        try await TestRegistry.with { registry in
            let upload = try registry.uploads.begin(for: registry.name, .sha256, by: nil)
            let first = try #require(upload.takeOver(at: nil))
            try upload.append([TestRegistry.Piece(bytes: [1, 2])], as: first)
            #expect(upload.takeOver(at: 1) == nil)
            let second = try #require(upload.takeOver(at: 2))
            #expect(throws: RegistryRefusal.self) { try upload.append([TestRegistry.Piece(bytes: [9])], as: first) }
            try upload.append([TestRegistry.Piece(bytes: [3])], as: second)
            let digest = Digest(of: [1, 2, 3], by: .sha512)
            #expect(throws: RegistryRefusal.self) { try upload.finish(as: digest, by: first) }
            // Begun as SHA-256, ended as SHA-512: the file is read again.
            #expect(try upload.finish(as: digest, by: second).size == 3)
        }
    }

    @Test("what a disk could not end can be ended again: the digest is not lost")
    func finishTwice() async throws {
        try await TestRegistry.with { registry in
            let upload = try registry.uploads.begin(for: registry.name, .sha256, by: nil)
            let first = try #require(upload.takeOver(at: 0))
            try upload.append([TestRegistry.Piece(bytes: [7])], as: first)
            let digest = Digest(of: [7], by: .sha256)
            _ = try upload.finish(as: digest, by: first)
            let second = try #require(upload.takeOver(at: 1))
            #expect(try upload.finish(as: digest, by: second).digest == digest)
        }
    }

    @Test("a hidden repository is like one that nobody has made, to whoever asks")
    func hidden() async throws {
        try await TestRegistry.with { registry in
            let push = try await registry.manifest("a")
            try await registry.repositories.add(push, to: registry.name)
            let blob = Digest.sha256(of: "layer a")
            let absent = try #require(RepositoryName("team/nobody"))
            let said = try await answers(registry.repositories, registry.name.hidden, push.digest, blob)
            let expected = try await answers(registry.repositories, absent, push.digest, blob)
            #expect(said == expected.map { $0.replacing("team/nobody", with: "team/lab") })
            #expect(expected.count == 8 && !expected.contains("found"))
            #expect(try await answers(registry.repositories, registry.name, push.digest, blob).contains("found"))
        }
    }

    /// What somebody learns of a repository.
    private func answers(
        _ repositories: Repositories,
        _ name: RepositoryName,
        _ manifest: Digest,
        _ blob: Digest
    ) async throws -> [String] {
        let other = try #require(RepositoryName("other"))
        let questions: [() async throws -> String] = [
            {
                _ = try await repositories.manifest(.tag("v1"), in: name); return "found"
            },
            {
                _ = try await repositories.manifest(.digest(manifest), in: name); return "found"
            },
            {
                _ = try await repositories.size(of: blob, in: name); return "found"
            },
            {
                _ = try await repositories.lease(blob, in: name); return "found"
            },
            {
                _ = try await repositories.tags(of: name, after: nil, limit: 10); return "found"
            },
            { "\(try await repositories.referrers(to: manifest, in: name, artifactType: nil, after: nil).elements)" },
            { "\(try await repositories.exists(name))" },
            { try await repositories.mount(blob, from: name, to: other, by: nil) ? "found" : "missing" },
        ]
        var found: [String] = []
        for question in questions {
            do {
                found.append(try await question())
            } catch let refusal as RegistryRefusal {
                found.append("\(refusal)")
            }
        }
        return found
    }
}
