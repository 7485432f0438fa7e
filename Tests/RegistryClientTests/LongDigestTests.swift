import ContentStore
import Foundation
import Hashing
import OCIModel
import RegistryClient
import SystemPackage
import TestServers
import Testing

/// Images whose blobs and manifests are known by SHA-512, as image-spec 1.1 allows.
@Suite("images by SHA-512")
struct LongDigestTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-sha512-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func layout(_ name: String, in folder: URL) throws -> ImageLayout {
        try ImageLayout(root: FilePath(folder.appending(path: name).path))
    }

    private func client(_ host: String) -> Registry {
        var options = RegistryOptions()
        options.chunkSize = 1 << 20
        return Registry(host: host, credentials: CredentialStore(environment: [:]), options: options)
    }

    /// An index by SHA-256 of one image by SHA-512.
    private func makeIndex(in layout: ImageLayout) throws -> (index: Descriptor, image: Descriptor) {
        let image = try TestImage.make(in: layout, layerSizes: [2_500_000, 100], algorithm: .sha512)
        let bytes = try CanonicalJSON.encode(Index(manifests: [image]))
        let digest = try layout.blobs.put(bytes)
        return (Descriptor(mediaType: MediaType.index, digest: digest, size: Int64(bytes.count)), image)
    }

    @Test("are pushed, pulled and copied, and every byte is verified")
    func roundTrip() async throws {
        try await withFolder { folder in
            let server = try SupportServer("hostile-registry")
            defer { server.stop() }
            let (registry, made) = (client(server.address), try layout("made", in: folder))
            let (index, image) = try makeIndex(in: made)
            var options = ImagePush.Options()
            options.tags = ["one"]
            let report = try await ImagePush(to: registry, repository: "plain/lab", from: made.blobs).push(
                index,
                options
            )
            #expect(report.sent.blobs == 3)
            let place = try ImageReference("\(server.address)/plain/lab:one")
            for copy in [place, try ImageReference("\(server.address)/plain/copy:one")] {
                let scratch = try BlobStore(root: FilePath(folder.appending(path: "scratch").path))
                if copy != place {
                    _ = try await ImageCopy(from: registry, to: registry, through: scratch).copy(place, .all, to: copy)
                }
                let back = try layout(copy.repository, in: folder)
                let pulled = try await ImagePull(from: registry, into: back.blobs).pull(copy, .all)
                #expect(pulled.digest == index.digest)
                try TestImage.check(image, in: back)
            }
            // Known by SHA-512 itself, under a tag that the registry knows by SHA-256.
            options.tags = ["alone"]
            _ = try await ImagePush(to: registry, repository: "plain/lab", from: made.blobs).push(image, options)
            let pinned = try ImageReference("\(server.address)/plain/lab@\(image.digest)")
            let alone = try layout("alone", in: folder)
            let pulled = try await ImagePull(from: registry, into: alone.blobs).pull(pinned, .all)
            #expect(pulled.digest == image.digest)
            try TestImage.check(pulled, in: alone)
        }
    }

    @Test("other content of the same size is refused, and nothing of it is kept")
    func lie() async throws {
        try await withFolder { folder in
            let server = try SupportServer("hostile-registry")
            defer { server.stop() }
            let made = try layout("made", in: folder)
            let (index, image) = try makeIndex(in: made)
            var options = ImagePush.Options()
            options.tags = ["one"]
            let direct = client(server.address)
            _ = try await ImagePush(to: direct, repository: "plain/lab", from: made.blobs).push(index, options)
            let layer = try #require(StoredImage(image, in: made.blobs).manifest.layers.last)
            let body = String(repeating: "x", count: Int(layer.size))
            let rules = """
                [{"method": "GET", "path": "\(layer.digest.hex)", "do": {"answer": {"status": 200, "body": "\(body)"}}}]
                """
            let proxy = try SupportServer("fault-proxy", ["--upstream", "http://\(server.address)", "--rules", rules])
            defer { proxy.stop() }
            let back = try layout("back", in: folder)
            let place = try ImageReference("\(proxy.address)/plain/lab:one")
            let error = await #expect(throws: RegistryError.self) {
                try await ImagePull(from: client(proxy.address), into: back.blobs).pull(place, .all)
            }
            #expect(error?.code == .mismatch)
            #expect(!back.blobs.contains(layer.digest))
        }
    }
}
