internal import DatalabModel
package import Foundation
package import GRDB

/// A version in the history of a datalab.
package struct DatalabVersionSummary: Sendable, Hashable, Codable {
    /// The version, with the build's counter where a tag tells it: `1.4.0-2`.
    package let version: String
    /// The digest of the manifest.
    package let digest: String
    /// The tags that point to it.
    package let tags: [String]
    /// When it was published.
    package let published: Date
    /// By whom.
    package let publisher: String
    /// `waiting`, `approved` or `rejected`.
    package let review: ReviewState
    /// Why it was rejected.
    package let reviewReason: String?
}

/// A datalab with all that a user decides by.
package struct DatalabDetail: Sendable, Hashable, Codable {
    /// The same as on its card.
    package let summary: DatalabSummary
    /// A longer description.
    package let description: String?
    /// The e-mail address of whom to ask.
    package let contact: String?
    /// The organisation.
    package let organisation: String?
    /// How to cite it.
    package let citation: String?
    /// Its DOI.
    package let doi: String?
    /// Who paid for it.
    package let funder: String?
    /// The language of its content.
    package let language: String?
    /// Where the source is.
    package let source: String?
    /// The source's revision.
    package let revision: String?
    /// The name of the base image.
    package let base: String?
    /// The versions that who asks may see, the newest first.
    package let versions: [DatalabVersionSummary]
    /// The layers of the newest, base first.
    package let layers: [VersionFacts.Layer]
    /// The Python packages of the newest, by name.
    package let packages: [VersionFacts.Package]
    /// The users of a private datalab; nil for who may not change them.
    package let readers: [String]?
}

extension DatalabDetail {
    /// The datalab of a repository; nil when there is none, or none that who asks may see.
    package static func find(
        _ repository: String,
        for principal: Principal,
        in database: Database,
    ) throws -> DatalabDetail? {
        let access = try RepositoryAccess.find(repository, in: database)
        let resource = PolicyResource.repository(repository, access)
        guard let access, Policy.decide(principal, .seeInCatalogue, on: resource) == .allow else { return nil }
        let row = try Row.fetchOne(
            database,
            sql: "SELECT id, shown FROM datalab WHERE repository = ?",
            arguments: [repository]
        )
        guard let row, let summary = try DatalabSummary.all([row["id"]], for: principal, in: database).first,
            let facts = try Catalogue.facts(of: row["shown"], in: database)
        else { return nil }
        let seesAll =
            Policy.decide(principal, .changeVisibility, on: resource) == .allow
            || Policy.decide(principal, .moderate, on: resource) == .allow
        let versions = try VersionRow.all(of: repository, in: database).filter { seesAll || $0.review == .approved }
        let isOwner = Policy.decide(principal, .changeReaders, on: resource) == .allow
        return DatalabDetail(summary, facts, versions, readers: isOwner ? access.readers.sorted() : nil)
    }

    private init(_ summary: DatalabSummary, _ facts: VersionFacts, _ versions: [VersionRow], readers: [String]?) {
        let metadata = facts.metadata
        self.summary = summary
        description = metadata.description
        contact = metadata.contactPoint?.email
        organisation = metadata.contactPoint?.organisationName
        citation = metadata.citation
        doi = metadata.doi
        funder = metadata.funder
        language = metadata.language
        source = facts.source
        revision = facts.revision
        base = facts.baseName
        self.versions = versions.map(DatalabVersionSummary.init)
        layers = facts.layers
        packages = facts.packages
        self.readers = readers
    }
}

extension DatalabVersionSummary {
    init(_ row: VersionRow) {
        version = row.label
        digest = row.digest
        tags = row.tags
        published = row.published
        publisher = row.publisher
        review = row.review
        reviewReason = row.reviewReason
    }
}
