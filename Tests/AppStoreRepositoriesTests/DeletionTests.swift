import AppStoreAPI
import AppStoreCore
import ContentStore
import Foundation
import GRDB
import Hashing
import OCIModel
import Testing

@Suite("deleting versions and repositories, and the rule for manifests without a tag")
struct DeletionTests {
    /// A manifest with no tag of its own: an image, an artifact that refers to another, or an index.
    private func push(
        _ registry: TestRegistry,
        _ text: String,
        subject: Digest? = nil,
        index: [Digest]? = nil,
        tags: [String] = []
    ) async throws -> Digest {
        let bytes: [UInt8]
        if let index {
            let sizes = try await registry.repositories.manifests(of: registry.name, after: nil, limit: 100).manifests
            let entries = index.map { digest in
                let size = sizes.first { $0.digest == digest.description }?.size ?? 0
                return Descriptor(mediaType: MediaType.manifest, digest: digest, size: Int64(size))
            }
            bytes = try CanonicalJSON.encode(Index(manifests: entries, annotations: ["text": text]))
        } else {
            var manifest = Manifest(config: try await registry.push("config \(text)"), layers: [])
            manifest.subject = subject.map { Descriptor(mediaType: MediaType.manifest, digest: $0, size: 1) }
            bytes = try CanonicalJSON.encode(manifest)
        }
        let digest = Digest(of: bytes, by: .sha256)
        let content = try ManifestContent(bytes, declaredType: index == nil ? MediaType.manifest : MediaType.index)
        try await registry.repositories.add(
            .init(digest: digest, content: content, tags: tags, pusher: "someone"),
            to: registry.name
        )
        return digest
    }

    private func digests(_ registry: TestRegistry) async throws -> Set<String> {
        Set(
            try await registry.repositories.manifests(of: registry.name, after: nil, limit: 100).manifests.map(\.digest)
        )
    }

