internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import LocalRuns
internal import Reporting
internal import SystemPackage

/// `datalab run`: a datalab on this machine.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Start a datalab on this machine, and print its address when the page is ready.",
        discussion: """
            It runs until Ctrl-C, and leaves nothing behind but what is in the workspace. Only this machine reaches it. With \
            --edit it is built from a folder that is its workspace too, and new requirements reach a page that is open.

            Example: datalab run mylab:latest --workspace ~/mylab --data /archive/gaia:gaia
            Example: datalab run . --edit
            """,
    )

    @Argument(
        help: "An image of the store ('datalab images' lists them), its digest, or an image in a registry.",
        completion: .storedImages
    )
    var image: String

    @Option(help: "The port of 127.0.0.1 it is reached at; a free one when not given.")
    var port: UInt16?

    @Option(help: "A folder that is the user's workspace in the datalab; what is saved there stays.")
    var workspace: String?

    @Flag(
        help: "IMAGE is a folder: build it, and let what is saved in the page be saved in it ('build --watch --edit')."
    )
    var edit = false

    @Option(
        help: """
            Put the image's files that match over those of the workspace, which stay beside them as NAME.~1~; '*' matches all; \
            can be repeated.
            """
    )
    var take: [String] = []

    @Option(help: "A folder that can be read as /data/NAME, as DIR:NAME; can be repeated.")
    var data: [String] = []

    @OptionGroup var options: RunOptions
    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func validate() throws {
        guard !edit || (workspace == nil && take.isEmpty) else {
            throw ValidationError("with '--edit' the folder is the workspace: leave '--workspace' and '--take' out")
        }
        guard take.isEmpty || workspace != nil else { throw ValidationError("'--take' belongs to '--workspace'") }
    }

    func run() async throws {
        let context = CommandContext.current
        var request = try options.request(in: context)
        request.port = port
        request.workspace = workspace.map { FilePath($0) }
        request.data = try data.map { try LocalRunRequest.DataFolder($0) }
        if edit { return try await follow(request, context) }
        let image = try await LocalImages(site: try options.site(in: context)).obtain(image)
        let steps = StepDisplay(progress.display(in: context))
        let started: StartedDatalab
        do {
            defer { steps.end() }
            started = try await StartedDatalab(
                image,
                request,
                home: context.home,
                progress: steps.take,
                onLine: options.log(in: context)
            )
        }
        do {
            try await takeFiles(started.run, context)
            try tell(started.run, context)
            try await tellHidden(started.run, context)
        } catch {
            await started.end()
            throw error
        }
        let status = await started.run.waitForEnd()
        if Task.isCancelled { context.note("stopping") }
        await started.end()
        if let status, status != 0 {
            throw InputFailure(.error("the datalab ended with status \(status)", hint: "'--logs' shows its log"))
        }
    }

    private func follow(_ request: LocalRunRequest, _ context: CommandContext) async throws {
        var source = try SourceOptions.parse([image])
        source.bases.registries = options.registries
        let watched = WatchedBuild(context: context, progress: progress, format: result.format, edits: true)
        try await watched.follow(source.request(), request, at: source.bases.site(in: context))
    }

    private func takeFiles(_ run: LocalRun, _ context: CommandContext) async throws {
        guard !take.isEmpty else { return }
        let taken = try await run.takeFiles(take)
        context.note(taken.isEmpty ? "no file of the workspace had to be replaced" : "taken: \(Self.list(taken))")
    }

    /// Says which files of the image cannot be seen.
    private func tellHidden(_ run: LocalRun, _ context: CommandContext) async throws {
        guard workspace != nil else { return }
        let files = try await run.hiddenFiles()
        guard !files.isEmpty else { return }
        let problem = Problem.warning(
            "the workspace has \(Wording.count(files.count, "file")) that the image has otherwise: \(Self.list(files))",
            hint:
                "the image's are in the page's folder 'notebooks'; '--take NAME' puts one over the workspace's, which is kept"
        )
        context.note(problem.description)
    }

    private static func list(_ files: [String]) -> String {
        files.prefix(5).joined(separator: ", ") + (files.count > 5 ? " and \(files.count - 5) more" : "")
    }

    private func tell(_ run: LocalRun, _ context: CommandContext) throws {
        let isText = result.format == .text
        context.print(isText ? run.address : try JSONOutput.text(Started(address: run.address, engine: run.engine)))
        let lost = workspace == nil ? "; what is saved in it is lost then ('--workspace DIR' keeps it)" : ""
        context.note("started with \(run.engine); Ctrl-C stops it\(lost)")
    }

    private struct Started: Encodable {
        let address: String
        let engine: String
    }
}
