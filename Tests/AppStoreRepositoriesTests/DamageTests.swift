import AppStoreCore
import ContentStore
import Foundation
import Hashing
import OCIModel
import SystemPackage
import Testing

@Suite("what is gone, or damaged, is not vouched for")
struct DamageTests {
    private func isThere(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch let refusal as RegistryRefusal where [.blobUnknown, .manifestUnknown].contains(refusal.code) {
            return false
        }
    }

    @Test("what another process collects is not remembered: blobs, links of one repository, manifests without a tag")
    func otherProcess() async throws {
        try await TestRegistry.with { registry in
            let (repositories, name) = (registry.repositories, registry.name)
            let shared = try await registry.push("shared"), alone = try await registry.push("alone")
            let other = try #require(RepositoryName("team/other"))
            #expect(try await repositories.mount(shared.digest, from: name, to: other, by: nil))
            let holder = try CanonicalJSON.encode(Manifest(config: shared, layers: []))
            let push = Repositories.ManifestPush(
                digest: Digest(of: holder, by: .sha256),
                content: try ManifestContent(holder, declaredType: nil),
                tags: ["v1"],
                pusher: nil
            )
            try await repositories.add(push, to: other)
            let loose = try await registry.manifest("loose")
            try await repositories.add(loose, to: name)
            for tag in ["v1", "latest"] { try await repositories.remove(.tag(tag), from: name, by: nil) }
            for _ in 0..<2 {
                #expect(try await isThere { _ = try await repositories.size(of: shared.digest, in: name) })
                #expect(try await isThere { _ = try await repositories.lease(alone.digest, in: name) })
                #expect(try await isThere { _ = try await repositories.manifest(.digest(loose.digest), in: name) })
            }
            let command = try AppStoreFolder(FilePath(registry.folder.blobs.root.string), create: false)
            let collector = command.repositories(gracePeriod: 0)
            for time in [Date(), Date() + 10] { _ = try await collector.removeUntagged(after: 1, at: time) }
            _ = try await command.garbageCollection(gracePeriod: 0).run()
            #expect(registry.folder.blobs.contains(shared.digest))
            #expect(try await !isThere { _ = try await repositories.size(of: shared.digest, in: name) })
            #expect(try await !isThere { _ = try await repositories.lease(alone.digest, in: name) })
            #expect(try await !isThere { _ = try await repositories.manifest(.digest(loose.digest), in: name) })
            #expect(try await isThere { _ = try await repositories.size(of: shared.digest, in: other) })
        }
    }

    @Test(
        "a missing or cut file is not there for HEAD, a mount or a manifest; pushed again, it is whole",
        arguments: [0, 3]
    )
    func repair(bytesLeft: Int) async throws {
        try await TestRegistry.with { registry in
            let (repositories, name, blobs) = (registry.repositories, registry.name, registry.folder.blobs)
            let image = try await registry.manifest("a")
            try await repositories.add(image, to: name)
            let digest = Digest.sha256(of: "layer a")
            _ = try await repositories.lease(digest, in: name)
            let path = blobs.path(of: digest).string
            try FileManager.default.removeItem(atPath: path)
            if bytesLeft > 0 { try Data("layer a".utf8.prefix(bytesLeft)).write(to: URL(filePath: path)) }
            #expect(try await registry.folder.check.run().problems.count == 1)

            #expect(try await !isThere { _ = try await repositories.lease(digest, in: name) })
            #expect(try await !isThere { _ = try await repositories.size(of: digest, in: name) })
            let other = try #require(RepositoryName("team/other"))
            #expect(try await !repositories.mount(digest, from: name, to: other, by: nil))
            let refusal = await #expect(throws: RegistryRefusal.self) { try await repositories.add(image, to: name) }
            #expect(refusal?.code == .manifestBlobUnknown && refusal?.messages.first?.contains("\(digest)") == true)

            try await registry.push("layer a")
            try await repositories.add(image, to: name)
            #expect(try await isThere { _ = try await repositories.lease(digest, in: name) })
            #expect(try blobs.read(digest) == Array("layer a".utf8))
            #expect(try await registry.folder.check.run().problems.isEmpty)
        }
    }
}
