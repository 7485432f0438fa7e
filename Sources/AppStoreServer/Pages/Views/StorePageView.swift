internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird

/// What an administrator sees of the store: how much there is, and what collections of garbage did.
struct StorePageView {
    /// A number with its name.
    struct Figure {
        let figureName: String
        let figureValue: String
    }

    /// A user who stores much.
    struct Large {
        let largestName: String
        let largestSize: String
    }

    let isFigures = true
    let isCollecting: Bool
    let figures: [Figure]
    let lastText: String
    let hasFailures: Bool
    let failureText: String
    let largest: [Large]
    let quotaText: String?

    init(
        _ figures: StoreFigures,
        _ largest: [(name: String, bytes: Int64)],
        _ maintenance: MaintenanceFigures.Values,
        _ disk: (database: Int64, free: Int64?),
        quota: StorageQuota?
    ) {
        let users = figures.users.values.reduce(0, +)
        let rows: [(String, String?)] = [
            ("Images and files", "\(PageText.size(figures.blobBytes)) in \(PageText.count(figures.blobs, "blob"))"),
            ("Manifests", PageText.grouped(figures.manifests)), ("Database", PageText.size(disk.database)),
            ("Free on the disk", disk.free.map { PageText.size($0) }),
            (
                "Repositories",
                "\(PageText.grouped(figures.repositories)), \(PageText.grouped(figures.datalabs)) with a datalab"
            ),
            ("Users", "\(PageText.grouped(users)), and \(PageText.grouped(figures.disabledUsers)) disabled"),
            ("Versions that wait for review", PageText.grouped(figures.waiting)),
        ]
        self.figures = rows.compactMap { name, value in value.map { Figure(figureName: name, figureValue: $0) } }
        isCollecting = maintenance.isAskedFor
        lastText =
            maintenance.last.map { last in
                "The last one ended on \(PageText.moment(last.end)) and took \(PageText.duration(last.seconds)). Since the "
                    + "server began, \(PageText.count(maintenance.blobs, "blob")) and \(PageText.count(maintenance.manifests, "manifest")) "
                    + "went, \(PageText.size(maintenance.bytes)) in all."
            } ?? "There was none since the server began."
        hasFailures = maintenance.failures > 0
        failureText =
            "\(PageText.count(maintenance.failures, "collection")) failed since the server began; its log says why."
        self.largest = largest.map { Large(largestName: $0.name, largestSize: PageText.size($0.bytes)) }
        quotaText = quota.map { PageText.size($0.bytes) }
    }
}

extension PageSite {
    /// How much there is.
    func storeFigures(_ call: PageCall) async throws -> Response {
        let folder = maintenance.options.folder
        let disk = (database: StoreFigures.databaseBytes(in: folder), free: DiskSpace.free(at: folder))
        let (figures, largest) = try await database.read { database in
            (try StoreFigures(in: database), try StorageQuota.largest(in: database))
        }
        let view = StorePageView(figures, largest, maintenance.figures.values, disk, quota: quota)
        return page("store", "Storage", view, call)
    }

    /// Collects garbage now.
    func collect(_ call: PageCall) async throws -> Response {
        maintenance.begin()
        return redirect(to: "/store")
    }
}
