package import AppStoreAPI
internal import Foundation
package import GRDB

/// Finds datalabs, counts their facets, and gives one page of them: all in one snapshot of the database.
package enum CatalogueSearch {
    /// Searches.
    ///
    /// One pass over a narrow row of each datalab that the principal may see and the words fit; counts and pages never
    /// tell of others.
    ///
    /// - Parameters:
    ///   - query: what is looked for.
    ///   - principal: who asks.
    ///   - database: within a transaction.
    /// - Returns: the page, with the facets of all that was found.
    /// - Throws: `AppStoreError` with code `invalid` for a cursor of another search.
    package static func page(_ query: CatalogueQuery, for principal: Principal, in database: Database) throws
        -> DatalabPage
    {
        let words = try SearchWords.query(query.text, SearchStems(database))
        var sort = query.sort ?? (words == nil ? .modified : .relevance)
        if words == nil, sort == .relevance { sort = .modified }
        let start = try query.cursor.map { try SearchCursor.position($0, sort: sort) }
        var tally = try FacetTally(query.filters, in: database)
        var first = FirstPositions(query.limit + 1, after: start)
        var total = 0
        let rows = try Row.fetchCursor(database, request(words, sort, principal))
        while let row = try rows.next() {
            let passes = try row.withUnsafeData(atIndex: 2) { data in
                data?.withUnsafeBytes { tally.add($0) } ?? false
            }
            guard passes else { continue }
            total += 1
            first.add(position(row, sort))
        }
        let positions = first.positions.prefix(query.limit)
        let hasMore = first.positions.count > query.limit
        return DatalabPage(
            total: total,
            datalabs: try DatalabSummary.all(positions.map(\.datalab), for: principal, in: database),
            facets: try tally.facets(limit: query.facetLimit, in: database),
            sort: sort,
            next: hasMore ? try positions.last.map { try SearchCursor(sort: sort, last: $0).text() } : nil,
        )
    }

    /// Gives a part of the values of one facet.
    ///
    /// - Parameters:
    ///   - facet: the facet.
    ///   - query: what is looked for; its own filter of the facet does not count.
    ///   - text: what the values must contain, in whichever case; empty for all.
    ///   - offset: how many values were given before.
    ///   - principal: who asks.
    ///   - database: within a transaction.
    /// - Returns: the values, those of most datalabs first, as many as `query.limit`.
    /// - Throws: `DatabaseError`.
    package static func facet(
        _ facet: Facet,
        of query: CatalogueQuery,
        containing text: String,
        after offset: Int,
        for principal: Principal,
        in database: Database
    ) throws -> FacetPage {
        let words = try SearchWords.query(query.text, SearchStems(database))
        var tally = try FacetTally(query.filters, in: database)
        let rows = try Row.fetchCursor(database, request(words, .name, principal))
        while let row = try rows.next() {
            _ = try row.withUnsafeData(atIndex: 2) { data in data?.withUnsafeBytes { tally.add($0) } }
        }
        let all = try tally.values(of: facet, containing: text.lowercased(), in: database)
        let part = all.dropFirst(offset).prefix(query.limit)
        let end = offset + part.count
        return FacetPage(facet: facet, values: Array(part), total: all.count, next: end < all.count ? "\(end)" : nil)
    }

    /// Rows of the datalab's number, what it is put in order by, and its facets.
    private static func request(_ words: String?, _ sort: CatalogueSort, _ principal: Principal) -> SQLRequest<
        Row
    > {
        let audience = CatalogueAudience(principal).condition
        let key: SQL =
            switch sort {
            // A word in the name counts most, one in the list of packages least.
            case .relevance: "bm25(datalab_text, 10, 8, 3, 5, 4, 1)"
            case .modified: "entry.modified"
            case .popularity: "entry.popularity"
            case .name: "entry.name"
            }
        guard let words else {
            return "SELECT entry.datalab, \(key), entry.facets FROM catalogue_entry AS entry WHERE \(audience)"
        }
        return """
            SELECT entry.datalab, \(key), entry.facets FROM datalab_text
            CROSS JOIN catalogue_entry AS entry ON entry.datalab = datalab_text.rowid
            WHERE datalab_text MATCH \(words) AND \(audience)
            """
    }

    private static func position(_ row: Row, _ sort: CatalogueSort) -> SearchPosition {
        switch sort {
        case .name: SearchPosition(number: 0, text: row[1], datalab: row[0])
        case .relevance: SearchPosition(number: row[1], text: "", datalab: row[0])
        // The highest come first.
        case .modified, .popularity: SearchPosition(number: -(row[1] as Double), text: "", datalab: row[0])
        }
    }
}
