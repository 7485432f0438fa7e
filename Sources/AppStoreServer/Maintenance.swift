internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// What the server does on its own from time to time: ends abandoned uploads, lets manifests go that nothing needs, collects garbage.
struct Maintenance: Service {
    let options: AppStoreService.Options
    let folder: AppStoreFolder
    let repositories: Repositories
    let uploads: Uploads
    let logins: LoginAudit
    let disk: DiskThreads
    let logger: Logger
    let figures: MaintenanceFigures

    /// Does it now, beside what is due, where it is not being done already.
    func begin() {
        guard figures.begin() else { return }
        Task {
            await once()
            figures.end()
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(options.maintenanceInterval))) != nil { await once() }
        }
    }

    private func once() async {
        let began = ContinuousClock.now
        do {
            let abandoned = try await disk.run { [uploads, age = options.gracePeriod] in
                uploads.removeAbandoned(olderThan: age)
            }
            try await logins.removeOld()
            var manifests = 0
            if let period = options.untaggedPeriod { manifests = try await repositories.removeUntagged(after: period) }
            let report = try await folder.garbageCollection(gracePeriod: options.gracePeriod).run()
            figures.succeeded(manifests, report, in: ContinuousClock.now - began)
            logger.info(
                "maintenance",
                metadata: [
                    "uploads": "\(abandoned)", "manifests": "\(manifests)", "links": "\(report.links)",
                    "blobs": "\(report.blobs)",
                    "bytes": "\(report.bytes)",
                ]
            )
        } catch is CancellationError {
            // The server ends; what is left is collected next time.
        } catch {
            figures.failed()
            logger.error("maintenance failed", metadata: ["error": "\(error)"])
        }
    }
}

/// What the server's own collections have done since it began.
final class MaintenanceFigures: Sendable {
    /// The sums, and the last one.
    struct Values {
        var runs = 0
        var failures = 0
        var manifests = 0
        var blobs = 0
        var bytes: Int64 = 0
        /// Whether one goes on that somebody asked for.
        var isAskedFor = false
        /// When the last one that succeeded ended, and how long it took.
        var last: (end: Date, seconds: Double)?
    }

    private let state = Mutex(Values())

    var values: Values { state.withLock { $0 } }

    /// Takes note that one begins which somebody asked for; false while another one does.
    func begin() -> Bool {
        state.withLock { values in
            defer { values.isAskedFor = true }
            return !values.isAskedFor
        }
    }

    /// Takes note of its end.
    func end() { state.withLock { $0.isAskedFor = false } }

    func succeeded(_ manifests: Int, _ report: GarbageCollection.Report, in duration: Duration) {
        state.withLock { values in
            values.runs += 1
            values.manifests += manifests
            values.blobs += report.blobs
            values.bytes += report.bytes
            values.last = (Date(), duration / .seconds(1))
        }
    }

    func failed() {
        state.withLock { values in
            values.runs += 1
            values.failures += 1
        }
    }
}
