package import AppStoreAPI
internal import DatalabModel
internal import Foundation
package import GRDB

/// A person or a group by the name that datalabs give, with what those say of who that is.
package struct CataloguePerson: Sendable {
    /// The name, as the datalabs write it.
    package let name: String
    /// The datalabs that who asks may see: a page of them.
    package let page: DatalabPage
    /// The ORCID iDs that datalabs give for the name; more than one where several people may have it.
    package let orcids: [String]
    /// Where they work, as datalabs say.
    package let affiliations: [String]
    /// Whether it is the name of a group, and of no person.
    package let isGroup: Bool

    /// So many affiliations are told at most.
    private static let mostAffiliations = 5

    /// Finds who has a name.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - cursor: where the page before said that it goes on.
    ///   - principal: who asks.
    ///   - database: within a transaction.
    /// - Returns: the person; nil when no datalab that may be seen names anybody so.
    /// - Throws: `AppStoreError` with code `invalid` for a cursor of another search; `DatabaseError`.
    package static func find(
        _ name: String,
        after cursor: String?,
        for principal: Principal,
        in database: Database
    ) throws -> CataloguePerson? {
        let query = CatalogueQuery(filters: [.author: [name]], sort: .modified, cursor: cursor)
        let page = try CatalogueSearch.page(query, for: principal, in: database)
        guard page.total > 0 else { return nil }
        let named = try page.datalabs.flatMap { try people(of: $0.name, in: database) }
            .filter { $0.name.lowercased() == name.lowercased() }
        return CataloguePerson(
            name: named.first?.name ?? name,
            page: page,
            orcids: Set(named.compactMap(\.orcid)).sorted(),
            affiliations: Array(Set(named.compactMap(\.affiliation)).sorted().prefix(mostAffiliations)),
            isGroup: !named.isEmpty && named.allSatisfy(\.isOrganisation)
        )
    }

    /// Whom the shown version of a datalab names: its metadata, and its `CITATION.cff` where its files were read.
    private static func people(of repository: String, in database: Database) throws -> [CitedPerson] {
        let sql = "SELECT shown FROM datalab WHERE repository = ?"
        guard let shown = try Int64.fetchOne(database, sql: sql, arguments: [repository]) else { return [] }
        let metadata = try VersionTexts.card(of: shown, in: database)?.people ?? []
        return try metadata + (ContentsTables.people(of: shown, in: database))
    }
}
