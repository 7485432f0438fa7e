import ContentStore
import Foundation
import HTTPTransfer
import OCIModel
import RegistryClient
import SystemPackage
import TestServers
import Testing

/// A registry behind a proxy that cuts, delays, loses and changes: every push ends complete and correct, or with an error and
/// no tag.
@Suite("a faulty way to the registry")
struct FaultTests {
    /// What goes wrong.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        /// The proxy's rules (Tests/Support/registry/README.md).
        let rules: String
        var mounts = false

        var testDescription: String { name }
    }

    /// Registries: one that conforms and resumes, and Debian's docker-registry, which does not.
    enum Backend: String, CaseIterable, Sendable {
        case conforming = "hostile-registry"
        case docker = "run-registry"
    }

    private static let turns = Turns(4)

    private static func rule(_ method: String, _ path: String, _ times: String, _ action: String) -> String {
        #"[{"method": "\#(method)", "path": "\#(path)", "times": \#(times), "do": {\#(action)}}]"#
    }

    static let passing: [Fault] = {
        let uploads = "/blobs/uploads/"
        var faults: [Fault] = [
            Fault(name: "the first chunk is cut", rules: rule("PATCH", uploads, "1", #""cut-request": 300000"#)),
            Fault(
                name: "a later chunk is cut, politely",
                rules: rule("PATCH", uploads, "3", #""cut-request": {"after": 5, "how": "fin"}"#)
            ),
            Fault(
                name: "two chunks in a row are cut",
                rules: rule("PATCH", uploads, "[2, 3]", #""cut-request": 900000"#)
            ),
            Fault(name: "a whole small blob is cut", rules: rule("PUT", uploads, "1", #""cut-request": 50"#)),
            Fault(
                name: "the answer to a chunk is lost",
                rules: rule("PATCH", uploads, "2", #""drop-response": "rst""#)
            ),
            Fault(
                name: "the answers to all ends are lost once",
                rules: rule("PUT", uploads, #"{"first": 3}"#, #""drop-response": "fin""#)
            ),
            Fault(
                name: "the answer to a beginning is lost",
                rules: rule("POST", uploads, "1", #""drop-response": "rst""#)
            ),
            Fault(
                name: "the answer to a manifest is lost",
                rules: rule("PUT", "/manifests/", "1", #""drop-response": "rst""#)
            ),
            Fault(
                name: "the answers to lookups are cut",
                rules: rule("GET|HEAD", "/v2/.+", #"{"first": 2}"#, #""drop-response": "rst""#)
            ),
            Fault(name: "416 to a chunk", rules: rule("PATCH", uploads, "2", #""answer": {"status": 416}"#)),
            Fault(
                name: "429 with a wait",
                rules: rule("PATCH", uploads, "1", #""answer": {"status": 429, "headers": {"Retry-After": "1"}}"#)
            ),
            Fault(name: "everything is slow", rules: rule("POST|PUT|GET", "/v2/", #""every""#, #""delay": 0.1"#)),
            Fault(
                name: "a mount becomes an upload",
                rules: rule("POST", "mount=", #""every""#, #""mount-as-upload": true"#),
                mounts: true
            ),
            Fault(
                name: "a chunk is cut, and where to go on is not told",
                rules: #"""
                    [{"method": "PATCH", "path": "/blobs/uploads/", "times": 2, "do": {"cut-request": 300000}},
                     {"method": "GET", "path": "/blobs/uploads/", "do": {"strip-response": ["Location"]}}]
                    """#
            ),
            Fault(
                name: "Ranges are not told",
                rules: rule("PATCH", uploads, #""every""#, #""strip-response": ["Range"]"#)
            ),
            Fault(
                name: "digests are not told",
                rules: rule(".*", "/v2/", #""every""#, #""strip-response": ["Docker-Content-Digest"]"#)
            ),
            Fault(
                name: "a warning comes with everything",
                rules: rule(".*", "/v2/", #""every""#, #""add-response": {"Warning": "299 - \"soon closed\""}"#)
            ),
            Fault(
                name: "chunks have a minimum",
                rules: rule("POST|PATCH|PUT", uploads, #""every""#, #""chunk-minimum": 2000000"#)
            ),
        ]
        for status in [500, 502, 503] {
            for method in ["POST", "PATCH", "PUT", "GET", "HEAD"] {
                let action = #""answer": {"status": \#(status), "body": "oops"}"#
                faults.append(
                    Fault(name: "\(status) to the second \(method)", rules: rule(method, "/v2/.+", "2", action))
                )
            }
        }
        for form in ["relative", "query", "other-case"] {
            faults.append(
                Fault(
                    name: "Location: \(form)",
                    rules: rule(".*", uploads, #""every""#, #""rewrite-location": "\#(form)""#)
                )
            )
        }
        return faults
    }()

    @Test("a push ends complete and correct", .timeLimit(.minutes(30)), arguments: passing, Backend.allCases)
    func complete(_ fault: Fault, _ backend: Backend) async throws {
        try await Self.turns.run {
            try await withRegistry(backend) { registry, direct in
                if fault.mounts { _ = try await push(to: direct, "plain/other") }
                let proxy = try SupportServer(
                    "fault-proxy",
                    ["--upstream", "http://\(registry)", "--rules", fault.rules]
                )
                defer { proxy.stop() }
                let report = try await push(
                    to: client(proxy.address),
                    "plain/lab",
                    mountFrom: fault.mounts ? "plain/other" : nil
                )
                #expect(report.tags == ["one", "two"])
                #expect(try rulesApplied(proxy) > 0, "nothing went wrong: the test tests nothing")
                try await checkWhole(report.digest, direct)
            }
        }
    }

    @Test(
        "what never gets better ends with an error, in time, and nothing is tagged",
        .timeLimit(.minutes(30)),
        arguments: [
            Fault(
                name: "500 to every chunk",
                rules: rule("PATCH", "/blobs/uploads/", #""every""#, #""answer": {"status": 500}"#)
            ),
            Fault(name: "every end is cut", rules: rule("PUT", "/blobs/uploads/", #""every""#, #""cut-request": 10"#)),
            Fault(
                name: "403 to a blob",
                rules: rule(
                    "PUT",
                    "/blobs/uploads/",
                    "2",
                    #""answer": {"status": 403, "body": {"errors": [{"code": "DENIED", "message": "quota is used up"}]}}"#
                )
            ),
            Fault(name: "413 to the manifest", rules: rule("PUT", "/manifests/", "1", #""answer": {"status": 413}"#)),
            Fault(
                name: "a wait of a year",
                rules: rule(
                    "PATCH",
                    "/blobs/uploads/",
                    #""every""#,
                    #""answer": {"status": 429, "headers": {"Retry-After": "31536000"}}"#
                )
            ),
        ]
    )
    func failing(_ fault: Fault) async throws {
        try await Self.turns.run {
            try await withRegistry(.conforming) { registry, direct in
                let before = try await push(to: direct, "plain/lab", seed: 7)
                let proxy = try SupportServer(
                    "fault-proxy",
                    ["--upstream", "http://\(registry)", "--rules", fault.rules]
                )
                defer { proxy.stop() }
                let error = await #expect(throws: (any Error).self) {
                    try await push(to: client(proxy.address), "plain/lab")
                }
                if fault.name.hasPrefix("403") { #expect("\(error as Any)".contains("quota is used up")) }
                for tag in ["one", "two"] {
                    let reference = try ImageReference("\(registry)/plain/lab:\(tag)")
                    #expect(try await direct.digest(of: reference) == before.digest)
                }
            }
        }
    }

    @Test("credentials that end in the middle are got anew", .timeLimit(.minutes(30)), arguments: [true, false])
    func renewal(isRevoked: Bool) async throws {
        let registry = try SupportServer("run-registry", ["--auth", "token"] + (isRevoked ? [] : ["--dead", "1"]))
        defer { registry.stop() }
        let proxy = try SupportServer("fault-proxy", ["--upstream", "http://\(registry.address)"])
        defer { proxy.stop() }
        let credential = RegistryCredential.password(
            user: registry.facts["user"] ?? "",
            password: registry.facts["password"] ?? ""
        )
        let client = client(isRevoked ? proxy.address : registry.address, credential)
        let first = try await push(to: client, "team/lab", layers: [200_000])
        if isRevoked { try proxy.post("/revoke", "") }
        let second = try await push(to: client, "team/lab", seed: 2, layers: [2_500_000])
        #expect(first.digest != second.digest)
        #expect(second.tags == ["one", "two"])
    }

    // MARK: helps

    private func withRegistry(_ backend: Backend, _ body: (String, Registry) async throws -> Void) async throws {
        let server = try SupportServer(backend.rawValue)
        defer { server.stop() }
        try await body(server.address, client(server.address))
    }

    private func client(_ host: String, _ credential: RegistryCredential? = nil) -> Registry {
        var options = RegistryOptions()
        options.transfer.retries.firstWait = .milliseconds(5)
        options.transfer.retries.longestWait = .milliseconds(50)
        options.transfer.totalTimeout = .seconds(120)
        options.chunkSize = 1 << 20
        return Registry(
            host: host,
            credentials: CredentialStore(environment: [:]),
            credential: credential,
            options: options
        )
    }

    private func push(
        to registry: Registry,
        _ repository: String,
        seed: UInt64 = 1,
        layers: [Int] = [3_500_000, 200_000, 100],
        mountFrom: String? = nil,
    ) async throws -> PushReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-push-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let layout = try ImageLayout(root: FilePath(folder.path))
        let image = try TestImage.make(in: layout, layerSizes: layers, seed: seed)
        var options = ImagePush.Options()
        options.tags = ["one", "two"]
        options.mountSource = { _ in mountFrom }
        return try await ImagePush(to: registry, repository: repository, from: layout.blobs).push(image, options)
    }

    private func checkWhole(_ digest: Digest, _ registry: Registry) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-pull-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let layout = try ImageLayout(root: FilePath(folder.path))
        for tag in ["one", "two"] {
            let reference = try ImageReference("\(registry.host)/plain/lab:\(tag)")
            let pulled = try await ImagePull(from: registry, into: layout.blobs).pull(reference, .all)
            #expect(pulled.digest == digest)
            try TestImage.check(pulled, in: layout)
        }
    }

    private func rulesApplied(_ proxy: SupportServer) throws -> Int {
        struct Counts: Decodable {
            struct Rule: Decodable { let applied: Int }
            let rules: [Rule]
        }
        return try proxy.control(Counts.self, "/counts").rules.map(\.applied).reduce(0, +)
    }
}
