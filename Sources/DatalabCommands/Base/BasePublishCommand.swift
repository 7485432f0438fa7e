internal import AppStoreClient
internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild
internal import OCIModel
internal import RegistryClient
internal import Reporting

/// `datalab base publish`: puts bases where builders find them.
struct BasePublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish bases to a registry, where builds on other machines find them by what they are.",
        discussion: """
            A build looks for its base below the places of --bases, $DATALAB_BASES or the chosen AppStore; it then needs neither \
            mmdebstrap nor Debian's packages, and the base's layers stay in the registry. Each kind has a repository there; a base \
            is found by its variant, architecture and recipe, so publish again when the recipe changes or Debian's packages are \
            built anew ('datalab base build --force'). At the chosen AppStore the bases become public.

            Example: datalab base publish --to registry.example.org/bases
            """,
    )

    @Argument(help: "The bases, such as jupyterlab:trixie; all in the store that are made of Debian without any.")
    var names: [String] = []

    @Option(help: "Where they go, as registry.example.org/bases; when not given, where bases are looked for first.")
    var to: String?

    @OptionGroup var site: SiteOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func run() async throws {
        let context = CommandContext.current
        let site = try site.site(in: context)
        guard let place = try to.map({ try ImageReference(argument: $0) }) ?? site.bases.places.first else {
            let hint = "give '--to registry.example.org/bases', or choose an AppStore: 'datalab login HOST --default'"
            throw InputFailure(.error("no place for bases is named", hint: hint), class: .usage)
        }
        let display = progress.display(in: context)
        defer { display.end() }
        display.take(.stageStarted("publishing"))
        let done = try await BasePublisher(site: site).publish(names, to: place) { display.take(.work($0)) }
        try await letEveryoneRead(done, place, in: context)
        display.end()
        guard output.format == .text else { return context.print(try JSONOutput.text(done)) }
        for one in done {
            context.print("\(one.base)  \(one.repository)  \(one.report.tags.joined(separator: ", "))")
            let sent = "sent \(Wording.bytes(one.report.sent.bytes))"
            context.print("  \(one.report.digest)  \(sent), mounted \(Wording.bytes(one.report.mounted.bytes))")
        }
    }

    /// Bases are for everybody who builds: at an AppStore, where a repository is its owner's at first, they are made public.
    private func letEveryoneRead(
        _ done: [BasePublication],
        _ place: ImageReference,
        in context: CommandContext
    ) async throws {
        guard place.registry == BasePlaces.appStore(in: context) else { return }
        let client = AppStoreClient(
            host: place.registry,
            credentials: site.registries.credentials(in: context),
            options: try site.registries.options(in: context)
        )
        // One that is open to everybody has no users, and nothing that is private.
        guard (try? await client.userName()) != nil else { return }
        for repository in Set(done.map(\.repository)).sorted() {
            let name = String(repository.dropFirst(place.registry.count + 1))
            try await client.setVisibility(of: name, isPublic: true, readers: nil)
        }
    }
}
