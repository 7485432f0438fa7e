import ContentStore
import Foundation
import HTTPTransfer
import Hashing
import OCIModel
import RegistryClient
import Reporting
import SystemPackage
import TestServers
import Testing

/// A registry that lies, is endless, or wants to see credentials elsewhere: 284 ways, of which each is one test case.
@Suite("a hostile registry")
struct HostileRegistryTests {
    /// The server of all cases, and an image to push.
    private struct World: Sendable {
        let server: SupportServer
        let layout: ImageLayout
        let image: Descriptor

        static let shared = Result { try World() }

        init() throws {
            server = try SupportServer("hostile-registry", ["--limit", "67108864"])
            let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-hostile-\(UUID().uuidString)")
            layout = try ImageLayout(root: FilePath(folder.path))
            image = try TestImage.make(in: layout, layerSizes: [3 << 20, 100])
        }
    }

    @Test("is met with an error, or harms nothing", .timeLimit(.minutes(30)), arguments: HostileBehaviour.all)
    func behaviour(_ behaviour: HostileBehaviour) async throws {
        let world = try World.shared.get()
        let outcome: Result<Void, any Error>
        do {
            try await Self.turns.run { try await attempt(behaviour, world) }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        switch (Self.others[behaviour.name] ?? behaviour.expect, outcome) {
        case (.refuse, .success): Issue.record("was not refused: \(behaviour.reason)")
        case (.succeed, .failure(let error)): Issue.record("was refused: \(error)")
        case (_, .failure(let error)): checkWords(error)
        default: break
        }
        try checkEvil(behaviour, world)
    }

    /// Where the client does otherwise than the list expects, and why that is right.
    private static let others: [String: HostileBehaviour.Expectation] = [
        // Registries behind proxies name themselves with 'http'; path and query are taken, and sent to over https.
        "location-https-to-own-http": .succeed,
        // What PATCH says is not believed: the upload is asked where it is, and tells the truth.
        "range-text": .succeed, "range-negative": .succeed, "range-beyond-64-bits": .succeed,
        "range-not-from-0": .succeed,
    ]

    /// Errors are for people, in words that a terminal does not take for orders.
    private func checkWords(_ error: any Error) {
        guard let failure = error as? any ReportedFailure else {
            Issue.record("an error that is no report: \(type(of: error)) \(error)")
            return
        }
        for problem in failure.problems {
            let text = problem.description
            #expect(
                !text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" },
                "\(text.debugDescription)"
            )
            #expect(text.utf8.count < 4000)
            #expect(!text.contains(Self.password))
        }
    }

    private func checkEvil(_ behaviour: HostileBehaviour, _ world: World) throws {
        struct Entry: Decodable {
            let port: String
            let headers: [[String]]?
            let path: String?
        }
        guard let rule = behaviour.evil else { return }
        let all = try world.server.control([Entry].self, "/record")
        let seen = all.filter { $0.port == "evil" && ($0.path ?? "").contains(behaviour.name) }
        if rule == "untouched" { #expect(seen.isEmpty, "the other host was asked: \(seen)") }
        let secrets = seen.filter { entry in
            (entry.headers ?? []).contains { ["authorization", "cookie"].contains($0.first?.lowercased()) }
        }
        #expect(secrets.isEmpty, "the other host got credentials")
    }

    /// As many at once as the server's one accepting thread keeps up with.
    private static let turns = Turns(6)

    private static let password = "s3cr3t-w0rd"

    private func attempt(_ behaviour: HostileBehaviour, _ world: World) async throws {
        let isPlain = behaviour.scheme == "http"
        let host = world.server.facts[isPlain ? "address" : "tls-address"] ?? ""
        var options = RegistryOptions()
        options.transfer.retries.attempts = 2
        options.transfer.retries.firstWait = .milliseconds(5)
        options.transfer.retries.longestWait = .milliseconds(20)
        options.transfer.stallTimeout = .seconds(4)
        options.transfer.connectTimeout = .seconds(5)
        options.transfer.totalTimeout = .seconds(12)
        options.chunkSize = 1 << 20
        if !isPlain { options.transfer.certificates = CertificateSources(file: world.server.facts["ca"]) }
        let registry = Registry(
            host: host,
            credentials: CredentialStore(environment: [:]),
            credential: .password(user: "someone", password: Self.password),
            options: options
        )
        let name = "\(host)/\(behaviour.name)"
        let reference = try ImageReference(
            behaviour.reference.hasPrefix("sha256:")
                ? "\(name)@\(behaviour.reference)" : "\(name):\(behaviour.reference)"
        )
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-hostile-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        switch behaviour.operation {
        case .pull, .login:
            let layout = try ImageLayout(root: FilePath(folder.path))
            let choice = ImagePull.Choice.platform(Platform(architecture: "amd64"))
            let descriptor = try await ImagePull(from: registry, into: layout.blobs).pull(reference, choice)
            try TestImage.check(descriptor, in: layout)
        case .push, .mount:
            var push = ImagePush.Options()
            push.tags = ["pushed"]
            if behaviour.operation == .mount { push.mountSource = { _ in "plain/other" } }
            let target = ImagePush(to: registry, repository: behaviour.name, from: world.layout.blobs)
            _ = try await target.push(world.image, push)
        case .tags:
            _ = try await registry.tags(of: behaviour.name)
        case .referrers:
            _ = try await registry.referrers(of: reference)
        }
    }
}
