import ContentStore
import Foundation
import HTTPTransfer
import OCIModel
import OddNumbers
import RegistryClient
import SystemPackage
import TestServers
import Testing

/// Answers of servers with every number in their heads and bodies replaced.
@Suite("numbers in answers", .timeLimit(.minutes(10)))
struct AnswerTests {
    /// The heads that carry numbers, each in the forms it has; `#` stands for the number.
    private static let heads = [
        ("Content-Length", "#"), ("Content-Range", "bytes 4-#/#"), ("Content-Range", "bytes #-9/10"),
        ("Retry-After", "#"),
        ("Range", "0-#"), ("Range", "bytes=0-#"), ("Range", "#-9"), ("OCI-Chunk-Min-Length", "#"), ("Age", "#"),
        ("Link", "</v2/a/tags/list?n=#&last=#>; rel=\"next\""), ("Location", "/v2/a/blobs/uploads/#?offset=#"),
        ("ETag", "\"#\""), ("Docker-Content-Digest", "sha256:#"),
    ]

    private static var answers: [(head: String, value: String)] {
        heads.flatMap { head, form in OddNumbers.texts.map { (head, form.replacing("#", with: $0)) } }
    }

    private static func options() -> TransferOptions {
        var options = TransferOptions()
        options.retries.attempts = 2
        options.retries.firstWait = .milliseconds(1)
        options.retries.longestWait = .milliseconds(2)
        options.retries.longestServerWait = .milliseconds(10)
        options.stallTimeout = .seconds(2)
        options.connectTimeout = .seconds(5)
        options.totalTimeout = .seconds(5)
        return options
    }

    @Test("every number in the head of a download that was cut and goes on")
    func downloads() async throws {
        let server = try SupportServer("odd-answers")
        defer { server.stop() }
        let session = TransferSession(Self.options())
        for (head, value) in Self.answers {
            for status in [200, 206, 416, 429, 503] {
                var url = URLComponents()
                url.path = "/cut"
                url.queryItems = [("head", head), ("value", value), ("status", "\(status)")].map {
                    URLQueryItem(name: $0.0, value: $0.1)
                }
                var request = TransferRequest(.get, try TransferURL(server.url + (url.string ?? "")))
                request.sizeLimit = 1 << 20
                _ = try? await session.send(request)
            }
        }
    }

    @Test("every number that a registry and its token server answer to a push, a pull and a question for tags")
    func registries() async throws {
        let server = try SupportServer("odd-answers")
        defer { server.stop() }
        let folder = FileManager.default.temporaryDirectory.appending(path: "odd-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let layout = try ImageLayout(root: FilePath(folder.path))
        let image = try Self.image(in: layout.blobs)
        let json = OddNumbers.texts.map { $0.isEmpty || $0 == "NaN" ? "\"\($0)\"" : $0 }
        var worlds = json.map { ["expires_in": $0] }
        worlds += Self.answers.map { ["head": $0.head, "value": $0.value] }
        for world in worlds {
            try server.post("/world", String(decoding: JSONEncoder().encode(world), as: UTF8.self))
            var options = RegistryOptions()
            options.transfer = Self.options()
            options.chunkSize = 50
            options.uploads = FilePath(folder.appending(path: "uploads").path)
            let registry = Registry(
                host: server.address,
                credentials: CredentialStore(environment: [:]),
                credential: .password(user: "a", password: "b"),
                options: options
            )
            var push = ImagePush.Options()
            push.tags = ["1.0.0-0"]
            _ = try? await ImagePush(to: registry, repository: "a", from: layout.blobs).push(image, push)
            _ = try? await registry.tags(of: "a")
            _ = try? await registry.manifest(ImageReference("\(server.address)/a:1"))
        }
    }

    private static func image(in blobs: BlobStore) throws -> Descriptor {
        let put = { (bytes: [UInt8], type: String) in
            Descriptor(mediaType: type, digest: try blobs.put(bytes), size: Int64(bytes.count))
        }
        let layer = try put([UInt8](repeating: 7, count: 120), "application/vnd.oci.image.layer.v1.tar+gzip")
        let manifest = Manifest(config: try put(Array("{}".utf8), MediaType.config), layers: [layer])
        return try put(CanonicalJSON.encode(manifest), MediaType.manifest)
    }

    @Test("what an upload remembers of itself on disk")
    func uploads() async throws {
        for number in ["18446744073709551615", "9223372036854775808", "70368744177665"] {
            let server = try SupportServer("odd-answers")
            defer { server.stop() }
            let folder = FileManager.default.temporaryDirectory.appending(path: "odd-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let layout = try ImageLayout(root: FilePath(folder.path))
            let image = try Self.image(in: layout.blobs)
            // The end of each upload fails, so that it is remembered; the second time it goes on from there.
            try server.post("/world", #"{"head": "OCI-Chunk-Min-Length", "value": "\#(number)", "fails": "PUT"}"#)
            var options = RegistryOptions()
            options.transfer = Self.options()
            options.chunkSize = 50
            options.uploads = FilePath(folder.appending(path: "uploads").path)
            for _ in 0..<2 {
                let registry = Registry(
                    host: server.address,
                    credentials: CredentialStore(environment: [:]),
                    options: options
                )
                _ = try? await ImagePush(to: registry, repository: "a", from: layout.blobs).push(image)
            }
        }
    }

    @Test("how long a server asks to be left alone")
    func waits() {
        #expect(RetryAfter.wait("4294967296") == .seconds(4_294_967_295))
        #expect(RetryAfter.wait("18446744073709551616") == .seconds(4_294_967_295))
        #expect(RetryAfter.wait("2") == .seconds(2))
        for text in ["-1", "NaN", "", "1e400"] { #expect(RetryAfter.wait(text) == nil) }
    }
}
