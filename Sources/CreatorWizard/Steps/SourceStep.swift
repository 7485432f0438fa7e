internal import DatalabModel
internal import Foundation
internal import Reporting
internal import TerminalPrompts

/// Where the files are.
enum SourceStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: inout WizardDesk) async throws {
        let prompter = desk.prompter
        while true {
            let isEmpty = isEmpty(desk.workshop.folder)
            let folder = desk.workshop.folder
            let choices = [
                isEmpty
                    ? Choice("an example to begin with", "put into this folder, which is empty")
                    : Choice("this folder", folder),
                Choice("a git repository", "its address and a branch"),
                Choice("another folder, a zip, or files"),
            ]
            let wanted: SourceAnswer?
            switch try prompter.choose("Files", choices, standard: standard(answers, desk), help: help) {
            case 0 where isEmpty:
                let (workshop, kind) = (desk.workshop, answers.metadata.kind ?? .jupyterlab)
                guard try await desk.attempt({ try workshop.beginWithExample(of: kind) }) != nil else { continue }
                prompter.say("made a small datalab here: change its files as you like, now or later", first: "  ")
                wanted = .folder(folder)
            case 0: wanted = .folder(folder)
            case 1: wanted = try askRepository(answers, desk)
            default: wanted = try askFiles(answers, desk)
            }
            guard let wanted else { continue }
            if case .git = wanted {
                take(wanted, &answers)
                return
            }
            let workshop = desk.workshop
            guard let view = try await desk.attempt({ try await workshop.look(at: wanted) }) else { continue }
            take(wanted, &answers)
            found(view, &answers, &desk)
            return
        }
    }

    private static let help =
        "Everything in the folder or repository goes into the datalab, but for what a file .datalabignore leaves out, for caches and "
        + "virtual environments, and in a folder what git ignores. Nothing of it is run. 'datalab new' makes an example in a folder of its own."

    /// Whether a folder holds nothing that could go into a datalab.
    private static func isEmpty(_ folder: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).isEmpty) == true
    }

    /// Tells what was found, and fills in what it says.
    static func found(_ view: SourceView, _ answers: inout WizardAnswers, _ desk: inout WizardDesk) {
        desk.view = view
        let notebooks = view.files.filter { $0.hasSuffix(".ipynb") }.count
        let files = view.files.count == 1 ? "1 file" : "\(view.files.count) files"
        let what = notebooks == 0 ? "" : notebooks == 1 ? ", 1 notebook" : ", \(notebooks) notebooks"
        desk.prompter.say("found \(files)\(what)", first: "  ")
        // The metadata file is believed first, and what was answered before.
        defer { answers.metadata = answers.metadata.completed(by: view.said) }
        guard let bytes = view.metadata else { return }
        desk.prompter.say("\(view.metadataPath) says what it is: its facts are offered as answers", first: "  ")
        // What was chosen here wins over the file, the rest is the file's.
        let kind = answers.metadata.kind
        answers.metadata = MetadataDraft(bytes, file: view.metadataPath).completed(by: answers.metadata)
        answers.metadata.kind = kind ?? answers.metadata.kind
    }

    private static func standard(_ answers: WizardAnswers, _ desk: WizardDesk) -> Int {
        switch answers.source {
        case .git: 1
        case .files: 2
        case .folder(let path): path == desk.workshop.folder ? 0 : 2
        case nil: 0
        }
    }

    /// Puts a source to the answers; what belonged to another one is forgotten.
    private static func take(_ source: SourceAnswer, _ answers: inout WizardAnswers) {
        guard answers.source != source else { return }
        answers.source = source
        answers.requirements = nil
        answers.systemPackages = []
        answers.program = nil
        answers.files = [:]
        answers.image = nil
    }

    private static func askRepository(_ answers: WizardAnswers, _ desk: WizardDesk) throws -> SourceAnswer? {
        var question = Question(
            "Address",
            help: "Such as https://git.example.org/me/lab.git; https, ssh, git and file will do."
        )
        if case .git(let url, _, _) = answers.source { question.standard = url }
        return try ask(question, desk) { source in
            if case .git = source { return nil }
            return "this is no git address: it begins with https://, ssh:// or user@host:"
        }
    }

    private static func askFiles(_ answers: WizardAnswers, _ desk: WizardDesk) throws -> SourceAnswer? {
        let help =
            "The path of a folder or a zip; or of files, with spaces between them. ~ is your home, Tab completes, and what is dragged "
            + "here from a file manager will do."
        var question = Question("Path", help: help)
        let folder = desk.workshop.folder
        question.completions = { TypedPaths.completions(of: $0, in: folder) }
        switch answers.source {
        case .folder(let path) where path != desk.workshop.folder: question.standard = path
        case .files(let paths): question.standard = paths.map(TypedPaths.quoted).joined(separator: " ")
        default: break
        }
        return try ask(question, desk) { _ in nil }
    }

    /// Asks for a source; nil to go back.
    private static func ask(
        _ question: Question,
        _ desk: WizardDesk,
        fault: @escaping @Sendable (SourceAnswer) -> String?
    ) throws -> SourceAnswer? {
        var question = question
        question.fault = { text in
            do {
                return fault(try desk.workshop.source(text))
            } catch {
                return error.reported?.problems.first?.spoken
            }
        }
        do {
            return try desk.workshop.source(desk.prompter.ask(question))
        } catch PromptEnd.back {
            return nil
        }
    }
}
