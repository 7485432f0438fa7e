internal import DatalabModel
internal import TerminalPrompts

/// Who may see and use the datalab.
enum VisibilityStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        var known: (users: [String], groups: [String]) = ([], [])
        var standard = 0
        if case .restricted(let users, let groups) = answers.metadata.visibility {
            known = (users, groups)
            standard = 1
        }
        let choices = [Choice("public", "everyone can use it"), Choice("private", "you, and the users you name")]
        let help = "It counts where the datalab is published; the AppStore lets you change it at any time."
        let index = try desk.prompter.choose("Visibility", choices, standard: standard, help: help)
        answers.metadata.visibility = index == 0 ? .everyone : .restricted(users: known.users, groups: known.groups)
    }

    static func askUsers(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        guard case .restricted(let users, let groups) = answers.metadata.visibility else { return }
        let help =
            "The names they have in the AppStore, with commas or spaces between them. You yourself need not be named."
        let standard = users.isEmpty ? "nobody yet" : users.joined(separator: ", ")
        let lines = try desk.prompter.lines(Question("Users", standard: standard, help: help))
        guard lines != ["nobody yet"] else {
            answers.metadata.visibility = .restricted(users: [], groups: groups)
            return
        }
        let names = lines.flatMap { $0.split { ",; ".contains($0) }.map(String.init) }
        var seen: Set<String> = []
        answers.metadata.visibility = .restricted(users: names.filter { seen.insert($0).inserted }, groups: groups)
    }
}
