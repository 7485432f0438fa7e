import ContentStore
import DatalabBuild
import Foundation
import HTTPTransfer
import OCIModel
import RegistryClient
import SystemPackage
import TestServers
import Testing

/// What another repository of a registry has is mounted from there, not sent again; no other registry hears of it.
@Suite("publishing what a registry has elsewhere", .timeLimit(.minutes(5)))
final class MountedPublicationTests {
    private let folder: URL
    private let credentials = CredentialStore(environment: [:])

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "datalab-mounts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// A request as the registry saw it.
    private struct Seen: Decodable {
        let method: String
        let path: String
        let bytes: Int

        private enum CodingKeys: String, CodingKey {
            case method, path
            case bytes = "request-bytes"
        }
    }

    private func home(_ name: String) -> DatalabHome { DatalabHome(root: FilePath(folder.appending(path: name).path)) }

    private func publish(_ image: String, _ home: DatalabHome, to place: String) async throws -> Publication {
        var options = RegistryOptions()
        options.transfer.retries.attempts = 2
        let publisher = DatalabPublisher(home: home, credentials: credentials, options: options)
        return try await publisher.publish(publisher.plan(image, to: ImageReference(place)))
    }

    /// Puts an image into a repository, and pulls it into a home as `datalab pull` does.
    private func pulled(_ place: String, _ home: DatalabHome) async throws -> String {
        let maker = self.home("maker-\(UUID().uuidString)")
        let made = try ImageLayout(root: maker.store)
        try made.setReference("lab:1.0.0-0", to: TestImage.make(in: made, layerSizes: [1 << 20, 100]))
        _ = try await publish("lab:1.0.0-0", maker, to: place)
        let reference = try ImageReference("\(place):1.0.0-0")
        let registry = Registry(host: reference.registry, credentials: credentials)
        let layout = try ImageLayout(root: home.store)
        let image = try await ImagePull(from: registry, into: layout.blobs)
            .pull(reference, .platform(Platform(architecture: "amd64")))
        try layout.setReference("\(reference)", to: image)
        try layout.remember(image.digest, isIn: reference)
        return "\(reference)"
    }

    @Test("what was pulled is mounted, also under another name, and so is what was published")
    func mounts() async throws {
        let server = try SupportServer("hostile-registry")
        defer { server.stop() }
        let home = home("home")
        let image = try await pulled("\(server.address)/plain/one", home)
        let before = try server.control([Seen].self, "/record").count
        let second = try await publish(image, home, to: "\(server.address)/plain/two")
        #expect(second.report.sent.blobs == 0 && second.report.mounted.blobs == 3)
        let layout = try ImageLayout(root: home.store)
        try layout.setReference("mine:1.0.0-0", to: layout.resolve(image))
        let third = try await publish("mine:1.0.0-0", home, to: "\(server.address)/plain/three")
        #expect(third.report.sent.blobs == 0 && third.report.mounted.blobs == 3)
        let seen = try server.control([Seen].self, "/record").dropFirst(before)
        // Manifests are all that is sent.
        #expect(seen.map(\.bytes).reduce(0, +) < 10_000)
        #expect(seen.contains { $0.path.contains("from=plain%2Ftwo") })
    }

    @Test("another registry is sent what it lacks, and hears of no repository of the first")
    func secrecy() async throws {
        let (first, other) = (try SupportServer("hostile-registry"), try SupportServer("hostile-registry"))
        defer { first.stop(); other.stop() }
        let home = home("home")
        let image = try await pulled("\(first.address)/plain/private-name", home)
        let publication = try await publish(image, home, to: "\(other.address)/plain/two")
        #expect(publication.report.mounted.blobs == 0 && publication.report.sent.bytes > 1 << 20)
        let seen = try other.control([Seen].self, "/record")
        #expect(!seen.isEmpty && seen.allSatisfy { !$0.path.contains("private-name") })
    }

    @Test("what cannot be mounted is sent: the repository is gone, or the registry refuses", arguments: [false, true])
    func fallback(isRefused: Bool) async throws {
        let registry = try SupportServer("hostile-registry")
        let rules = #"[{"method": "POST", "path": "mount=", "times": "every", "do": {"answer": {"status": 403}}}]"#
        let proxy = try SupportServer(
            "fault-proxy",
            ["--upstream", "http://\(registry.address)", "--rules", isRefused ? rules : "[]"]
        )
        defer { proxy.stop(); registry.stop() }
        let home = home("home")
        let image = try await pulled("\(proxy.address)/plain/one", home)
        let layout = try ImageLayout(root: home.store)
        if !isRefused {
            // Under a name that the registry does not have.
            try layout.remember(layout.resolve(image).digest, isIn: ImageReference("\(proxy.address)/plain/gone"))
        }
        let publication = try await publish(image, home, to: "\(proxy.address)/plain/two")
        #expect(publication.report.mounted.blobs == 0 && publication.report.sent.bytes > 1 << 20)
    }

    @Test("a plan says what goes where, is the same for 'lab' and 'lab:latest', and sends nothing")
    func plans() async throws {
        let server = try SupportServer("hostile-registry")
        defer { server.stop() }
        let home = home("home")
        let layout = try ImageLayout(root: home.store)
        let image = try TestImage.make(in: layout, layerSizes: [1 << 20, 100])
        for name in ["lab:1.0.0-0", "lab:1.0.0-12", "lab:latest"] { try layout.setReference(name, to: image) }
        let publisher = DatalabPublisher(home: home, credentials: credentials, options: RegistryOptions())
        let place = try ImageReference("\(server.address)/plain/one")
        for name in ["lab", "lab:latest", "lab:1.0.0-12"] {
            let plan = try await publisher.plan(name, to: place)
            #expect(plan.tags == ["1.0.0-12", "1.0.0", "latest"] && plan.keptTags.isEmpty)
            #expect(plan.repository == place.name && plan.layers == 2 && plan.size == 1 << 20 + 100)
        }
        let seen = try server.control([Seen].self, "/record")
        #expect(seen.allSatisfy { $0.method == "GET" && $0.bytes == 0 })
    }

    @Test("Debian's docker-registry mounts too")
    func dockerRegistry() async throws {
        let server = try SupportServer("run-registry")
        defer { server.stop() }
        let home = home("home")
        let image = try await pulled("\(server.address)/team/one", home)
        let publication = try await publish(image, home, to: "\(server.address)/team/two")
        #expect(publication.report.sent.blobs == 0 && publication.report.mounted.blobs == 3)
    }
}
