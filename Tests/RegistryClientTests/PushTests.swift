import ContentStore
import Foundation
import HTTPTransfer
import Hashing
import OCIModel
import RegistryClient
import Reporting
import Synchronization
import SystemPackage
import TestServers
import Testing

/// What a push asks for, leaves out and says: a proxy before the registry counts.
@Suite("pushes, as a registry sees them")
struct PushTests {
    /// A registry, the proxy before it, and a store.
    private struct World {
        let registry: SupportServer
        let proxy: SupportServer
        let layout: ImageLayout
        /// The registry without the proxy, and through it.
        let direct: Registry
        let watched: Registry

        func push(_ image: Descriptor, to repository: String, by registry: Registry, tags: [String]) async throws
            -> PushReport
        {
            var options = ImagePush.Options()
            options.tags = tags
            return try await ImagePush(to: registry, repository: repository, from: layout.blobs).push(image, options)
        }

        /// The requests through the proxy so far.
        func requests() throws -> [Request] { try proxy.control([Request].self, "/record") }
    }

    private struct Request: Decodable {
        let method: String
        let path: String
        let time: Double
    }

    private func withWorld(
        _ backend: String = "run-registry",
        rules: String = "[]",
        options change: (inout RegistryOptions) -> Void = { _ in },
        _ body: (World) async throws -> Void
    ) async throws {
        let registry = try SupportServer(backend)
        defer { registry.stop() }
        let proxy = try SupportServer("fault-proxy", ["--upstream", "http://\(registry.address)", "--rules", rules])
        defer { proxy.stop() }
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-pushes-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = RegistryOptions()
        options.transfer.retries.firstWait = .milliseconds(5)
        options.transfer.retries.longestWait = .milliseconds(50)
        options.chunkSize = 1 << 20
        change(&options)
        let client = { (host: String) in
            Registry(host: host, credentials: CredentialStore(environment: [:]), options: options)
        }
        let layout = try ImageLayout(root: FilePath(folder.path))
        try await body(
            World(
                registry: registry,
                proxy: proxy,
                layout: layout,
                direct: client(registry.address),
                watched: client(proxy.address)
            )
        )
    }

    @Test("layers that the published manifest of the base proves to be there are not asked for")
    func baseProof() async throws {
        try await withWorld { world in
            let base = try TestImage.make(in: world.layout, layerSizes: [300_000, 200])
            _ = try await world.push(base, to: "team/base", by: world.direct, tags: ["base"])
            let layers = try StoredImage(base, in: world.layout.blobs).manifest.layers
            let image = try TestImage.make(in: world.layout, layerSizes: [100], seed: 2) { manifest in
                manifest.layers = layers + manifest.layers
                manifest.annotations = [AnnotationKey.baseDigest: "\(base.digest)"]
            }
            let report = try await world.push(image, to: "team/base", by: world.watched, tags: ["one"])
            #expect(report.present.blobs == 2 && report.sent.blobs == 2)
            let asked = try world.requests().filter { request in
                layers.contains { request.path.contains($0.digest.hex) }
            }
            #expect(asked.isEmpty, "\(asked)")
        }
    }

