internal import AppStoreCore
internal import Logging
internal import ServiceLifecycle

/// What the server does on its own from time to time: ends abandoned uploads, lets manifests go that nothing needs, collects garbage.
struct Maintenance: Service {
    let options: AppStoreService.Options
    let folder: AppStoreFolder
    let repositories: Repositories
    let uploads: Uploads
    let disk: DiskThreads
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(options.maintenanceInterval))) != nil { await once() }
        }
    }

    private func once() async {
        do {
            let abandoned = try await disk.run { [uploads, age = options.gracePeriod] in
                uploads.removeAbandoned(olderThan: age)
            }
            var manifests = 0
            if let period = options.untaggedPeriod { manifests = try await repositories.removeUntagged(after: period) }
            let report = try await folder.garbageCollection(gracePeriod: options.gracePeriod).run()
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
            logger.error("maintenance failed", metadata: ["error": "\(error)"])
        }
    }
}
