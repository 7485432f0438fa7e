internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import LocalRuns
internal import Reporting

/// `datalab test`: whether a datalab starts, and whether its packages work.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Start a datalab as a platform would, open its page, import its packages, and execute notebooks.",
        discussion: """
            It runs as an arbitrary user id with a read-only root, an empty home and a base path. The result is noted in
            the record of its build, and goes along when it is published. This executes what is in the image.

            Example: datalab test mylab:latest --notebooks 'examples/*'
            """,
    )

    @Argument(
        help: "An image of the store ('datalab images' lists them), its digest, or an image in a registry.",
        completion: .storedImages
    )
    var image: String

    @OptionGroup var notebooks: NotebookOptions
    @OptionGroup var options: RunOptions
    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func run() async throws {
        let context = CommandContext.current
        let steps = StepDisplay(progress.display(in: context))
        defer { steps.end() }
        let report = try await DatalabTester(site: try options.site(in: context)).test(
            image,
            notebooks: notebooks.notebooks,
            try options.request(in: context),
            progress: steps.take,
            onLine: options.log(in: context)
        )
        steps.end()
        if result.format == .json {
            context.print(try JSONOutput.text(Result(isPassed: report.isPassed, report: report)))
        } else {
            TrialSummary.lines(of: report).forEach(context.print)
        }
        for problem in report.problems { context.note(problem.description) }
        guard report.isPassed else { throw ExitCode(FailureClass.data.exitStatus) }
    }

    private struct Result: Encodable {
        let isPassed: Bool
        let report: TrialReport
    }
}

/// A trial in the lines a person wants to read.
enum TrialSummary {
    static func lines(of report: TrialReport) -> [String] {
        var lines = [
            "result    \(report.isPassed ? "PASSED" : "FAILED")",
            "engine    \(report.engine)",
        ]
        if let ready = report.readySeconds { lines.append("ready     after \(Wording.seconds(ready))") }
        if let stop = report.stopSeconds { lines.append("stopped   after \(Wording.seconds(stop))") }
        let modules = report.packages.flatMap(\.modules).count
        lines.append(
            "imports   \(report.importedModules) of \(Wording.count(modules, "module")), "
                + Wording.count(report.packages.count, "package")
        )
        for (parts, word) in [(report.kernels, "kernel    "), (report.extensions, "extension ")] {
            lines += (parts ?? []).map { "\(word)\($0.name)  \($0.error ?? "works")" }
        }
        for notebook in report.notebooks {
            lines.append("notebook  \(notebook.path)  \(notebook.error ?? Wording.seconds(notebook.seconds))")
        }
        return lines + (report.step.map { ["command   \(text(of: $0))"] } ?? [])
    }

    /// What came of a step's command; what went wrong is told below, with what to do.
    private static func text(of step: StepTrial) -> String {
        guard step.isThere else { return "\(step.program)  not in the image" }
        guard let status = step.status else { return "\(step.program)  not run" }
        let time = step.seconds.map { " in \(Wording.seconds($0))" } ?? ""
        return "\(step.program)  status \(status)\(time)"
    }
}
