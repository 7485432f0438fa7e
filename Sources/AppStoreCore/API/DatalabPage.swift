/// A page of what was found in the catalogue.
package struct DatalabPage: Sendable, Hashable, Codable {
    /// How many were found in all.
    package let total: Int
    /// Those of this page.
    package let datalabs: [DatalabSummary]
    /// The facets of all that was found.
    package let facets: [FacetCounts]
    /// The order they are in.
    package let sort: CatalogueQuery.Sort
    /// The cursor of the next page; nil on the last.
    package let next: String?
}
