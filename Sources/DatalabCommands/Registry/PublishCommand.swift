internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel
internal import RegistryClient
internal import Reporting

/// `datalab publish`: from the store to a registry.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish a datalab to an AppStore or another registry: only what is missing there is sent.",
        discussion: """
            Without a place the image goes to the AppStore of 'datalab login --default', as <user>/<short name>.

            Without a tag in the place, the tags are <version>-<n>, <version> and latest; the last two only move forward. An upload
            that was broken off goes on where it stopped.

            What is published, where, and who may see it is shown first, and asked for at a terminal; not with --yes, and not where
            'CI' is set. Without an image it is that of the newest build of the files in this folder.

            Example: datalab publish mylab:1.0.0-0 registry.example.org/team/mylab
            """,
    )

    @Argument(
        help: ArgumentHelp(
            "An image of the store (of this folder's newest build when it is left out), and where it goes.",
            valueName: "[image] [registry/repository[:tag]]"
        ),
        completion: .storedImages
    )
    var names: [String] = []

    @Flag(help: "Move '<version>' and 'latest' also when something newer is there.")
    var force = false

    @Flag(help: "Show what would be published, where and under which tags, and send nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

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
        let publisher = DatalabPublisher(
            home: context.home,
            credentials: access.credentials(in: context),
            options: try access.options(in: context) { display.take(.work($0)) }
        )
        let plan = try await publisher.plan(target.image, to: target.place, isForced: force)
        let summary = PublicationSummary(plan, isInAppStore: target.page != nil)
        if dryRun {
            display.end()
            guard result.format == .text else { return context.print(try JSONOutput.text(plan)) }
            summary.lines.forEach(context.print)
            return context.note("note: nothing was sent")
        }
        if !yes, context.canAsk {
            summary.lines.forEach { context.note($0) }
            guard SecretPrompt.isConfirmed(try SecretPrompt.line("publish it? [y/N] ", context)) else {
                throw InputFailure(
                    .error("nothing was published", hint: "answer 'y', or give '--yes'"),
                    class: .cancelled
                )
            }
        }
        display.take(.stageStarted("publishing"))
        let publication = try await publisher.publish(plan)
        display.take(.stageEnded("publishing", seconds: publication.seconds, summary: publication.image))
        display.end()
        guard result.format == .text else { return context.print(try JSONOutput.text(publication)) }
        context.print("published \(publication.repository)  \(publication.report.tags.joined(separator: ", "))")
        context.print("digest    \(publication.report.digest)")
        PushSummary.lines(of: publication.report, seconds: publication.seconds).forEach(context.print)
        if let page = target.page { context.print("page      \(page)") }
        if RunHint.isStep(try ImageLayout(root: context.home.store), plan.image) {
            let name = publication.report.tags.first.map { "\(publication.repository):\($0)" } ?? publication.repository
            context.print("cwl       datalab step cwl \(name) --output FILE")
        }
        if !publication.keptTags.isEmpty {
            context.note(
                "note: newer is there, so these stay as they are: \(publication.keptTags.joined(separator: ", "))"
            )
        }
    }
}
