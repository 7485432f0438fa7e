internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// All values of one facet among what is found: to look for one, page by page.
struct ValuesView {
    let facetTitle: String
    let facetName: String
    let typedText: String
    let valueSummary: String
    let values: [CatalogueView.Choice]
    let hasValues: Bool
    let backAddress: String
    let hidden: [CatalogueView.Hidden]
    let previousAddress: String?
    let nextAddress: String?

    /// So many values are on a page.
    static let pageSize = 100
    /// No page is further on.
    static let lastPage: Int64 = 10_000

    init(_ counts: FacetPage, with text: String, page: Int, _ address: CatalogueAddress) {
        facetTitle = CatalogueView.title(of: counts.facet)
        facetName = counts.facet.rawValue
        typedText = text
        valueSummary = PageText.count(counts.total, "value") + (text.isEmpty ? "" : " with ‘\(text)’")
        values = counts.values.map { value in
            CatalogueView.Choice(
                label: CatalogueView.label(of: value.value, counts.facet),
                value: value.value,
                count: PageText.grouped(value.count),
                isSelected: value.isSelected,
                address: address.toggling(value.value, of: counts.facet)
            )
        }
        hasValues = !values.isEmpty
        backAddress = address.page(from: nil)
        hidden = (address.filters + [("q", address.query.text)].filter { !$0.1.isEmpty }).map {
            CatalogueView.Hidden(name: $0, value: $1)
        }
        let base = address.values(of: counts.facet) + (text.isEmpty ? "" : "&with=\(Query.encode(text))")
        previousAddress = page > 1 ? "\(base)&page=\(page - 1)" : nil
        nextAddress = page * Self.pageSize < counts.total ? "\(base)&page=\(page + 1)" : nil
    }
}

extension PageSite {
    /// All values of a facet.
    func values(_ call: PageCall) async throws -> Response {
        guard let facet = call.query["facet"].flatMap(Facet.init(rawValue:)) else { throw PageFailure.missing }
        let address = CatalogueAddress(call.query)
        let text = String((call.query["with"] ?? "").prefix(100))
        let page = Int(call.query["page"].flatMap { BoundedNumber.read($0, in: 1...ValuesView.lastPage) } ?? 1)
        var query = address.query
        query.limit = ValuesView.pageSize
        let counts = try await database.read { [query] database in
            try CatalogueSearch.facet(
                facet,
                of: query,
                containing: text,
                after: (page - 1) * ValuesView.pageSize,
                for: call.principal,
                in: database
            )
        }
        let view = ValuesView(counts, with: text, page: page, address)
        return self.page("values", "\(view.facetTitle): all values", view, call)
    }
}
