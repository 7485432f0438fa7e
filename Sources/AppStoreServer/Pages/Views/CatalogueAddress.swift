internal import AppStoreAPI
internal import AppStoreCore

/// What the catalogue's address asks for, and the addresses that ask for a little more or less.
struct CatalogueAddress: Sendable {
    private(set) var query: CatalogueQuery

    /// So many values of a facet are shown beside the results; a page of their own has all.
    static let shownValues = 6
    /// More values of one facet than this are not looked for.
    private static let mostValues = 20

    /// Reads `q`, `sort`, `after` and a field for each facet; what nobody could choose counts as not chosen.
    init(_ fields: Query) {
        query = CatalogueQuery(
            text: String((fields["q"] ?? "").prefix(200)),
            sort: fields["sort"].flatMap(CatalogueSort.init(rawValue:)),
            cursor: fields["after"].flatMap { $0.isEmpty ? nil : $0 },
            facetLimit: Self.shownValues
        )
        for facet in Facet.allCases {
            let values = fields.values(facet.rawValue).filter { !$0.isEmpty }.prefix(Self.mostValues)
            if !values.isEmpty { query.filters[facet] = Set(values) }
        }
    }

    /// The address.
    var text: String {
        var fields: [(String, String)] = []
        if !query.text.isEmpty { fields.append(("q", query.text)) }
        fields += filters
        if let sort = query.sort { fields.append(("sort", sort.rawValue)) }
        if let cursor = query.cursor { fields.append(("after", cursor)) }
        guard !fields.isEmpty else { return "/" }
        return "/?" + fields.map { "\($0)=\(Query.encode($1))" }.joined(separator: "&")
    }

    /// Facets with their chosen values, in a fixed order.
    var filters: [(String, String)] {
        Facet.allCases.flatMap { facet in (query.filters[facet] ?? []).sorted().map { (facet.rawValue, $0) } }
    }

    /// Another order.
    func sorted(by sort: CatalogueSort) -> String {
        var other = self
        (other.query.sort, other.query.cursor) = (sort, nil)
        return other.text
    }

    /// One value more or less.
    func toggling(_ value: String, of facet: Facet) -> String {
        var other = self
        var values = query.filters[facet] ?? []
        if values.remove(value) == nil { values.insert(value) }
        (other.query.filters[facet], other.query.cursor) = (values.isEmpty ? nil : values, nil)
        return other.text
    }

    /// The page with all values of a facet.
    func values(of facet: Facet) -> String {
        var other = self
        other.query.cursor = nil
        let rest = other.text.dropFirst(2)
        return "/values?facet=\(facet.rawValue)\(rest.isEmpty ? "" : "&\(rest)")"
    }

    /// The same words, without any filter.
    var withoutFilters: String {
        var other = self
        (other.query.filters, other.query.cursor) = ([:], nil)
        return other.text
    }

    /// The page that begins at a cursor; the first without one.
    func page(from cursor: String?) -> String {
        var other = self
        other.query.cursor = cursor
        return other.text
    }
}
