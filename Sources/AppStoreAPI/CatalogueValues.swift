package import DatalabModel
package import Foundation

/// A datalab as a card of the catalogue shows it.
package struct DatalabSummary: Sendable, Hashable, Codable {
    /// The repository, which names the datalab in addresses.
    package let name: String
    /// The short name.
    package let shortName: String
    /// The title.
    package let title: String
    /// What it is for.
    package let abstract: String?
    /// `jupyterlab`, `vnc`, `theia` or `step`; nil where nothing says.
    package let kind: String?
    /// The newest listed version.
    package let version: String
    /// Its digest.
    package let digest: String
    /// Who made it.
    package let author: String?
    /// The licence, an SPDX expression.
    package let licence: String?
    /// The key words.
    package let keywords: [String]
    /// The missions it is about.
    package let missions: [String]
    /// The instruments it is about.
    package let instruments: [String]
    /// The domains it is about.
    package let domains: [String]
    /// `public` or `private`.
    package let visibility: String
    /// The user it belongs to.
    package let owner: String
    /// When a version was published last.
    package let modified: Date
    /// The size of the version's layers, in bytes.
    package let size: Int64
    /// How many users gave a star.
    package let stars: Int
    /// How often it was pulled.
    package let pulls: Int
    /// Whether who asks gave a star.
    package let isStarred: Bool
    /// Whether there is an icon.
    package let hasIcon: Bool
    /// Whether a version is listed; false for what only its owner and moderators see.
    package let isListed: Bool

    /// A summary.
    package init(
        name: String,
        shortName: String,
        title: String,
        abstract: String?,
        kind: String?,
        version: String,
        digest: String,
        author: String?,
        licence: String?,
        keywords: [String],
        missions: [String],
        instruments: [String],
        domains: [String],
        visibility: String,
        owner: String,
        modified: Date,
        size: Int64,
        stars: Int,
        pulls: Int,
        isStarred: Bool,
        hasIcon: Bool,
        isListed: Bool
    ) {
        self.name = name
        self.shortName = shortName
        self.title = title
        self.abstract = abstract
        self.kind = kind
        self.version = version
        self.digest = digest
        self.author = author
        self.licence = licence
        self.keywords = keywords
        self.missions = missions
        self.instruments = instruments
        self.domains = domains
        self.visibility = visibility
        self.owner = owner
        self.modified = modified
        self.size = size
        self.stars = stars
        self.pulls = pulls
        self.isStarred = isStarred
        self.hasIcon = hasIcon
        self.isListed = isListed
    }
}

extension DatalabSummary {
    /// What it tells of a field of the metadata that a summary has; nothing of another.
    package func texts(of field: MetadataField) -> [String] {
        switch field.property {
        case "shortName": [shortName]
        case "missions": missions
        case "instruments": instruments
        case "domains": domains
        default: []
        }
    }
}

/// A page of what was found in the catalogue.
package struct DatalabPage: Sendable, Hashable, Codable {
    /// How many were found in all.
    package let total: Int
    /// Those of this page.
    package let datalabs: [DatalabSummary]
    /// The facets of all that was found.
    package let facets: [FacetCounts]
    /// The order they are in.
    package let sort: CatalogueSort
    /// The cursor of the next page; nil on the last.
    package let next: String?

    /// A page.
    package init(
        total: Int,
        datalabs: [DatalabSummary],
        facets: [FacetCounts],
        sort: CatalogueSort,
        next: String?
    ) {
        self.total = total
        self.datalabs = datalabs
        self.facets = facets
        self.sort = sort
        self.next = next
    }
}

/// How what is found is put in order.
package enum CatalogueSort: String, Sendable, Hashable, Codable, CaseIterable {
    /// What fits the words best; only with words.
    case relevance
    /// What was published last.
    case modified
    /// What has most stars, and among those most pulls.
    case popularity
    /// By short name.
    case name
}

/// What the catalogue can be narrowed by.
package enum Facet: String, Sendable, Hashable, Codable, CaseIterable {
    case kind
    case domain
    case mission
    case instrument
    case keyword
    case licence
    case author
    case visibility
}

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

        /// A value.
        package init(
            value: String,
            count: Int,
            isSelected: Bool
        ) {
            self.value = value
            self.count = count
            self.isSelected = isSelected
        }
    }

    /// The facet.
    package let facet: Facet
    /// The values with the most datalabs, those first; then the query's.
    package let values: [Value]
    /// How many values there are.
    package let total: Int

    /// The values of a facet.
    package init(
        facet: Facet,
        values: [Value],
        total: Int
    ) {
        self.facet = facet
        self.values = values
        self.total = total
    }
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

    /// A part of the values.
    package init(
        facet: Facet,
        values: [FacetCounts.Value],
        total: Int,
        next: String?
    ) {
        self.facet = facet
        self.values = values
        self.total = total
        self.next = next
    }
}
