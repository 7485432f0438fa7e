internal import AppStoreAPI
internal import AppStoreClient
internal import ArgumentParser
internal import CommandLines
internal import Texts

/// `datalab search`: finds datalabs in an AppStore.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search an AppStore for datalabs.",
        discussion: "Example: datalab search black body --kind jupyterlab --sort popularity",
    )

    @Argument(help: "Words; each must be found, or be the beginning of what is found. All datalabs without any.")
    var words: [String] = []

    @Option(help: "Only this kind: jupyterlab, vnc, theia or step.", completion: .kinds)
    var kind: [String] = []

    @Option(help: "Only this field of research.")
    var domain: [String] = []

    @Option(help: "Only what is about this mission.")
    var mission: [String] = []

    @Option(help: "Only what is about this instrument.")
    var instrument: [String] = []

    @Option(help: "Only what has this key word.")
    var keyword: [String] = []

    @Option(help: "Only what has this licence.")
    var licence: [String] = []

    @Option(help: "Only what this author made.")
    var author: [String] = []

    @Option(help: "The order: relevance, modified, popularity or name.")
    var sort: String?

    @Option(help: "So many at most, 1 to 100.")
    var limit = 24

    @OptionGroup var store: AppStoreOption
    @OptionGroup var access: RegistryAccess
    @OptionGroup var result: FormatOptions

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit must be 1 to 100") }
        if let sort, !["relevance", "modified", "popularity", "name"].contains(sort) {
            throw ValidationError("--sort must be relevance, modified, popularity or name")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let client = try store.client(access, in: context)
        let search = CatalogueSearch(words: words.joined(separator: " "), filters: filters, sort: sort, limit: limit)
        let answer = try await client.search(search)
        guard result.format == .text else { return context.print(String(decoding: answer.json, as: UTF8.self)) }
        let page = answer.value
        var table = TextTable([
            ("NAME", .left), ("VERSION", .left), ("KIND", .left), ("STARS", .right), ("PULLS", .right),
            ("VISIBILITY", .left), ("TITLE", .left),
        ])
        for datalab in page.datalabs {
            table.add(
                datalab.name,
                datalab.version,
                datalab.kind ?? "-",
                "\(datalab.stars)",
                "\(datalab.pulls)",
                datalab.isListed ? datalab.visibility : "waiting",
                ShownText.line(datalab.title)
            )
        }
        if !page.datalabs.isEmpty { table.lines.forEach(context.print) }
        context.note("\(Wording.count(page.total, "datalab")) found at \(client.host)")
    }

    private var filters: [CatalogueSearch.Filter] {
        let lists = [
            ("kind", kind), ("domain", domain), ("mission", mission), ("instrument", instrument), ("keyword", keyword),
            ("licence", licence), ("author", author),
        ]
        return lists.flatMap { facet, values in values.map { CatalogueSearch.Filter(facet, $0) } }
    }
}
