internal import AppStoreAPI
internal import AppStoreCore
internal import HubLaunches
internal import OCIModel
internal import SafeMarkdown

/// Everything of the AppStore that is bounded, from the constants that bound it: `docs/limits.md` is this table.
package enum ServiceLimits {
    /// One bound.
    private struct Row {
        let what: String
        let value: String
        let setting: String
        let answer: String

        init(_ what: String, _ value: String, _ setting: String = "", _ answer: String) {
            self.what = what
            self.value = value
            self.setting = setting
            self.answer = answer
        }
    }

    /// The table as Markdown.
    package static var table: String {
        let head = "| what is bounded | to | setting | what is answered |\n|---|---|---|---|\n"
        let rows = connections + requests + registry + catalogue + contents + accounts
        return head + rows.map { "| \($0.what) | \($0.value) | \($0.setting) | \($0.answer) |\n" }.joined()
    }

    private static let connections = [
        Row(
            "connections",
            "(open files − \(Connections.Limits.reserve)) / \(Connections.Limits.filesPerConnection), "
                + "\(Connections.Limits.most) at most",
            "`--connections`, `ulimit -n`",
            "closed at once"
        ),
        Row(
            "connections of one address (IPv6: of one /64); not behind a proxy",
            "a quarter of all",
            "`--behind-proxy`",
            "closed at once"
        ),
        Row("a request's head", "15 s for the first, 75 s for each later one", "`--request-timeout`", "closed"),
        Row(
            "a body's pace, while it is waited for",
            "\(RequestPace.Limits.slowest) bytes a second over 15 s",
            "`--request-timeout`",
            "closed; an upload goes on where it was"
        ),
        Row("what is read of a body after it was refused", "\(RequestPace.Limits.rest) bytes, 15 s", "", "closed"),
        Row("requests of one address", "as many as come", "`--requests-per-second`", "429 with `Retry-After`"),
    ]

    private static let requests = [
        Row("a size or a place in a file", "\(BoundedNumber.largestSize) bytes", "", "400, 413 or 416"),
        Row("`n` of a list", "\(RegistryCall.largestPage) elements", "", "that many, and where it goes on"),
        Row("tags that one request sets", "\(RegistryHandlers.mostTags)", "", "414"),
        Row("the body of a request to the API", "\(APICall.longestBody) bytes", "", "413"),
    ]

    private static let registry = [
        Row("a manifest", "\(ManifestReader.sizeLimit) bytes", "", "413"),
        Row("layers of a manifest, manifests of an index", "\(ManifestReader.mostDescriptors)", "", "400"),
        Row(
            "uploads of one user under way",
            "\(UploadLedger.mostPerUser); one that rests for \(Int(UploadLedger.quiet)) s makes room",
            "",
            "429"
        ),
        Row(
            "what a user stores: blobs, manifests, uploads under way",
            "as much as there is room",
            "`--quota`",
            "403, before the body where its length is told, at the limit otherwise"
        ),
        Row("what no manifest names, and uploads that rest", "24 h", "`--grace-period`", "collected"),
        Row(
            "manifests without a tag that no index, referrer, referred one or version keeps",
            "\(Int(Repositories.untaggedPeriod / 86400)) days",
            "`--keep-untagged`",
            "collected"
        ),
    ]

    private static let catalogue = [
        Row("layers of a datalab", "\(VersionFacts.Limits.layers)", "", "400"),
        Row("Python packages of a datalab", "\(VersionFacts.Limits.packages)", "", "400"),
        Row("an annotation that the catalogue shows", "\(VersionFacts.Limits.text) bytes", "", "cut"),
        Row("metadata", "\(DatalabImage.longestMetadata) bytes", "", "400"),
        Row(
            "versions that an answer lists",
            "\(DatalabDetail.mostVersions); of `versions` with `limit` 1000",
            "",
            "the newest, and where it goes on"
        ),
        Row("values of a facet", "20; of `facets` 100 at a time", "", "those of most datalabs, and how many there are"),
        Row(
            "versions, values of a facet, users, entries of the audit log on a page",
            "\(VersionPages.size), \(ValuesView.pageSize), \(UsersView.pageSize), \(AuditView.pageSize)",
            "",
            "that many, and where it goes on"
        ),
        Row(
            "values of a facet beside the results",
            "\(CatalogueAddress.shownValues)",
            "",
            "the first, and a page of all"
        ),
        Row("pulls of one address from a datalab", "1 a day; \(PullCounter.mostPulls) of all", "", "not counted"),
        Row(
            "remembered pages of the catalogue",
            "\(CatalogueMemory.limit) bytes of what is found, \(RenderedPages.limit) bytes of HTML",
            "",
            "made anew"
        ),
        Row("packages of a comparison", "\(VersionComparison.mostPackages)", "", "the first, and how many more"),
    ]

    private static let contents = [
        Row(
            "what is read of the layers with a version's files, without their compression",
            "\(VersionContents.Limits.read) bytes, \(VersionContents.Limits.entries) entries, \(VersionContents.Limits.layers) layers",
            "",
            "what was read until then, and that there is more"
        ),
        Row(
            "versions that wait for being read, one after the other",
            "\(VersionContents.Limits.waiting)",
            "",
            "the page without them"
        ),
        Row(
            "files that a page lists, notebooks that it shows",
            "\(VersionContents.Limits.files), \(VersionContents.Limits.notebooks) of \(VersionContents.Limits.notebookFile) bytes",
            "",
            "the first, and how many there are"
        ),
        Row("a README that is shown", "\(VersionContents.Limits.readme) bytes", "", "cut"),
        Row(
            "a notebook that is shown",
            "\(NotebookText.Limits.cells) cells, \(NotebookText.Limits.text) bytes of text, \(NotebookText.Limits.output) of an output",
            "",
            "cut"
        ),
        Row(
            "what is kept of versions' files",
            "\(VersionContents.Limits.kept) bytes of notebooks of one, \(VersionContents.Limits.allKept) bytes of all",
            "",
            "read again when asked for"
        ),
        Row(
            "Markdown that becomes HTML",
            "\(SafeMarkdown.Limits.text) bytes, \(SafeMarkdown.Limits.output) bytes of HTML, \(SafeMarkdown.Limits.depth) lists deep",
            "",
            "cut, or shown as text"
        ),
    ]

    private static let accounts = [
        Row(
            "a password",
            "\(PasswordRules.shortest) characters to \(PasswordRules.longest) bytes; none that is tried first",
            "",
            "400"
        ),
        Row("wrong passwords of a user at an address", Self.text(.pair), "", "429 with `Retry-After`"),
        Row(
            "wrong passwords of a user from everywhere, for addresses where the user never logged in",
            Self.text(.user),
            "",
            "429 with `Retry-After`"
        ),
        Row(
            "wrong passwords of an address, for users who never logged in there",
            Self.text(.address),
            "",
            "429 with `Retry-After`"
        ),
        Row(
            "password checks that wait",
            "\(PasswordWorker.mostWaiting), \(PasswordWorker.mostOfOne) of one address; each address in its turn",
            "",
            "429 with `Retry-After`"
        ),
        Row(
            "lines of the audit log for logins",
            "\(LoginAudit.mostLines) in 5 s, kept for \(Int(LoginAudit.keptFor / 86400)) days",
            "",
            "the rest are counted in one line"
        ),
        Row(
            "a registry token",
            "300 s, and never longer than the password or the personal token it was made with",
            "",
            "401"
        ),
        Row(
            "a login that is handed over to the hub",
            "\(Int(HandOvers.codeLifetime)) s, once; \(HandOvers.mostOfUser) of a user",
            "",
            "`invalid_grant`"
        ),
        Row(
            "the password with which the hub pulls an image",
            "\(LaunchPasswords.lifetime) s, one repository",
            "",
            "401"
        ),
    ]

    private static func text(_ rule: AttemptLimit.Rule) -> String {
        "\(rule.freeAttempts) free, then \(rule.firstWait) s to \(rule.longestWait) s; half forgotten in \(Int(rule.halfLife)) s"
    }
}