    @Test("a version goes with its tags, images and records; what something else needs stays")
    func version() async throws {
        try await TestRegistry.with { registry in
            let own = try await push(registry, "own"), shared = try await push(registry, "shared")
            let index = try await push(registry, "index", index: [own, shared], tags: ["v1", "latest"])
            let other = try await push(registry, "other", index: [shared], tags: ["v2"])
            let record = try await push(registry, "record", subject: index)
            let signature = try await push(registry, "signature", subject: record)
            let kept = try await push(registry, "kept", subject: index, tags: ["sha256-x.sig"])
            _ = try await registry.repositories.manifest(.tag("v1"), in: registry.name)
            let count = try await registry.repositories.removeWhole(index, from: registry.name, by: "someone")
            #expect(count == 4)
            #expect(try await digests(registry) == Set([shared, other, kept].map(\.description)))
            for reference in [ManifestReference.tag("v1"), .digest(index), .digest(own), .digest(signature)] {
                await #expect(throws: RegistryRefusal.self) {
                    try await registry.repositories.manifest(reference, in: registry.name)
                }
            }
            let refusal = await #expect(throws: RegistryRefusal.self) {
                try await registry.repositories.removeWhole(shared, from: registry.name, by: "someone")
            }
            #expect(refusal?.code == .unsupported)
        }
    }

    /// Pushes an image that is a version of a datalab, with the tag '1.0.0'.
    private func pushVersion(_ registry: TestRegistry) async throws -> Repositories.ManifestPush {
        var manifest = Manifest(config: try await registry.push("config"), layers: [])
        manifest.annotations = [AnnotationKey.metadata: TestRegistry.metadata]
        let bytes = try CanonicalJSON.encode(manifest)
        let version = Repositories.ManifestPush(
            digest: Digest(of: bytes, by: .sha256),
            content: try ManifestContent(bytes, declaredType: nil),
            tags: ["1.0.0"],
            pusher: "someone"
        )
        try await registry.repositories.add(version, to: registry.name)
        return version
    }

    @Test("a repository goes with rows, stars and readers; its blobs are collected; what is pushed makes it anew")
    func repository() async throws {
        try await TestRegistry.with(needsReview: false) { registry in
            let (repositories, database, name) = (registry.repositories, registry.folder.database, registry.name)
            let child = try await push(registry, "child")
            let version = try await pushVersion(registry)
            _ = try await push(registry, "index", index: [child, version.digest], tags: ["index"])
            try await database.write { db in
                try db.execute(
                    sql: "INSERT INTO user (name, email, role, created, is_disabled) VALUES ('fan', '', 'reader', 0, 0)"
                )
                _ = try Stars.set(true, on: name.text, by: "fan", at: Date(), in: db)
            }
            _ = try await repositories.size(of: .sha256(of: "config"), in: name)
            _ = try await repositories.manifest(.tag("1.0.0"), in: name)
            try await repositories.remove(name, by: "someone")

            let tables = [
                "repository", "repository_access", "blobLink", "manifest", "manifestChild", "manifestBlob", "tag",
                "datalab", "datalab_version", "datalab_facts", "datalab_card", "datalab_tag", "star", "catalogue_entry",
                "datalab_text",
            ]
            let left = try await database.read { db in
                try tables.filter { try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") != 0 }
            }
            #expect(left.isEmpty, "\(left)")
            await #expect(throws: RegistryRefusal.self) { try await repositories.manifest(.tag("1.0.0"), in: name) }
            await #expect(throws: RegistryRefusal.self) {
                try await repositories.size(of: .sha256(of: "config"), in: name)
            }
            let audit = try await database.read { try AuditLog.entries(in: $0, of: name.text) }
            #expect(audit.first?.event == .repositoryDeleted && audit.first?.actor == "someone")
            #expect(try await registry.folder.garbageCollection(gracePeriod: 0).run().blobs == 2)
            #expect(try await registry.folder.check.run().problems.isEmpty)
            _ = try await push(registry, "again", tags: ["v1"])
            #expect(try await repositories.tags(of: name, after: nil, limit: 10).elements == ["v1"])
        }
    }

    @Test("manifests that nothing keeps go when that has been so for long, and no other ones")
    func retention() async throws {
        try await TestRegistry.with { registry in
            let repositories = registry.repositories, name = registry.name
            let tagged = try await push(registry, "tagged", tags: ["v1"])
            let child = try await push(registry, "child")
            let index = try await push(registry, "index", index: [child], tags: ["multi"])
            let record = try await push(registry, "record", subject: tagged)
            let subject = try await push(registry, "subject of a tagged one")
            let signature = try await push(registry, "signature", subject: subject, tags: ["sig"])
            let loose = try await push(registry, "loose")
            let looseChild = try await push(registry, "loose child")
            let looseIndex = try await push(registry, "loose index", index: [looseChild])
            let early = try await push(registry, "early", subject: .sha256(of: "never came"))
            let kept = [tagged, child, index, record, subject, signature]
            let gone = [loose, looseChild, looseIndex, early]
            let listed = try await repositories.manifests(of: name, after: nil, limit: 100).manifests
            for manifest in listed {
                #expect(manifest.isKept == kept.contains { $0.description == manifest.digest }, "\(manifest)")
            }
            let start = Date(timeIntervalSince1970: 2_000_000_000), period = 1000.0
            #expect(try await repositories.removeUntagged(after: period, at: start) == 0)
            #expect(try await repositories.removeUntagged(after: period, at: start + 999) == 0)
            // What gets a tag for a while, or is pushed again, begins anew.
            let again = try await push(registry, "loose")
            #expect(again == loose)
            #expect(try await repositories.removeUntagged(after: period, at: start + 1001) == 3)
            #expect(try await digests(registry) == Set((kept + [loose]).map(\.description)))
            #expect(try await repositories.removeUntagged(after: period, at: start + 2002) == 1)
            #expect(try await digests(registry) == Set(kept.map(\.description)))
            // A tag that is taken away: the time is counted from when that is noticed.
            try await repositories.remove(.tag("v1"), from: name, by: nil)
            #expect(try await repositories.removeUntagged(after: period, at: start + 9000) == 0)
            #expect(try await repositories.removeUntagged(after: period, at: start + 10_001) == 2)
            #expect(try await registry.folder.check.run().problems.isEmpty)
            #expect(gone.count == 4)
        }
    }

    @Test("a version of a datalab is kept, whatever becomes of its tag in the registry")
    func versions() async throws {
        try await TestRegistry.with(needsReview: true) { registry in
            let version = try await pushVersion(registry)
            let digest = version.digest, name = registry.name.text
            try await registry.folder.database.write { db in
                try Moderation.decide(true, digest, of: name, reason: nil, by: "root", at: Date(), in: db)
            }
            // Another image takes the tag: everybody else still sees the approved version there.
            _ = try await push(registry, "plain", tags: ["1.0.0"])
            let start = Date(timeIntervalSince1970: 2_000_000_000)
            for time in [start, start + 1000] {
                #expect(try await registry.repositories.removeUntagged(after: 10, at: time) == 0)
            }
            let seen = try await registry.repositories.manifest(.tag("1.0.0"), in: registry.name, .approved)
            #expect(seen.digest == digest)
        }
    }
}
