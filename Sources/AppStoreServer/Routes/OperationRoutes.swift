internal import AppStoreCore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// One endpoint beside the registry, the API and the pages.
typealias OperationRoute = Route<OperationHandlers, OperationCall, PolicyAction?>

/// Whether the server is well, what it has done, tokens, and what the hub asks.
enum OperationRoutes {
    /// Every one of them; requests are dispatched from this table alone.
    static let all: [OperationRoute] = [
        .init(.get, "/health", nil) { handlers, _ in await handlers.health() },
        .init(.get, "/metrics", .seeMetrics) { handlers, _ in try await handlers.metricsText() },
        .init(.get, "/token", nil) { try await $0.tokenEndpoint.get($1.request, from: $1.address) },
        .init(.post, "/token", nil) { try await $0.tokenEndpoint.post($1.request, from: $1.address) },
        .init(.post, "/hub/launches", nil) { try await $0.hubEndpoints().launch($1.request) },
        .init(.get, "/hub/catalogue", nil) { try await $0.hubEndpoints().catalogue($1.request) },
        .init(.get, "/hub/users", nil) { try await $0.hubEndpoints().user($1.request) },
        .init(.post, "/oauth/token", nil) { try await $0.hubEndpoints().token($1.request) },
        .init(.get, "/oauth/userinfo", nil) { try await $0.hubEndpoints().userInfo($1.request) },
    ]
}

/// A request to an operation route that is allowed, with the address that it comes from.
struct OperationCall: Sendable {
    let request: Request
    let address: String
}

/// What answers the operation routes.
struct OperationHandlers: Sendable {
    let gauges: StoreGauges
    let tokenEndpoint: TokenEndpoint
    /// What the hub asks; nil where there is none.
    let hub: HubEndpoints?

    /// What the hub asks; without a hub there is nothing to be asked.
    func hubEndpoints() throws(AppStoreError) -> HubEndpoints {
        guard let hub else { throw AppStoreError(.notFound, detail: "this AppStore has no hub", hint: "see '--hub'") }
        return hub
    }

    /// Whether the database can be read, and there is room on the disk.
    func health() async -> Response {
        var problem: String?
        do {
            try await gauges.database.look()
        } catch {
            problem = "the database cannot be read"
        }
        if let free = DiskSpace.free(at: gauges.folder), free < DiskSpace.least {
            problem = "the disk is nearly full"
        }
        return Response(
            status: problem == nil ? .ok : .serviceUnavailable,
            headers: [.contentType: "text/plain"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: (problem ?? "ok") + "\n"))
        )
    }

    /// All that is measured, in Prometheus' text form.
    func metricsText() async throws -> Response {
        try await gauges.update()
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: gauges.factory.text()))
        )
    }
}
