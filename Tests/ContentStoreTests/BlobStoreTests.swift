import ContentStore
import Foundation
import OCIModel
import SystemPackage
import Testing

@Suite("blobs on disk")
struct BlobStoreTests {
    @Test("a blob is found by the digest of its bytes, and only once it is finished")
    func ingest() throws {
        try withFolder { folder in
            let store = try BlobStore(root: folder)
            let writer = try store.ingest()
            try Array("hello".utf8).withUnsafeBytes { try writer.write($0) }
            let digest = try #require(Digest("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"))
            #expect(!store.contains(digest))
            let blob = try writer.finish()
            #expect(blob.digest == digest)
            #expect(blob.size == 5)
            #expect(try store.read(digest) == Array("hello".utf8))
        }
    }

    @Test("a writer that is dropped leaves nothing")
    func abandoned() throws {
        try withFolder { folder in
            let store = try BlobStore(root: folder)
            try Array("half".utf8).withUnsafeBytes { try store.ingest().write($0) }
            #expect(try files(in: folder) == ["oci-layout"])
        }
    }

    @Test("what a killed writer left is removed at the next start, what a living one writes is not")
    func leftovers() throws {
        try withFolder { folder in
            let store = try BlobStore(root: folder)
            let living = try store.ingest()
            try Data("left".utf8).write(to: URL(filePath: folder.appending("ingest/1-2").string))
            _ = try BlobStore(root: folder)
            #expect(try files(in: folder).filter { $0.hasPrefix("ingest/") }.count == 1)
            #expect(try living.finish().size == 0)
        }
    }

    @Test("content that is not what it should be is refused and not kept")
    func mismatch() throws {
        try withFolder { folder in
            let store = try BlobStore(root: folder)
            let other = try store.put(Array("other".utf8))
            let writer = try store.ingest()
            #expect(throws: StoreError.self) { try writer.finish(expected: other) }
        }
        try withFolder { folder in
            let store = try BlobStore(root: folder)
            let digest = try store.put(Array("right".utf8))
            try FileManager.default.removeItem(atPath: store.path(of: digest).string)
            try Data("wrong".utf8).write(to: URL(filePath: store.path(of: digest).string))
            #expect(throws: StoreError.self) { try store.read(digest) }
        }
    }

    @Test("names move, and many writers lose none")
    func references() async throws {
        try await withFolder { folder in
            let layout = try ImageLayout(root: folder)
            let digest = try layout.blobs.put(Array("{}".utf8))
            let manifest = Descriptor(mediaType: MediaType.manifest, digest: digest, size: 2)
            try await withThrowingTaskGroup { group in
                for number in 0..<20 {
                    group.addTask { try ImageLayout(root: folder).setReference("name:\(number % 10)", to: manifest) }
                }
                try await group.waitForAll()
            }
            #expect(try layout.references().map(\.name) == (0..<10).map { "name:\($0)" })
            #expect(try layout.resolve("name:3").digest == digest)
            #expect(throws: StoreError.self) { try layout.resolve("name:11") }
        }
    }

    private func files(in folder: FilePath) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.string).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder.appending($0).string, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    private func withFolder(_ body: (FilePath) throws -> Void) throws {
        let folder = FilePath(NSTemporaryDirectory()).appending(UUID().uuidString)
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        try body(folder)
    }

    private func withFolder(_ body: (FilePath) async throws -> Void) async throws {
        let folder = FilePath(NSTemporaryDirectory()).appending(UUID().uuidString)
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        try await body(folder)
    }
}
