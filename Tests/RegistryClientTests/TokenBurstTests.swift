import Foundation
import HTTPTransfer
import RegistryClient
import TestServers
import Testing

/// Credentials that one caller has learned are every caller's.
@Suite("a burst of requests at a registry that wants tokens", .timeLimit(.minutes(3)))
struct TokenBurstTests {
    private struct Count: Decodable {
        let tokens: Int
        let refused: Int
    }

    private func with(_ body: (SupportServer, Registry) async throws -> Void) async throws {
        let server = try SupportServer("counting-tokens")
        defer { server.stop() }
        var options = RegistryOptions()
        options.transfer.retries.attempts = 1
        options.transfer.parallelTransfers = 40
        let registry = Registry(
            host: server.address,
            credentials: CredentialStore(environment: [:]),
            credential: .password(user: "ann", password: "p"),
            options: options
        )
        try await body(server, registry)
    }

    /// Asks for the same list many times at once; gives how many were answered.
    private func burst(_ registry: Registry, _ size: Int = 40) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<size { group.addTask { (try? await registry.tags(of: "a")) == ["one"] } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test("asks for one token, and nobody goes without")
    func once() async throws {
        try await with { server, registry in
            #expect(await burst(registry) == 40)
            let count = try server.control(Count.self, "/count")
            #expect(count.tokens == 1)
            #expect(count.refused == 0)
            #expect(await burst(registry) == 40)
            #expect(try server.control(Count.self, "/count").tokens == 1)
        }
    }

    @Test("asks for one token more when the first is no longer taken")
    func revoked() async throws {
        try await with { server, registry in
            #expect(await burst(registry) == 40)
            try server.post("/revoke", "{}")
            #expect(await burst(registry) == 40)
            #expect(try server.control(Count.self, "/count").tokens == 1)
        }
    }

    @Test("that meets a failure shares it, and the next asks anew")
    func failing() async throws {
        try await with { server, registry in
            try server.post("/world", #"{"fails": 1}"#)
            #expect(await burst(registry) == 0)
            #expect(try server.control(Count.self, "/count").tokens == 1)
            #expect(await burst(registry) == 40)
            #expect(try server.control(Count.self, "/count").tokens == 2)
        }
    }

    @Test("asks once more when the token has ended")
    func expiry() async throws {
        try await with { server, registry in
            // The least that is believed is 10 s, of which a tenth is left for the way.
            try server.post("/world", #"{"expires_in": 1}"#)
            #expect(await burst(registry) == 40)
            try await Task.sleep(for: .seconds(9.2))
            #expect(await burst(registry) == 40)
            #expect(try server.control(Count.self, "/count").tokens == 2)
        }
    }

    @Test("of which one is cancelled leaves the others their token")
    func cancelled() async throws {
        try await with { server, registry in
            let first = Task { try await registry.tags(of: "a") }
            try await Task.sleep(for: .milliseconds(100))
            async let others = burst(registry, 10)
            first.cancel()
            #expect(await others == 10)
            #expect(try server.control(Count.self, "/count").tokens == 1)
        }
    }
}
