internal import AppStoreAPI
internal import AppStoreCore
internal import DatalabModel
internal import Hummingbird
internal import NIOCore
internal import OCIModel

/// A datalab's page: everything a user decides by.
struct DatalabView {
    /// A licence of the expression, by its full name.
    struct LicenceName {
        let licenceTitle: String
        let licenceLink: String?
    }

    /// A word or name that leads to others with the same.
    struct Term {
        let label: String
        let address: String
    }

    /// A version in the history.
    struct Version {
        let label: String
        let versionAddress: String
        let digest: String
        let shortDigest: String
        let tags: String
        let day: String
        let machineDay: String
        let publisher: String
        let reviewNote: String?
    }

    /// A fact with a link where there is one.
    struct Fact {
        let factTitle: String
        let factText: String
        let factLink: String?
    }

    let card: DatalabCard
    let people: [NamedPerson]
    let hasMorePeople: Bool
    let repositoryName: String
    /// The version that is shown, and launched.
    let shownDigest: String
    let optionsAddress: String
    let abstract: String?
    let descriptionParagraphs: [String]
    let licence: String?
    let licenceNames: [LicenceName]
    let visibilityText: String
    let keywords: [Term]
    let hasKeywords: Bool
    let facts: [Fact]
    let versions: [Version]
    let versionSummary: String
    let pages: VersionPages
    let build: BuildView?
    let launch: LaunchView
    let contents: ContentsView?
    let inside: InsideView
    let citation: CitationView
    let isStarred: Bool
    let mayStar: Bool
    let starAddress: String
    let settingsAddress: String?
    let isAwaitingReview: Bool
    /// What a version's own page says of it; nil on the datalab's page.
    let change: ChangeView?

    init(
        _ datalab: DatalabDetail,
        _ build: BuildRecordArtifact?,
        _ contents: ContentsLibrary.Answer,
        _ citation: Citation,
        _ origin: PageOrigin,
        step: CommandLineTool? = nil,
        mayStar: Bool,
        pages: VersionPages,
        change: ChangeView? = nil
    ) {
        let summary = datalab.summary
        card = DatalabCard(summary)
        let known = Set(datalab.people.map { $0.name.lowercased() })
        people = citation.people.map { NamedPerson($0, isKnown: known.contains($0.name.lowercased())) }
        hasMorePeople = citation.hasOthers
        repositoryName = summary.name
        shownDigest = summary.digest
        optionsAddress = "\(PageAddress.launch(summary.name))?digest=\(summary.digest)"
        abstract = summary.abstract
        descriptionParagraphs = datalab.description.map(PageText.paragraphs) ?? []
        licence = summary.licence
        licenceNames = Self.names(ofLicence: summary.licence)
        visibilityText =
            summary.visibility == "public"
            ? "Public: everyone can use it" : "Private: for its owner and a list of users"
        keywords = summary.keywords.map { Self.term($0, .keyword) }
        hasKeywords = !keywords.isEmpty
        facts = Self.facts(datalab)
        self.change = change
        versions = datalab.versions.map { Self.version($0, of: summary.name) }
        versionSummary = PageText.count(datalab.versionCount, "version")
        self.pages = pages
        self.build = build.flatMap { BuildView($0, versionLabel: summary.version) }
        inside = InsideView(datalab.layers, datalab.packages)
        let version = VersionAddress(name: summary.name, digest: summary.digest)
        launch =
            step.map { LaunchView($0, version, origin, isPrivate: summary.visibility == "private") }
            ?? LaunchView(summary.name, summary.digest, origin, isPrivate: summary.visibility == "private")
        self.contents = ContentsView(contents, version)
        self.citation = CitationView(citation, wish: datalab.citation, version)
        isStarred = summary.isStarred
        self.mayStar = mayStar
        starAddress = "/datalabs/\(summary.name)/star"
        settingsAddress = datalab.readers == nil ? nil : "/datalabs/\(summary.name)/settings"
        isAwaitingReview = datalab.versions.contains { $0.review == .waiting }
    }

    private static func names(ofLicence text: String?) -> [LicenceName] {
        guard let text, let expression = try? LicenceExpression.parse(text) else { return [] }
        return expression.identifiers.map { identifier in
            let isListed = !identifier.hasPrefix("LicenseRef-") && !identifier.hasPrefix("DocumentRef-")
            return LicenceName(
                licenceTitle: LicenceList.licence(identifier)?.name ?? identifier,
                licenceLink: isListed ? "https://spdx.org/licenses/\(Query.encode(identifier)).html" : nil
            )
        }
    }

    private static func term(_ value: String, _ facet: Facet) -> Term {
        Term(label: value, address: "/?\(facet.rawValue)=\(Query.encode(value))")
    }

    /// Where the source is; of one that nobody else can get, with the reason.
    private static func sourceText(_ source: String?) -> String? {
        guard let source, source.lowercased().hasPrefix("file:") else { return source }
        return "\(source), a folder of the machine that built it: not to be had from here"
    }

    private static func facts(_ datalab: DatalabDetail) -> [Fact] {
        let summary = datalab.summary
        var facts: [Fact] = []
        func add(_ title: String, _ text: String?, _ link: String? = nil) {
            if let text, !text.isEmpty { facts.append(Fact(factTitle: title, factText: text, factLink: link)) }
        }
        for field in MetadataFields.all {
            guard let display = field.display, let label = display.label else { continue }
            let texts = display.isInSummary ? summary.texts(of: field) : datalab.facts[field]?.texts ?? []
            for text in texts { add(label, text, link(display.link, field, text)) }
        }
        add("Source", sourceText(datalab.source), PageAddress.web(datalab.source))
        add("Revision", datalab.revision)
        add("Base image", datalab.base)
        return facts
    }

