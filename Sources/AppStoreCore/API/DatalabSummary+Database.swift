package import AppStoreAPI
internal import Foundation
package import GRDB

extension DatalabSummary {
    private static let columns = """
        SELECT datalab.id, datalab.repository, stars, pulls, shown, owner, is_public, is_listed, modified,
        EXISTS (SELECT 1 FROM star WHERE star.datalab = datalab.id AND star.user = ?) AS is_starred,
        EXISTS (SELECT 1 FROM datalab_icon WHERE datalab_icon.version = shown) AS has_icon
        FROM datalab JOIN catalogue_entry ON catalogue_entry.datalab = datalab.id WHERE datalab.id = ?
        """

    /// The datalabs of a user by short name, listed or not; 500 at most.
    package static func owned(by user: String, in database: Database) throws -> [DatalabSummary] {
        let sql = "SELECT datalab FROM catalogue_entry WHERE owner = ? ORDER BY name, datalab LIMIT 500"
        let ids = try Int64.fetchAll(database, sql: sql, arguments: [user])
        return try all(ids, for: .user(name: user, role: .reader, scopes: nil), in: database)
    }

    /// The summaries of datalabs, in their order.
    static func all(_ ids: [Int64], for principal: Principal, in database: Database) throws -> [DatalabSummary] {
        try ids.compactMap { try find($0, version: nil, for: principal, in: database) }
    }

    /// The summary of a datalab as of one version: the one that is shown, when it is nil.
    static func find(
        _ id: Int64,
        version: Int64?,
        for principal: Principal,
        in database: Database
    ) throws -> DatalabSummary? {
        let statement = try database.cachedStatement(sql: columns)
        guard let row = try Row.fetchOne(statement, arguments: [principal.name, id]),
            let found = try VersionRow.find(version ?? row["shown"], in: database),
            let card = try VersionTexts.card(of: found.id, in: database)
        else { return nil }
        return DatalabSummary(row, found, card)
    }

    private init(_ row: Row, _ newest: VersionRow, _ card: VersionCard) {
        self.init(
            name: row["repository"],
            shortName: card.shortName,
            title: card.title,
            abstract: card.abstract,
            kind: card.kind,
            version: newest.label,
            digest: newest.digest,
            author: card.author,
            licence: card.licence,
            keywords: card.keywords,
            missions: card.missions,
            instruments: card.instruments,
            domains: card.domains,
            visibility: (row["is_public"] as Bool) ? "public" : "private",
            owner: row["owner"],
            modified: Date(seconds: row["modified"]),
            size: card.size,
            stars: row["stars"],
            pulls: row["pulls"],
            isStarred: row["is_starred"],
            hasIcon: row["has_icon"],
            isListed: row["is_listed"]
        )
    }
}
