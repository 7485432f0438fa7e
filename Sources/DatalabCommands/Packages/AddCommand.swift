internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild
internal import Foundation
internal import PythonPackages
internal import Reporting
internal import Workspaces

/// `datalab add`: a line more in the requirements, and the image with it.
struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add Python packages to a datalab's requirements, and build it.",
        discussion: """
            The line goes into the file that counts, in its own form: requirements.txt, environment.yml, pyproject.toml or Pipfile; \
            a pylock.toml beside it is brought up to date. What cannot be had together with the rest is refused, and the files stay \
            as they were; so they do when the build fails.

            Example: datalab add lmfit 'numpy>=2' 'astropy[recommended]'
            """,
    )

    @Argument(help: "Packages as in requirements.txt: lmfit, 'numpy>=2', 'astropy[all]', git+https://….")
    var packages: [String]

    @Option(name: .customLong("in"), help: "The datalab's folder.", completion: .directory)
    var folder = "."

    @Flag(help: "Only say what would be written, and which packages would come.")
    var dryRun = false

    @Flag(help: "Write the files and build nothing.")
    var noBuild = false

    @OptionGroup var progress: ProgressOptions
    @OptionGroup(title: "Bases")
    var bases: SiteOptions

    func run() async throws {
        let context = CommandContext.current
        let requirements = try wanted(in: context)
        let site = try bases.site(in: context)
        let builder = try DatalabBuilder(site: site)
        let request = BuildRequest(source: try LabFolder(folder).location)
        let addition = try await shown(in: context) { handler in
            try await builder.plan(adding: requirements, to: request, progress: handler)
        }
        for line in addition.present { context.print("has       \(line)") }
        guard !addition.newTexts.isEmpty else { return }
        for warning in addition.warnings { context.note("\(warning)") }
        let verb = dryRun ? "would add" : "added   "
        for line in addition.added { context.print("\(verb)  \(line)  to \(addition.file)") }
        for line in ChangeLines.of(addition.changes) { context.print(line) }
        guard !dryRun else { return }
        let files = try WrittenFiles(addition.newTexts, in: folder)
        guard !noBuild else { return }
        do {
            let record = try await shown(in: context) { try await builder.build(request, progress: $0) }
            if let result = record.result { context.print("image     \(result.reference)") }
        } catch {
            try files.restore()
            context.note("the files are as they were, since the build failed")
            throw error
        }
    }

    /// The packages, however they are written.
    private func wanted(in context: CommandContext) throws -> [WantedRequirement] {
        let pasted = PastedRequirements(packages)
        let faults = pasted.faults.map { Problem.error(at: Place(file: "'\($0.text)'"), $0.message) }
        guard faults.isEmpty else { throw InputFailure(faults, class: .usage) }
        for reading in pasted.readings { context.note("'\(reading.text)' is read as \(reading.message)") }
        return try pasted.lines.map { try WantedRequirement($0) }
    }

    private func shown<Value: Sendable>(
        in context: CommandContext,
        _ work: (@escaping BuildProgressHandler) async throws -> Value,
    ) async throws -> Value {
        let display = progress.display(in: context)
        defer { display.end() }
        return try await work { event in
            // What is unwise about the source was told by its build.
            if case .work(.warning) = event { return }
            display.take(event)
        }
    }
}