    /// Where a fact leads to.
    private static func link(_ link: MetadataField.Display.Link?, _ field: MetadataField, _ text: String) -> String? {
        switch link {
        case .mail: PageAddress.mail(text)
        case .doi: PageAddress.doi(text)
        case .facet: Facet(rawValue: field.key).map { term(text, $0).address }
        case nil: nil
        }
    }

    private static func version(_ version: DatalabVersionSummary, of name: String) -> Version {
        Version(
            label: version.version,
            versionAddress: PageAddress.version(version.digest, of: name),
            digest: version.digest,
            shortDigest: String(version.digest.prefix(19)) + "…",
            tags: version.tags.joined(separator: ", "),
            day: PageText.day(version.published),
            machineDay: PageText.machine(version.published),
            publisher: version.publisher,
            reviewNote: note(on: version)
        )
    }

    private static func note(on version: DatalabVersionSummary) -> String? {
        switch version.review {
        case .approved: nil
        case .waiting: "Awaiting review"
        case .rejected: "Rejected: \(version.reviewReason ?? "no reason given")"
        }
    }
}

/// A part of a long list of versions, with the addresses of its neighbours.
struct VersionPages {
    let newerAddress: String?
    let olderAddress: String?

    /// So many versions are on a page.
    static let size = 25
    /// No page is further on.
    private static let last: Int64 = 100_000

    /// The page that a query asks for, counted from 1.
    static func number(_ query: Query) -> Int {
        Int(query["page"].flatMap { BoundedNumber.read($0, in: 1...last) } ?? 1)
    }

    static func range(_ number: Int) -> Range<Int> { (number - 1) * size..<number * size }

    init(_ number: Int, of count: Int, at address: String) {
        newerAddress = number > 1 ? "\(address)?page=\(number - 1)#versions" : nil
        olderAddress = number * Self.size < count ? "\(address)?page=\(number + 1)#versions" : nil
    }
}

extension PageSite {
    /// A datalab's page.
    func datalab(_ call: PageCall) async throws -> Response { try await show(nil, call) }

    /// The page of a version, with what differs from the approved one before.
    func version(_ call: PageCall) async throws -> Response {
        guard let digest = Digest(call.reference) else { throw PageFailure.missing }
        return try await show(digest, call)
    }

    private func show(_ digest: Digest?, _ call: PageCall) async throws -> Response {
        let number = VersionPages.number(call.query)
        let authority = call.origin.authority
        let found = try await database.read { database -> (DatalabDetail, ChangeView?, Bool, CommandLineTool?)? in
            let version = digest?.description
            let detail = try DatalabDetail.find(
                call.name,
                version: version,
                listing: VersionPages.range(number),
                for: call.principal,
                in: database
            )
            guard let detail else { return nil }
            let resource = PolicyResource.repository(call.name, try RepositoryAccess.find(call.name, in: database))
            let isReviewer = Policy.decide(call.principal, .pullUnreviewed, on: resource) == .allow
            let change = try version.flatMap { try VersionComparison.find($0, of: call.name, in: database) }
            let view = change.map { ChangeView($0, detail.summary, showsReviewers: isReviewer) }
            let mayStar = Policy.decide(call.principal, .star, on: resource) == .allow
            let step = try CommandLineTool.find(detail.summary.digest, of: call.name, at: authority, in: database)
            return (detail, view, mayStar, step)
        }
        guard let (detail, change, mayStar, step) = found else { throw PageFailure.missing }
        if digest != nil, call.query["step"] == "cwl" {
            guard let step else { throw PageFailure.missing }
            return document(step)
        }
        if digest != nil, let path = call.query["notebook"] { return try await notebook(path, of: detail, call) }
        let shown = detail.summary.digest
        let record = try await BuildRecordArtifact.find(shown, of: call.name, in: database, blobs)
        let files = try await contents.contents(of: shown, in: call.name)
        let citation = citation(of: detail, files, call)
        if digest != nil, let form = call.query["cite"].flatMap(CitationForm.init(rawValue:)) {
            return self.citation(form, citation)
        }
        let address = digest == nil ? PageAddress.datalab(call.name) : PageAddress.version(shown, of: call.name)
        let pages = VersionPages(number, of: detail.versionCount, at: address)
        let view = DatalabView(
            detail,
            record,
            files,
            citation,
            call.origin,
            step: step,
            mayStar: mayStar,
            pages: pages,
            change: change
        )
        return page("datalab", view.card.cardTitle, view, call)
    }

    /// A step's document as a file.
    private func document(_ step: CommandLineTool) -> Response {
        var headers = guards
        headers[.contentType] = "application/cwl+yaml; charset=utf-8"
        headers[.contentDisposition] = "attachment; filename=\"\(step.fileName)\""
        headers[.cacheControl] = "private, no-cache"
        headers[.vary] = "Cookie"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: step.text)))
    }

    private func citation(of detail: DatalabDetail, _ files: ContentsLibrary.Answer, _ call: PageCall) -> Citation {
        var people: [CitedPerson] = []
        if case .contents(let contents) = files { people = contents.people }
        let page = PageAddress.version(detail.summary.digest, of: detail.summary.name)
        return Citation(detail, people, at: call.origin.address(page), in: store.storeName)
    }

    /// Gives a star, or takes it back.
    func star(_ call: PageCall) async throws -> Response {
        guard let user = call.principal.name else { throw PageFailure.signIn }
        let isStarred = call.form["star"] == "give"
        let now = clock()
        try await database.write { database in
            _ = try Stars.set(isStarred, on: call.name, by: user, at: now, in: database)
        }
        return redirect(to: PageAddress.datalab(call.name))
    }
}
