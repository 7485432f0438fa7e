internal import ArgumentParser
internal import CommandLines
internal import CreatorWizard
internal import DatalabBuild
internal import Foundation
internal import Reporting
internal import SystemPackage
internal import TerminalPrompts

/// `datalab create`: the creator wizard.
struct CreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a datalab of your files, question by question: from a folder to the AppStore.",
        discussion: """
            Started in the folder with your files. Every answer can be gone back to; Ctrl-C keeps the answers, and the next start goes \
            on where you were. The answers are written to meta-data.yaml, so that 'datalab build' needs no questions from then on.

            What options answer is not asked. With --yes nothing is: what Enter would take is taken, and what nothing says is an error.

            Example: datalab create --yes --abstract 'Ages of stars' --licence MIT
            """,
    )

    @Argument(
        help: "A git URL, a folder, a zip, or files; asked for when not given, with --yes the current folder.",
        completion: .file()
    )
    var source: [String] = []

    @Flag(name: .shortAndLong, help: "Ask nothing: take what options and files say, and otherwise what Enter would.")
    var yes = false

    @Flag(help: "With --yes, write the files and build nothing.")
    var write = false

    @Flag(help: "With --yes, test the image too ('datalab test').")
    var test = false

    @Flag(help: "With --yes, publish the image too: to the AppStore, or to --to.")
    var publish = false

    @Option(help: "The registry and repository that --publish sends it to.")
    var to: String?

    @Flag(help: "Write line after line and nothing else, as for a screen reader; so it is with TERM=dumb.")
    var plain = false

    @OptionGroup(title: "Answers")
    var answers: CreateAnswers

    @OptionGroup(title: "Metadata")
    var facts: MetadataArguments

    @OptionGroup var store: AppStoreOption
    @OptionGroup var bases: SiteOptions

    func validate() throws {
        guard yes || !(write || test || publish) else {
            throw ValidationError("'--write', '--test' and '--publish' belong to '--yes'")
        }
        guard !write || !(test || publish) else {
            throw ValidationError("'--write' builds no image that '--test' and '--publish' could take")
        }
        guard publish || to == nil else { throw ValidationError("'--to' belongs to '--publish'") }
    }

    func run() async throws {
        let context = CommandContext.current
        var abilities = TerminalDevice.Abilities(environment: context.environment)
        if plain { abilities = TerminalDevice.Abilities(editsLines: false, hasColour: false) }
        let folder = FileManager.default.currentDirectoryPath
        let workshop = try LocalWorkshop(
            folder: folder,
            site: bases.site(in: context),
            access: bases.registries,
            store: store,
            isPlain: yes ? !context.isTerminal || plain : !abilities.editsLines,
            context: context
        )
        let given = try answers.given(facts.options, source: source, workshop)
        guard !yes else { return try await runUnasked(given, workshop, in: context) }
        guard !context.isUnattended, let device = TerminalDevice(abilities) else { throw Self.noPerson }
        defer { device.restore() }
        var session = await WizardSession(
            prompter: Prompter(device),
            workshop: workshop,
            file: AnswerFile(folder: folder, home: context.home.creations.string),
            given: given
        )
        switch try await session.run() {
        case .finished(let image): if let image { context.print(image) }
        case .left: throw ExitCode(FailureClass.cancelled.exitStatus)
        }
    }

    /// Makes the datalab, and does with it what flags say.
    private func runUnasked(_ given: GivenAnswers, _ workshop: LocalWorkshop, in context: CommandContext) async throws {
        let creation = ScriptedCreation(given, workshop: workshop) { context.note($0) }
        let made = try await creation.run(to: write ? .written : .built)
        guard let image = made.image else { return made.files.forEach(context.print) }
        if test {
            let tested = try await workshop.test(image)
            context.note(tested.summary)
            guard tested.isPassed else { throw InputFailure(tested.problems) }
        }
        if publish { try await workshop.publish(image, to: to).forEach { context.note($0) } }
        context.print(image)
        for line in made.next.lines { context.note("\(line.command)  # \(line.purpose)") }
    }

    private static var noPerson: InputFailure {
        let hint =
            "answer by options, with '--yes'; or write meta-data.yaml ('datalab new' makes an example), then 'datalab check' and "
            + "'datalab build'"
        return InputFailure(
            .error("'datalab create' asks questions, and there is no terminal to ask at", hint: hint),
            class: .usage
        )
    }
}
