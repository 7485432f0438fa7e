internal import ArgumentParser
internal import CIReports
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import DatalabModel
internal import ImageExport
internal import LocalRuns
internal import Synchronization
internal import SystemPackage

/// `datalab build`: from a source to an image.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a datalab from a git URL, a folder, a zip, or files.",
        discussion: """
            Nothing of the source is executed, but for a package without a wheel, which is built in a sealed box, and what \
            --post-build and --test ask for. The image is kept in the store, and written elsewhere with --output.

            Example: datalab build https://git.example.org/me/lab.git --branch main --output oci-archive:lab.tar
            """,
    )

    @OptionGroup var source: SourceOptions

    @Option(
        name: .shortAndLong,
        help: "Also write the image: oci:FOLDER[:NAME], oci-archive:FILE or docker-archive:FILE; can be repeated.",
    )
    var output: [String] = []

    @Flag(help: "Read every file, although the file system says that it has not changed since the last build.")
    var verifyWorkspace = false

    @Flag(help: "Start the image, and import its packages ('datalab test'): the build fails when that does.")
    var test = false

    @Flag(help: "Run the datalab, and build and start it again whenever a file of the source is saved, until Ctrl-C.")
    var watch = false

    @Flag(help: "With --watch, the folder itself is the workspace: what is saved in the page is saved in it.")
    var edit = false

    @OptionGroup var notebooks: NotebookOptions

    @Option(help: "What runs the container of --test and --watch: podman, docker, crun or runc.")
    var engine: EngineName?

    @Option(help: "The port of 127.0.0.1 that --watch serves at; a free one when not given.")
    var port: UInt16?

    @Option(
        help: "A folder that is the user's workspace with --watch; what is saved there stays.",
        completion: .directory
    )
    var workspace: String?

    @OptionGroup(title: "Cache in a registry")
    var cache: CacheOptions

    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    @OptionGroup(title: "Unattended")
    var ci: CIOptions

    func validate() throws {
        guard test || notebooks.notebooks.isEmpty else { throw ValidationError("'--notebooks' belongs to '--test'") }
        guard test || watch || engine == nil else {
            throw ValidationError("'--engine' belongs to '--test' and '--watch'")
        }
        guard watch || (port == nil && workspace == nil && !edit) else {
            throw ValidationError("'--port', '--workspace' and '--edit' belong to '--watch'")
        }
        guard !edit || workspace == nil else {
            throw ValidationError("with '--edit' the folder is the workspace: leave '--workspace' out")
        }
        guard !watch || (output.isEmpty && !ci.isUnattended) else {
            throw ValidationError("'--watch' goes with neither '--output' nor '--ci'")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        // Mistakes in the options are told before any work is done.
        let outputs = try output.map { try ImageOutput($0) }
        var request = try source.request()
        request.verifiesWorkspace = verifyWorkspace
        request.trial = test ? trial(in: context) : nil
        if watch {
            let watched = WatchedBuild(context: context, progress: progress, format: result.format, edits: edit)
            return try await watched.follow(request, run(in: context), at: site(in: context))
        }
        let job = CIJob(ci, source: request.source, in: context)
        let record = try await build(request, to: outputs, job, in: context)
        let json = try JSONOutput.text(record)
        try job.succeed(CIReport(record), result: json)
        guard result.format == .text else { return job.show(json) }
        guard let built = record.result else { return }
        context.print("build     \(record.label)  \(record.status.label)")
        BuildSummary.lines(of: built).forEach(context.print)
        for output in outputs { context.print("output    \(output)") }
        context.print("")
        context.print(RunHint.next(try ImageLayout(root: context.home.store), reference: built.reference))
    }

    private func build(
        _ request: BuildRequest,
        to outputs: [ImageOutput],
        _ job: CIJob,
        in context: CommandContext,
    ) async throws -> BuildRecord {
        let display = ci.isUnattended ? nil : progress.display(in: context)
        defer { display?.end() }
        let number = Mutex<Int64?>(nil)
        do {
            return try await DatalabBuilder(site: site(in: context)).build(request, outputs: outputs) { event in
                if case .buildStarted(let id) = event { number.withLock { $0 = id } }
                job.take(event)
                display?.take(event)
            }
        } catch {
            display?.end()
            let record = try? number.withLock { $0 }.map { try BuildRecords(home: context.home).find("#\($0)") }
            let report = CIReport(failed: record, source: source.source.joined(separator: " "))
            throw job.fail(error, report, format: result.format)
        }
    }

    private func site(in context: CommandContext) throws -> BuildSite {
        var site = try source.bases.site(in: context)
        site.cache = try cache.settings(in: context)
        return site
    }

    private func trial(in context: CommandContext) -> TrialRequest {
        TrialRequest(run(in: context), notebooks: notebooks.notebooks)
    }

    private func run(in context: CommandContext) -> LocalRunRequest {
        var run = LocalRunRequest()
        run.engine = engine
        run.port = port
        run.workspace = workspace.map { FilePath($0) }
        run.tools = ProgramFolders.tools(environment: context.environment)
        return run
    }
}
