internal import Texts

/// What is looked for in an AppStore's catalogue.
package struct CatalogueSearch: Sendable, Hashable {
    /// Words; each must be found, or be the beginning of what is found.
    package var words: String
    /// Wanted values of facets, such as `("kind", "jupyterlab")`.
    package var filters: [Filter]
    /// `relevance`, `modified`, `popularity` or `name`; nil for the AppStore's choice.
    package var sort: String?
    /// So many at most, 1 to 100.
    package var limit: Int

    /// A wanted value of a facet.
    package struct Filter: Sendable, Hashable {
        /// The facet.
        package let facet: String
        /// The value.
        package let value: String

        /// A wanted value.
        package init(_ facet: String, _ value: String) {
            self.facet = facet
            self.value = value
        }
    }

    /// A search.
    package init(words: String, filters: [Filter], sort: String?, limit: Int) {
        self.words = words
        self.filters = filters
        self.sort = sort
        self.limit = limit
    }

    /// The query of an address, with the question mark.
    var query: String {
        var fields = [("q", words), ("limit", "\(limit)")] + filters.map { ($0.facet, $0.value) }
        if let sort { fields.append(("sort", sort)) }
        let pairs = fields.map { name, value in "\(name)=\(PercentEncoding.encode(value))" }
        return "?" + pairs.joined(separator: "&")
    }
}
