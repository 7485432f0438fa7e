package import AppStoreAPI

/// What somebody looks for in the catalogue.
package struct CatalogueQuery: Sendable, Hashable {
    /// Words; each must be found, or be the beginning of what is found.
    package var text: String
    /// For a facet the values of which a datalab must have one.
    package var filters: [Facet: Set<String>]
    /// The order; nil for relevance with words, and for what was published last without.
    package var sort: CatalogueSort?
    /// Where the page before this one said that it goes on.
    package var cursor: String?
    /// So many datalabs on a page, 1 to 100.
    package var limit: Int
    /// So many values of each facet, those with most datalabs first.
    package var facetLimit: Int

    /// A query.
    package init(
        text: String = "",
        filters: [Facet: Set<String>] = [:],
        sort: CatalogueSort? = nil,
        cursor: String? = nil,
        limit: Int = 24,
        facetLimit: Int = 20,
    ) {
        self.text = text
        self.filters = filters
        self.sort = sort
        self.cursor = cursor
        self.limit = min(max(limit, 1), 100)
        self.facetLimit = min(max(facetLimit, 1), 200)
    }
}