    @Test("a push of nothing reads each tag once, and sends nothing")
    func nothing() async throws {
        try await withWorld { world in
            let image = try TestImage.make(in: world.layout, layerSizes: [3000, 200])
            _ = try await world.push(image, to: "team/lab", by: world.direct, tags: ["one", "two"])
            let report = try await world.push(image, to: "team/lab", by: world.watched, tags: ["one", "two"])
            #expect(report.present.blobs == 3 && report.tags == ["one", "two"])
            let requests = try world.requests().filter { $0.path != "/v2/" }
            #expect(
                requests.map { "\($0.method) \($0.path)" }.sorted()
                    == ["one", "two"].map { "GET /v2/team/lab/manifests/\($0)" }
            )
        }
    }

    @Test("without the referrers API the list under the tag is merged with what another writer put there meanwhile")
    func referrersFallback() async throws {
        // The first list of ours is as good as undone at once: whoever writes last wins.
        let lost = #"[{"method": "PUT", "path": "/manifests/sha256-", "times": 1, "do": {"answer": {"status": 201}}}]"#
        try await withWorld(rules: lost) { world in
            let subject = try TestImage.make(in: world.layout, layerSizes: [100])
            _ = try await world.push(subject, to: "team/lab", by: world.direct, tags: ["one"])
            let referrers = try (2...3).map { seed in
                try TestImage.make(in: world.layout, layerSizes: [100], seed: seed) { manifest in
                    manifest.subject = subject
                    manifest.artifactType = "application/vnd.example.\(seed)"
                }
            }
            _ = try await world.push(referrers[0], to: "team/lab", by: world.direct, tags: [])
            _ = try await world.push(referrers[1], to: "team/lab", by: world.watched, tags: [])
            let place = try ImageReference("\(world.registry.address)/team/lab@\(subject.digest)")
            let listed = try await world.direct.referrers(of: place)
            #expect(Set(listed.map(\.digest)) == Set(referrers.map(\.digest)))
            #expect(Set(listed.map(\.artifactType)) == ["application/vnd.example.2", "application/vnd.example.3"])
            let puts = try world.requests().filter { $0.method == "PUT" && $0.path.contains("/manifests/sha256-") }
            #expect(puts.count == 2)
        }
    }

    @Test("what a registry warns of is told")
    func warnings() async throws {
        let rules = #"[{"path": "/v2/", "do": {"add-response": {"Warning": "299 - \"soon closed\""}}}]"#
        let told = Told()
        try await withWorld(rules: rules, options: { $0.progress = { told.take($0) } }) { world in
            let image = try TestImage.make(in: world.layout, layerSizes: [100])
            _ = try await world.push(image, to: "team/lab", by: world.watched, tags: ["one"])
            #expect(told.warnings.contains { $0.contains(world.proxy.address) && $0.contains("soon closed") })
        }
    }

    @Test("a request to a registry that never recovers ends at the deadline", .timeLimit(.minutes(10)))
    func deadline() async throws {
        let rules = #"[{"path": "/manifests/", "do": {"answer": {"status": 503}}}]"#
        let change: (inout RegistryOptions) -> Void = { options in
            options.transfer.totalTimeout = .seconds(20)
            options.transfer.retries.attempts = 1_000_000
        }
        try await withWorld(rules: rules, options: change) { world in
            let place = try ImageReference("\(world.proxy.address)/team/lab:one")
            let start = ContinuousClock.now
            await #expect(throws: (any Error).self) { try await world.watched.manifest(place) }
            #expect(ContinuousClock.now - start >= .seconds(2))
            // The look whether there is a registry, and two attempts at least: a busy machine may leave time for no more.
            #expect(try world.requests().count > 2, "it was not tried again")
        }
    }

    @Test("a registry that asks to be left alone is left alone: by seconds and by a date", arguments: [true, false])
    func retryAfter(isDate: Bool) async throws {
        try await withWorld("hostile-registry") { world in
            let image = try TestImage.make(in: world.layout, layerSizes: [1_500_000])
            let text = isDate ? httpDate(Date(timeIntervalSinceNow: 15)) : "3"
            let answer = #"{"status": 429, "headers": {"Retry-After": "\#(text)"}}"#
            let rule = #"{"method": "PATCH", "path": "/blobs/uploads/", "times": 1, "do": {"answer": \#(answer)}}"#
            try world.proxy.post("/rules", "[\(rule)]")
            _ = try await world.push(image, to: "plain/lab", by: world.watched, tags: ["one"])
            let times = try world.requests().filter { $0.method == "PATCH" }.map(\.time).sorted()
            let pause = try #require(times.count > 1 ? times[1] - times[0] : nil)
            // A part of the fifteen seconds has gone by before the date is told.
            #expect(pause > (isDate ? 1 : 2.5), "\(times)")
        }
    }

    private func httpDate(_ date: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: date)
    }

    /// The warnings among progress events.
    private final class Told: Sendable {
        private let texts = Mutex<[String]>([])

        var warnings: [String] { texts.withLock { $0 } }

        func take(_ event: ProgressEvent) {
            guard case .warning(let problem) = event else { return }
            texts.withLock { $0.append(problem.description) }
        }
    }
}
