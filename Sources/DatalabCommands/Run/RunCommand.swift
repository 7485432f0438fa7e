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
            It runs until Ctrl-C, and leaves nothing behind but what is in the workspace. Only this machine reaches it.

            Example: datalab run mylab:latest --workspace ~/mylab --data /archive/gaia:gaia
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

    @Option(help: "A folder that can be read as /data/NAME, as DIR:NAME; can be repeated.")
    var data: [String] = []

    @OptionGroup var options: RunOptions
    @OptionGroup var result: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        var request = try options.request(in: context)
        request.port = port
        request.workspace = workspace.map { FilePath($0) }
        request.data = try data.map { try LocalRunRequest.DataFolder($0) }
        let image = try await LocalImages(site: try options.site(in: context)).obtain(image)
        let progress: ProgressHandler = { if case .warning(let problem) = $0 { context.note(problem.description) } }
        let started = try await StartedDatalab(
            image,
            request,
            home: context.home,
            progress: progress,
            onLine: options.log(in: context)
        )
        try tell(started.run, context)
        let status = await started.run.waitForEnd()
        await started.end()
        if let status, status != 0 {
            throw InputFailure(.error("the datalab ended with status \(status)", hint: "'--logs' shows its log"))
        }
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
