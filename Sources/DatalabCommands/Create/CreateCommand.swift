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

            Example: datalab create
            """,
    )

    @Flag(help: "Write line after line and nothing else, as for a screen reader; so it is with TERM=dumb.")
    var plain = false

    @OptionGroup var store: AppStoreOption
    @OptionGroup var bases: SiteOptions

    func run() async throws {
        let context = CommandContext.current
        var abilities = TerminalDevice.Abilities(environment: context.environment)
        if plain { abilities = TerminalDevice.Abilities(editsLines: false, hasColour: false) }
        guard !context.isUnattended, let device = TerminalDevice(abilities) else { throw Self.noPerson }
        defer { device.restore() }
        let folder = FileManager.default.currentDirectoryPath
        let workshop = try LocalWorkshop(
            folder: folder,
            site: bases.site(in: context),
            access: bases.registries,
            store: store,
            isPlain: !abilities.editsLines,
            context: context
        )
        var session = await WizardSession(
            prompter: Prompter(device),
            workshop: workshop,
            file: AnswerFile(folder: folder, home: context.home.creations.string)
        )
        switch try await session.run() {
        case .finished(let image): if let image { context.print(image) }
        case .left: throw ExitCode(FailureClass.cancelled.exitStatus)
        }
    }

    private static var noPerson: InputFailure {
        let hint = "write meta-data.yaml ('datalab new' makes an example), then 'datalab check' and 'datalab build'"
        return InputFailure(
            .error("'datalab create' asks questions, and there is no terminal to ask at", hint: hint),
            class: .usage
        )
    }
}
