package import AppStoreAPI
internal import DatalabModel
package import GRDB

extension DatalabDetail {
    /// So many versions are listed at most.
    package static let mostVersions = 200

    /// The datalab of a repository; nil when there is none, or none that who asks may see.
    ///
    /// - Parameters:
    ///   - repository: the repository.
    ///   - digest: the version that is looked at; nil for the newest that is listed.
    ///   - range: which of the versions are listed, counted from the newest.
    ///   - principal: who asks.
    ///   - database: within a transaction.
    /// - Returns: the datalab.
    /// - Throws: `DatabaseError`.
    package static func find(
        _ repository: String,
        version digest: String? = nil,
        listing range: Range<Int> = 0..<mostVersions,
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
        let seesAll = Policy.decide(principal, .pullUnreviewed, on: resource) == .allow
        let versions = try VersionRow.all(of: repository, in: database).filter { seesAll || $0.review == .approved }
        // One that who asks may not see is none.
        let wanted = digest.map { digest in versions.first { $0.digest == digest }?.id ?? 0 }
        guard let row, let shown: Int64 = wanted ?? row["shown"],
            let summary = try DatalabSummary.find(row["id"], version: shown, for: principal, in: database),
            let facts = try VersionTexts.facts(of: shown, in: database)
        else { return nil }
        let isOwner = Policy.decide(principal, .changeReaders, on: resource) == .allow
        return DatalabDetail(summary, facts, versions, range, readers: isOwner ? access.readers.sorted() : nil)
    }

    private init(
        _ summary: DatalabSummary,
        _ facts: VersionFacts,
        _ versions: [VersionRow],
        _ range: Range<Int>,
        readers: [String]?
    ) {
        let (people, hasMorePeople) = facts.metadata.people
        self.init(
            summary: summary,
            facts: DatalabFacts(facts.metadata),
            people: people,
            hasMorePeople: hasMorePeople,
            source: facts.source,
            revision: facts.revision,
            base: facts.baseName,
            versions: versions[range.clamped(to: 0..<versions.count)].map(DatalabVersionSummary.init),
            versionCount: versions.count,
            layers: facts.layers,
            packages: facts.packages,
            readers: readers
        )
    }
}

extension DatalabVersionSummary {
    /// A part of the versions of a datalab that somebody may see, the newest first.
    ///
    /// - Parameters:
    ///   - repository: the datalab's repository.
    ///   - last: the digest of the version after which to begin; nil for the newest.
    ///   - limit: the most to give.
    ///   - principal: who asks; the policy has been asked whether the datalab may be seen.
    ///   - database: within a transaction.
    /// - Returns: the versions, and whether there are more; none after a version that is not there.
    /// - Throws: `DatabaseError`.
    package static func page(
        of repository: String,
        after last: String?,
        limit: Int,
        for principal: Principal,
        in database: Database
    ) throws -> (versions: [DatalabVersionSummary], hasMore: Bool) {
        let resource = PolicyResource.repository(repository, try RepositoryAccess.find(repository, in: database))
        let seesAll = Policy.decide(principal, .pullUnreviewed, on: resource) == .allow
        var rows = try VersionRow.all(of: repository, in: database).filter { seesAll || $0.review == .approved }[...]
        if let last { rows = rows.drop { $0.digest != last }.dropFirst() }
        return (rows.prefix(limit).map(DatalabVersionSummary.init), rows.count > limit)
    }

    init(_ row: VersionRow) {
        self.init(
            version: row.label,
            digest: row.digest,
            tags: row.tags,
            published: row.published,
            publisher: row.publisher,
            review: row.review,
            reviewReason: row.reviewReason
        )
    }
}
