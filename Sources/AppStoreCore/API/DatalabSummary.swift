package import Foundation
internal import GRDB

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
    /// `jupyterlab`, `vnc` or `theia`; nil where nothing says.
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
}

extension DatalabSummary {
    private static let columns = """
        SELECT datalab.id, datalab.repository, stars, pulls, shown, owner, is_public, is_listed, modified,
        EXISTS (SELECT 1 FROM star WHERE star.datalab = datalab.id AND star.user = ?) AS is_starred,
        EXISTS (SELECT 1 FROM datalab_icon WHERE datalab_icon.version = shown) AS has_icon
        FROM datalab JOIN catalogue_entry ON catalogue_entry.datalab = datalab.id WHERE datalab.id = ?
        """

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
        name = row["repository"]
        shortName = card.shortName
        title = card.title
        abstract = card.abstract
        kind = card.kind
        version = newest.label
        digest = newest.digest
        author = card.author
        licence = card.licence
        keywords = card.keywords
        missions = card.missions
        instruments = card.instruments
        domains = card.domains
        visibility = (row["is_public"] as Bool) ? "public" : "private"
        owner = row["owner"]
        modified = Date(seconds: row["modified"])
        size = card.size
        stars = row["stars"]
        pulls = row["pulls"]
        isStarred = row["is_starred"]
        hasIcon = row["has_icon"]
        isListed = row["is_listed"]
    }
}
