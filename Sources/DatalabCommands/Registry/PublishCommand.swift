internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import OCIModel
internal import RegistryClient

/// `datalab publish`: from the store to a registry.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish a datalab to an AppStore or another registry: only what is missing there is sent.",
        discussion: """
            Without a place the image goes to the AppStore of 'datalab login --default', as <user>/<short name>.

            Without a tag in the place, the tags are <version>-<n>, <version> and latest; the last two only move forward. An upload
            that was broken off goes on where it stopped.

            Example: datalab publish mylab:1.0.0-0 registry.example.org/team/mylab
            """,
    )

    @Argument(
        help: ArgumentHelp(
            "An image of the store (the newest build's when it is left out), and where it goes.",
            valueName: "[image] [registry/repository[:tag]]"
        )
    )
    var names: [String] = []

    @Flag(help: "Move '<version>' and 'latest' also when something newer is there.")
    var force = false

    @OptionGroup var store: AppStoreOption
    @OptionGroup var access: RegistryAccess
    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func validate() throws {
        guard names.count <= 2 else {
            throw ValidationError("expected an image (or none) and a place (or none), found \(names.count) names")
        }
        guard names.count < 2 || store.appstore == nil else {
            throw ValidationError("--appstore and a place contradict each other")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let target = try await PublishTarget(names, store, access, in: context)
        let display = progress.display(in: context)
        defer { display.end() }
        display.take(.stageStarted("publishing"))
        let publisher = DatalabPublisher(
            home: context.home,
            credentials: access.credentials(in: context),
            options: try access.options(in: context) { display.take(.work($0)) }
        )
        let publication = try await publisher.publish(target.image, to: target.place, isForced: force)
        display.take(.stageEnded("publishing", seconds: publication.seconds, summary: publication.image))
        display.end()
        guard result.format == .text else { return context.print(try JSONOutput.text(publication)) }
        context.print("published \(publication.repository)  \(publication.report.tags.joined(separator: ", "))")
        context.print("digest    \(publication.report.digest)")
        PushSummary.lines(of: publication.report, seconds: publication.seconds).forEach(context.print)
        if let page = target.page { context.print("page      \(page)") }
        if !publication.keptTags.isEmpty {
            context.note(
                "note: newer is there, so these stay as they are: \(publication.keptTags.joined(separator: ", "))"
            )
        }
    }
}
