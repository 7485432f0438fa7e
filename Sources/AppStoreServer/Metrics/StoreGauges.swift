internal import AppStoreAPI
internal import AppStoreCore
internal import CoreMetrics
internal import Foundation
internal import SystemPackage

/// The figures that are looked up when somebody asks for the metrics: of the store, the disk, the process.
struct StoreGauges: Sendable {
    let factory: PrometheusFactory
    let database: AppStoreDatabase
    let folder: FilePath
    let uploads: Uploads
    let connections: Connections
    let logins: LoginAudit
    let maintenance: MaintenanceFigures

    /// Looks all of them up.
    ///
    /// - Throws: database errors.
    func update() async throws {
        set("appstore_uploads", uploads.count)
        set("appstore_connections", connections.count)
        set("process_resident_memory_bytes", Self.residentMemory())
        set("appstore_database_bytes", StoreFigures.databaseBytes(in: folder))
        if let free = DiskSpace.free(at: folder) { set("appstore_disk_free_bytes", free) }
        if let size = DiskSpace.size(at: folder) { set("appstore_disk_size_bytes", size) }
        total("appstore_login_failures_total", logins.failures)
        setMaintenance()
        let figures = try await database.read { try StoreFigures(in: $0) }
        for (role, count) in figures.users { set("appstore_users", count, [("role", role.rawValue)]) }
        set("appstore_users_disabled", figures.disabledUsers)
        set("appstore_repositories", figures.repositories)
        set("appstore_datalabs", figures.datalabs)
        set("appstore_versions_waiting", figures.waiting)
        set("appstore_manifests", figures.manifests)
        set("appstore_blobs", figures.blobs)
        set("appstore_blob_bytes", figures.blobBytes)
    }

    private func setMaintenance() {
        let figures = maintenance.values
        total("appstore_gc_runs_total", figures.runs)
        total("appstore_gc_failures_total", figures.failures)
        total("appstore_gc_manifests_total", figures.manifests)
        total("appstore_gc_blobs_total", figures.blobs)
        total("appstore_gc_freed_bytes_total", figures.bytes)
        guard let last = figures.last else { return }
        set("appstore_gc_last_success_timestamp_seconds", Int64(last.end.timeIntervalSince1970))
        Meter(label: "appstore_gc_last_duration_seconds", dimensions: [], factory: factory).set(last.seconds)
    }

    private func set(_ name: String, _ value: some BinaryInteger, _ dimensions: [(String, String)] = []) {
        Meter(label: name, dimensions: dimensions, factory: factory).set(Int64(value))
    }

    private func total(_ name: String, _ value: some BinaryInteger) {
        factory.setTotal(name, Double(value))
    }

    /// The memory of this process that is in use, in bytes (proc(5), "statm").
    private static func residentMemory() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii))?.split(separator: " ") ?? []
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
