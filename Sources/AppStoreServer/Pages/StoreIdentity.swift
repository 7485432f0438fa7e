/// Whose AppStore this is, as its pages say.
package struct StoreIdentity: Sendable, Hashable {
    /// The longest name, in characters: it stands in the heading of every page.
    package static let longestName = 60
    /// The longest name of whoever runs it, in characters.
    package static let longestOperator = 200

    /// What the store is called.
    package var name = "AppStore"
    /// Who runs it, for people; nil where nobody is named.
    package var operatorName: String?
    /// The address of a page that says who is responsible for it.
    package var imprint: String?
    /// The address of a page, or an e-mail address, where its users find help.
    package var help: String?
    /// The address of a page with its terms of use.
    package var terms: String?

    /// A store without a name of its own.
    package init() {}
}

/// The store as every page shows it: at the top and at the bottom.
struct StoreView {
    /// A link at the bottom of the page.
    struct Link {
        let linkText: String
        let linkAddress: String
    }

    let storeName: String
    let storeOperator: String?
    let storeLinks: [Link]
    let hasStoreLinks: Bool

    init(_ store: StoreIdentity) {
        storeName = store.name
        storeOperator = store.operatorName
        storeLinks = [
            ("Help", store.help.map { $0.contains("://") ? $0 : "mailto:\($0)" }), ("Terms of use", store.terms),
            ("Imprint", store.imprint),
        ].compactMap { text, address in address.map { Link(linkText: text, linkAddress: $0) } }
        hasStoreLinks = !storeLinks.isEmpty
    }
}
