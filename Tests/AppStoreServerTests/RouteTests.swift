import AppStoreCore
import AppStoreServer
import Testing

@Suite("routes", .timeLimit(.minutes(10)))
struct RouteTests {
    @Test("every route of the table answers, and asks for the action that its method needs")
    func table() async throws {
        #expect(Set(RouteDescription.registry).count == RouteDescription.registry.count)
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            try await image.push(to: server, "lab", "v1")
            for route in RouteDescription.registry {
                let reference = route.pattern.contains("referrers") ? "\(image.manifest.digest)" : "absent"
                let path = route.pattern.replacing("{name}", with: "lab").replacing("{reference}", with: reference)
                let answer = try await server.ask(route.method, path)
                #expect(answer.status < 500 && answer.status != 405, "\(route): \(answer.status)")
                #expect(answer.headers["docker-distribution-api-version"] != nil, "\(route)")
                let reads = ["GET", "HEAD"].contains(route.method) && !route.pattern.contains("uploads")
                #expect((route.action != .push && route.action != .delete) == reads, "\(route)")
            }
        }
    }
}
