import AppStoreAPI
import AppStoreCore
import ContentStore
import Foundation
import GRDB
import Hashing
import OCIModel
import Testing

/// Indexes whose entries are blobs, or are not there: a build's cache, and images for some of their platforms.
@Suite("sparse indexes, and indexes of blobs")
struct SparseIndexTests {
    private func push(_ entries: [Descriptor], _ registry: TestRegistry, to name: RepositoryName? = nil) async throws
        -> (digest: Digest, warnings: [String])
    {
        let bytes = try CanonicalJSON.encode(Index(manifests: entries))
        let push = Repositories.ManifestPush(
            digest: Digest(of: bytes, by: .sha256),
            content: try ManifestContent(bytes, declaredType: MediaType.index),
            tags: ["index"],
            pusher: "someone"
        )
        return (push.digest, try await registry.repositories.add(push, to: name ?? registry.name))
    }

    private func descriptor(_ push: Repositories.ManifestPush) -> Descriptor {
        Descriptor(mediaType: MediaType.manifest, digest: push.digest, size: Int64(push.content.bytes.count))
    }

    @Test("an index of blobs, as a build's cache is, is taken, and keeps its blobs from collection and deletion")
    func cache() async throws {
        try await TestRegistry.with { registry in
            var layer = try await registry.push("layer")
            layer.mediaType = MediaType.layerGzip
            var config = try await registry.push("cache")
            config.mediaType = "application/vnd.buildkit.cacheconfig.v0"
            let (digest, warnings) = try await push([layer, config], registry)
            #expect(warnings.isEmpty)
            _ = try await registry.folder.garbageCollection(gracePeriod: 0).run()
            for blob in [layer, config] {
                #expect(registry.folder.blobs.contains(blob.digest))
                let refusal = await #expect(throws: RegistryRefusal.self) {
                    try await registry.repositories.remove(blob.digest, from: registry.name)
                }
                #expect(refusal?.code == .unsupported)
            }
            #expect(try await registry.folder.check.run().problems.isEmpty)
            try await registry.repositories.remove(.digest(digest), from: registry.name, by: nil)
            #expect(try await registry.folder.garbageCollection(gracePeriod: 0).run().blobs == 2)
        }
    }

    @Test("what a sparse index names may come later, in whichever order, and is held from then on")
    func later() async throws {
        try await TestRegistry.with { registry in
            let image = try await registry.manifest("amd64")
            let text = "a blob that comes later"
            let blob = Descriptor(
                mediaType: MediaType.layerGzip,
                digest: .sha256(of: text),
                size: Int64(text.utf8.count)
            )
            let never = Descriptor(mediaType: MediaType.manifest, digest: .sha256(of: "never"), size: 500)
            let (_, warnings) = try await push([descriptor(image), blob, never], registry)
            #expect(warnings.count == 1 && warnings[0].contains("\(image.digest)") && warnings[0].contains("2 more"))
            #expect(try await registry.folder.check.run().problems.isEmpty)

            try await registry.repositories.add(image, to: registry.name)
            try await registry.push(text)
            for tag in ["v1", "latest"] {
                try await registry.repositories.remove(.tag(tag), from: registry.name, by: nil)
            }
            let refusal = await #expect(throws: RegistryRefusal.self) {
                try await registry.repositories.remove(.digest(image.digest), from: registry.name, by: nil)
            }
            #expect(refusal?.code == .unsupported && refusal?.messages[0].contains("index") == true)
            _ = try await registry.folder.garbageCollection(gracePeriod: 0).run()
            #expect(registry.folder.blobs.contains(blob.digest))
            #expect(try await registry.folder.check.run().problems.isEmpty)
        }
    }

    @Test("an index makes nothing readable that only another repository has, now or later")
    func foreign() async throws {
        try await TestRegistry.with { registry in
            let secret = try await registry.push("secret of team/lab")
            let image = try await registry.manifest("of team/lab")
            try await registry.repositories.add(image, to: registry.name)
            let other = try #require(RepositoryName("ann/other"))
            _ = try await push([secret, descriptor(image)], registry, to: other)
            try await registry.push("secret of team/lab")
            try await registry.repositories.add(image, to: registry.name)
            await #expect(throws: RegistryRefusal.self) {
                try await registry.repositories.size(of: secret.digest, in: other)
            }
            await #expect(throws: RegistryRefusal.self) {
                try await registry.repositories.manifest(.digest(image.digest), in: other)
            }
        }
    }

    @Test("where versions are reviewed, what comes to an approved index later is not readable through the approval")
    func review() async throws {
        try await TestRegistry.with(needsReview: true) { registry in
            let repositories = registry.repositories
            let early = try await registry.manifest("amd64"), late = try await registry.manifest("arm64")
            try await repositories.add(early, to: registry.name)
            let bytes = try CanonicalJSON.encode(
                Index(
                    manifests: [descriptor(late), descriptor(early)],
                    annotations: [AnnotationKey.metadata: TestRegistry.metadata]
                )
            )
            let index = Repositories.ManifestPush(
                digest: Digest(of: bytes, by: .sha256),
                content: try ManifestContent(bytes, declaredType: MediaType.index),
                tags: ["1.0.0"],
                pusher: "someone"
            )
            try await repositories.add(index, to: registry.name)
            try await registry.folder.database.write { db in
                try db.execute(sql: "UPDATE manifest SET pushedAt = pushedAt - 10")
                try db.execute(sql: "UPDATE datalab_version SET published = published - 10, review = 'approved'")
            }
            func isReadable(_ digest: Digest) async throws -> Bool {
                do {
                    _ = try await repositories.manifest(.digest(digest), in: registry.name, .approved)
                    return true
                } catch let refusal as RegistryRefusal where refusal.code == .manifestUnknown {
                    return false
                }
            }
            // Also when the index is pushed again, which is no new version.
            for _ in 0..<2 {
                try await repositories.add(late, to: registry.name)
                try await repositories.add(index, to: registry.name)
                #expect(try await isReadable(index.digest))
                #expect(try await isReadable(early.digest))
                #expect(try await !isReadable(late.digest))
                #expect(try await repositories.isApproved(.sha256(of: "layer amd64"), in: registry.name))
                #expect(try await !repositories.isApproved(.sha256(of: "layer arm64"), in: registry.name))
            }
        }
    }

    @Test("what is there must have the size that the index gives")
    func sizes() async throws {
        try await TestRegistry.with { registry in
            var blob = try await registry.push("layer")
            blob.size += 1
            let wrong = blob
            let refusal = await #expect(throws: RegistryRefusal.self) { try await push([wrong], registry) }
            #expect(refusal?.code == .sizeInvalid)
        }
    }
}
