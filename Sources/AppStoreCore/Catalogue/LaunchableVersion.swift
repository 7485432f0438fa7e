internal import AppStoreAPI
internal import DatalabModel
package import GRDB

/// A version of a datalab that somebody may launch.
package struct LaunchableVersion: Sendable, Hashable {
    /// The datalab's title.
    package let title: String
    /// `jupyterlab`, `vnc` or `theia`; nil where nothing says.
    package let kind: String?
    /// The version.
    package let version: String
    /// Its digest.
    package let digest: String

    /// Finds a version; nil when there is none, or none that who asks may see.
    ///
    /// - Parameters:
    ///   - name: the datalab's name.
    ///   - version: a version, as its page shows it, or a tag; nil for the newest that is listed.
    ///   - digest: the version's digest, which counts before that.
    ///   - principal: who asks; the policy has been asked whether the datalab may be launched.
    ///   - database: within a transaction.
    /// - Returns: the version.
    /// - Throws: `DatabaseError`; `AppStoreError` with code `invalid` for what opens no page.
    package static func find(
        _ name: String,
        version: String? = nil,
        digest: String? = nil,
        for principal: Principal,
        in database: Database
    ) throws -> LaunchableVersion? {
        var wanted = digest
        if wanted == nil, let version {
            let resource = PolicyResource.repository(name, try RepositoryAccess.find(name, in: database))
            let seesAll = Policy.decide(principal, .pullUnreviewed, on: resource) == .allow
            let rows = try VersionRow.all(of: name, in: database).filter { seesAll || $0.review == .approved }
            // A tag is one version's; a version may be that of several builds, of which the newest comes first.
            guard
                let row = rows.first(where: { $0.tags.contains(version) }) ?? rows.first(where: { $0.label == version })
            else { return nil }
            wanted = row.digest
        }
        let found = try DatalabDetail.find(name, version: wanted, listing: 0..<0, for: principal, in: database)
        if let kind = found?.summary.kind.flatMap(DatalabKind.init(rawValue:)), !kind.hasPage {
            throw AppStoreError(
                .invalid,
                detail: "'\(name)' is a step of a pipeline, which opens no page",
                hint: "run it by a workflow engine: its page has the CWL"
            )
        }
        return found.map { LaunchableVersion($0.summary) }
    }

    private init(_ summary: DatalabSummary) {
        title = summary.title
        kind = summary.kind
        version = summary.version
        digest = summary.digest
    }
}
