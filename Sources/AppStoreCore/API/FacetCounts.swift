/// The values of a facet among what was found.
package struct FacetCounts: Sendable, Hashable, Codable {
    /// A value.
    package struct Value: Sendable, Hashable, Codable {
        /// The value.
        package let value: String
        /// How many datalabs have it among those that pass the other facets' filters.
        package let count: Int
        /// Whether it is one of the query's.
        package let isSelected: Bool
    }

    /// The facet.
    package let facet: Facet
    /// The values with the most datalabs, those first; then the query's.
    package let values: [Value]
    /// How many values there are.
    package let total: Int
}

/// A part of the values of a facet.
package struct FacetPage: Sendable, Hashable, Codable {
    /// The facet.
    package let facet: Facet
    /// The values, those of most datalabs first.
    package let values: [FacetCounts.Value]
    /// How many there are.
    package let total: Int
    /// What to go on after; nil at the end.
    package let next: String?
}
