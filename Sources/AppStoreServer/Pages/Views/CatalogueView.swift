internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird

/// The catalogue: what was found, what it can be narrowed by, and in which order it is.
struct CatalogueView {
    /// A value of a facet, as a link that chooses it or lets it go.
    struct Choice {
        let label: String
        let value: String
        let count: String
        let isSelected: Bool
        let address: String
    }

    /// A facet.
    struct FacetList {
        let facetTitle: String
        let choices: [Choice]
        /// Whether its values are to be seen without a click.
        let isOpen: Bool
        /// The page with all of them; nil where all are here.
        let allAddress: String?
        let allTitle: String
    }

    /// An order.
    struct Order {
        let label: String
        let isCurrent: Bool
        let address: String
    }

    /// A field that the search form sends along.
    struct Hidden {
        let name: String
        let value: String
    }

    let heading: String
    let found: String
    let isFirstVisit: Bool
    let cards: [DatalabCard]
    let hasCards: Bool
    let isNothingFound: Bool
    let isEmptyStore: Bool
    let facets: [FacetList]
    let chosen: [Choice]
    let hasChosen: Bool
    let clearAddress: String
    let orders: [Order]
    let hidden: [Hidden]
    let nextAddress: String?
    let firstAddress: String?

    /// What people look for first; the rest is a click away, so that the list stays shorter than the results.
    private static let openFacets: Set<Facet> = [.kind, .domain, .mission]

    init(_ page: DatalabPage, _ address: CatalogueAddress) {
        let query = address.query
        heading = query.text.isEmpty ? "Datalabs" : "Datalabs for ‘\(query.text)’"
        found = PageText.count(page.total, "datalab")
        isFirstVisit = query.text.isEmpty && query.filters.isEmpty && query.cursor == nil
        cards = page.datalabs.map(DatalabCard.init)
        hasCards = !cards.isEmpty
        isNothingFound = !hasCards && !isFirstVisit
        isEmptyStore = !hasCards && isFirstVisit
        facets = page.facets.compactMap { Self.list($0, of: page.total, address) }
        chosen = Facet.allCases.flatMap { facet in
            (query.filters[facet] ?? []).sorted().map { value in
                let label = "\(Self.title(of: facet)): \(Self.label(of: value, facet))"
                let without = address.toggling(value, of: facet)
                return Choice(label: label, value: value, count: "", isSelected: true, address: without)
            }
        }
        hasChosen = !chosen.isEmpty
        clearAddress = address.withoutFilters
        orders = Self.orders(page.sort, address)
        hidden = (address.filters + (query.sort.map { [("sort", $0.rawValue)] } ?? [])).map {
            Hidden(name: $0, value: $1)
        }
        nextAddress = page.next.map { address.page(from: $0) }
        firstAddress = query.cursor == nil ? nil : address.page(from: nil)
    }

    private static func list(_ counts: FacetCounts, of total: Int, _ address: CatalogueAddress) -> FacetList? {
        // What does not tell one from another is no help, unless it was chosen.
        let tellsApart = counts.values.contains { $0.count < total }
        guard tellsApart || isChosen(counts) else { return nil }
        let choices = counts.values.map { value in
            Choice(
                label: label(of: value.value, counts.facet),
                value: value.value,
                count: PageText.grouped(value.count),
                isSelected: value.isSelected,
                address: address.toggling(value.value, of: counts.facet)
            )
        }
        return FacetList(
            facetTitle: title(of: counts.facet),
            choices: choices,
            isOpen: openFacets.contains(counts.facet) || isChosen(counts),
            allAddress: counts.total > choices.count ? address.values(of: counts.facet) : nil,
            allTitle: "All \(PageText.grouped(counts.total))"
        )
    }

    private static func isChosen(_ counts: FacetCounts) -> Bool { counts.values.contains { $0.isSelected } }

    private static func orders(_ current: CatalogueSort, _ address: CatalogueAddress) -> [Order] {
        var orders: [(CatalogueSort, String)] = [
            (.modified, "Last modified"), (.popularity, "Popularity"), (.name, "Name"),
        ]
        if !address.query.text.isEmpty { orders.insert((.relevance, "Relevance"), at: 0) }
        return orders.map { Order(label: $1, isCurrent: $0 == current, address: address.sorted(by: $0)) }
    }

    static func title(of facet: Facet) -> String {
        switch facet {
        case .kind: "Type"
        case .domain: "Domain"
        case .mission: "Mission"
        case .instrument: "Instrument"
        case .keyword: "Keyword"
        case .licence: "Licence"
        case .author: "Author"
        case .visibility: "Visibility"
        }
    }

    /// A value in words: of a domain, which is an address in an ontology, its last part.
    static func label(of value: String, _ facet: Facet) -> String {
        switch facet {
        case .kind: return DatalabCard.title(ofKind: value)
        case .visibility: return value == "public" ? "Public" : "Private"
        case .domain:
            guard PageAddress.web(value) != nil, let last = value.split(whereSeparator: { "/#".contains($0) }).last
            else { return value }
            return String(last).replacing("_", with: " ")
        default: return value
        }
    }
}

extension PageSite {
    /// The catalogue, or a part of it.
    func catalogue(_ call: PageCall) async throws -> Response {
        let address = CatalogueAddress(call.query)
        let found = try await database.cataloguePage(address.query, for: call.principal)
        let render = {
            let view = CatalogueView(found, address)
            return html("catalogue", view.heading, view, call)
        }
        guard call.principal == .anonymous, call.request.method == .get else { return page(render()) }
        return page(rendered.html(call.location, showing: found, at: clock(), render))
    }
}
