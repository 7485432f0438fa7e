internal import AppStoreCore
internal import CoreMetrics
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SystemPackage

/// One endpoint beside the registry, the API and the pages.
typealias OperationRoute = Route<OperationHandlers, OperationCall, PolicyAction?>

/// Whether the server is well, what it has done, and tokens.
enum OperationRoutes {
    /// Every one of them; requests are dispatched from this table alone.
    static let all: [OperationRoute] = [
        .init(.get, "/health", nil) { handlers, _ in await handlers.health() },
        .init(.get, "/metrics", .seeMetrics) { handlers, _ in handlers.metricsText() },
        .init(.get, "/token", nil) { try await $0.tokenEndpoint.get($1.request, from: $1.address) },
        .init(.post, "/token", nil) { try await $0.tokenEndpoint.post($1.request, from: $1.address) },
    ]
}

/// A request to an operation route that is allowed, with the address that it comes from.
struct OperationCall: Sendable {
    let request: Request
    let address: String
}

/// What answers the operation routes.
struct OperationHandlers: Sendable {
    let metrics: PrometheusFactory
    let connections: Connections
    let database: AppStoreDatabase
    let folder: FilePath
    let uploads: Uploads
    let tokenEndpoint: TokenEndpoint

    /// Whether the database can be read, and there is room on the disk.
    func health() async -> Response {
        var problem: String?
        do {
            try await database.look()
        } catch {
            problem = "the database cannot be read"
        }
        if let free = DiskSpace.free(at: folder), free < DiskSpace.least {
            problem = "the disk is nearly full"
        }
        return Response(
            status: problem == nil ? .ok : .serviceUnavailable,
            headers: [.contentType: "text/plain"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: (problem ?? "ok") + "\n"))
        )
    }

    func metricsText() -> Response {
        Meter(label: "appstore_uploads", dimensions: [], factory: metrics).set(uploads.count)
        Meter(label: "appstore_connections", dimensions: [], factory: metrics).set(connections.count)
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
