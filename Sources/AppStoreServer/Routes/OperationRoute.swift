internal import AppStoreCore
internal import CoreMetrics
internal import Foundation
internal import Hummingbird
internal import NIOCore

/// What is asked for beside the registry, the API and the pages: whether the server is well, what it has done, and tokens.
struct OperationRoute: Sendable {
    /// What answers a request that is allowed.
    typealias Answer = @Sendable (OperationHandlers, Request, String) async throws -> Response

    /// The request's method.
    let method: HTTPRequest.Method
    /// Its path.
    let path: String
    /// What is asked of ``Access`` before anything is done; nil for what is for everybody.
    let action: PolicyAction?
    /// What answers; it is given the address the request comes from.
    let answer: Answer

    /// Every one of them; requests are dispatched from this table alone.
    static let all: [OperationRoute] = [
        OperationRoute(method: .get, path: "/health", action: nil) { handlers, _, _ in handlers.health },
        OperationRoute(method: .get, path: "/metrics", action: .seeMetrics) { handlers, _, _ in handlers.metricsText()
        },
        OperationRoute(method: .get, path: "/token", action: nil) { try await $0.tokenEndpoint.get($1, from: $2) },
        OperationRoute(method: .post, path: "/token", action: nil) { try await $0.tokenEndpoint.post($1, from: $2) },
    ]
}

/// What answers the operation routes.
struct OperationHandlers: Sendable {
    let metrics: PrometheusFactory
    let uploads: Uploads
    let tokenEndpoint: TokenEndpoint

    var health: Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/plain"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n"))
        )
    }

    func metricsText() -> Response {
        Meter(label: "appstore_uploads", dimensions: [], factory: metrics).set(uploads.count)
        Meter(label: "process_resident_memory_bytes", dimensions: [], factory: metrics).set(Self.residentMemory())
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text()))
        )
    }

    /// The memory of this process that is in use, in bytes (proc(5), "statm").
    private static func residentMemory() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii))?.split(separator: " ") ?? []
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
