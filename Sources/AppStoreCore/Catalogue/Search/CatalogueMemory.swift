internal import AppStoreAPI
internal import GRDB
internal import Synchronization

/// Pages of the catalogue as everybody sees them without a login, kept until anything in it changes.
///
/// Triggers note what a transaction changes, whichever function does it; all pages are forgotten when it is committed. Who asks
/// while a page is being looked for waits for that, unless something has changed since it was begun.
package final class CatalogueMemory: Sendable {
    private struct Key: Hashable {
        let query: CatalogueQuery
        let epoch: Int
    }

    private let pages = RecentValues<CatalogueQuery, DatalabPage>(limit: limit)
    private let underWay = Mutex<[Key: Task<DatalabPage, any Error>]>([:])
    private let isChanged = Mutex(false)

    /// So many bytes are kept, about.
    package static let limit = 32 << 20
    /// Longer searches are not kept.
    private static let longestText = 100

    private static let function = "catalogue_changed"

    /// What a page shows.
    private static let changes = [
        ("INSERT", "catalogue_entry"), ("UPDATE", "catalogue_entry"), ("DELETE", "catalogue_entry"),
        ("UPDATE", "datalab"), ("INSERT", "datalab_version"), ("UPDATE", "datalab_version"),
        ("INSERT", "datalab_tag"), ("UPDATE", "datalab_tag"), ("DELETE", "datalab_tag"),
        ("INSERT", "datalab_public_tag"), ("DELETE", "datalab_public_tag"), ("INSERT", "datalab_card"),
        ("UPDATE", "datalab_card"), ("INSERT", "datalab_icon"), ("UPDATE", "datalab_icon"), ("DELETE", "datalab_icon"),
    ]

    /// Lets the one connection that writes note changes; the triggers are its own and not in the file.
    func watch(_ writer: Database) throws {
        let note = DatabaseFunction(Self.function, argumentCount: 0) { [self] _ in
            isChanged.withLock { $0 = true }
            return nil
        }
        writer.add(function: note)
        for (number, (event, table)) in Self.changes.enumerated() {
            try writer.execute(
                sql: """
                    CREATE TEMP TRIGGER catalogue_memory_\(number) AFTER \(event) ON main.\(table)
                    BEGIN SELECT \(Self.function)(); END
                    """
            )
        }
    }

    /// Forgets all pages when a transaction changed anything, as soon as others can see it; called at the transaction's end.
    func forgetChanges(of transaction: Database) {
        let isChanged = isChanged.withLock { isChanged in
            defer { isChanged = false }
            return isChanged
        }
        guard isChanged else { return }
        transaction.afterNextTransaction { [pages] _ in pages.forgetAll() }
    }

    /// A page, looked for where it is not known.
    func page(
        _ query: CatalogueQuery,
        _ read: @escaping @Sendable (CatalogueQuery) async throws -> DatalabPage
    ) async throws -> DatalabPage {
        if let known = pages[query] { return known }
        let epoch = pages.epoch
        let key = Key(query: query, epoch: epoch)
        let task = underWay.withLock { underWay in
            if let task = underWay[key] { return task }
            let task = Task {
                defer { self.underWay.withLock { $0[key] = nil } }
                let page = try await read(query)
                if query.text.utf8.count <= Self.longestText {
                    pages.keep(page, for: query, cost: Self.cost(of: page), ifStill: epoch)
                }
                return page
            }
            underWay[key] = task
            return task
        }
        return try await task.value
    }

    /// About how many bytes a page takes.
    private static func cost(of page: DatalabPage) -> Int {
        page.datalabs.count * 2000 + page.facets.map { $0.values.count * 100 }.reduce(1000, +)
    }
}
