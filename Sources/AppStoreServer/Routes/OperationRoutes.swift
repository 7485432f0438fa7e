internal import AppStoreCore
internal import CoreMetrics
internal import Foundation
internal import Hummingbird

/// What whoever operates the server asks for: whether it is well, and what it has done.
struct OperationRoutes {
    let metrics: PrometheusFactory
    let uploads: Uploads

    var router: Router<ServiceContext> {
        let router = Router(context: ServiceContext.self)
        router.get("/health") { _, _ in "ok\n" }
        router.get("/metrics") { [metrics, uploads] _, _ in
            Meter(label: "appstore_uploads", dimensions: [], factory: metrics).set(uploads.count)
            Meter(label: "process_resident_memory_bytes", dimensions: [], factory: metrics).set(Self.residentMemory())
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text()))
            )
        }
        return router
    }

    /// The memory of this process that is in use, in bytes (proc(5), "statm").
    private static func residentMemory() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii))?.split(separator: " ") ?? []
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
