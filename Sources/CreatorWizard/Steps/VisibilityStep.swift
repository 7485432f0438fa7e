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
        var question = Question("Users", standard: standard, help: help)
        question.fault = fault
        let lines = try desk.prompter.lines(question)
        let names = lines == ["nobody yet"] ? [] : lines.flatMap(names)
        var seen: Set<String> = []
        answers.metadata.visibility = .restricted(users: names.filter { seen.insert($0).inserted }, groups: groups)
    }

    /// The names of a line: commas separate them, or spaces where there are none.
    private static func names(_ line: String) -> [String] {
        let separators = line.contains { ",;".contains($0) } ? ",;" : " "
        return line.split { separators.contains($0) }.map { String($0).trimmedSpaces }.filter { !$0.isEmpty }
    }

    /// A name in the AppStore is one word; people's names and addresses are not.
    @Sendable private static func fault(_ line: String) -> String? {
        guard line != "nobody yet", let wrong = names(line).first(where: { $0.contains { " @/".contains($0) } }) else {
            return nil
        }
        return "'\(wrong)' is no user name of an AppStore: it is one word, such as 'ann'; with commas between several"
    }
}
