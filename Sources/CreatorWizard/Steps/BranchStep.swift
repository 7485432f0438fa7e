internal import Reporting
internal import TerminalPrompts

/// Which branch of a repository, and which folder of it.
enum BranchStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws {
        guard case .git(let url, let branch, let folder) = answers.source else { return }
        desk.prompter.say("asking \(url) for its branches …", first: "  ")
        let workshop = desk.workshop
        guard let names = try await desk.attempt({ try await workshop.branches(of: url) }) else {
            throw PromptEnd.back
        }
        desk.prompter.device.forgetTyped()
        let shown = Array(names.prefix(9))
        if names.count > shown.count {
            desk.prompter.say("\(names.count) branches; type the name of one that is not listed", first: "  ")
        }
        desk.prompter.list(shown.map { Choice($0) })
        let standard = branch.flatMap { names.contains($0) ? $0 : nil } ?? names[0]
        var question = Question("Branch", standard: standard, help: "The branch whose files go into the datalab.")
        question.fault = { Self.branch($0, shown, names) == nil ? "there is no such branch" : nil }
        let answer = try desk.prompter.ask(question)
        answers.source = .git(url: url, branch: Self.branch(answer, shown, names) ?? answer, subdirectory: folder)
    }

    static func askFolder(_ answers: inout WizardAnswers, _ desk: inout WizardDesk) async throws {
        guard case .git(let url, let branch, let folder) = answers.source else { return }
        let help = "Where one repository holds several datalabs: the path of this one's folder, such as labs/gaia."
        var question = Question("Folder in it", standard: folder ?? "all of it", help: help)
        question.fault = { $0.hasPrefix("/") || $0.contains("..") ? "a path inside of the repository is needed" : nil }
        let answer = try desk.prompter.ask(question)
        let chosen = ["all of it", ".", "all", ""].contains(answer) ? nil : answer
        let source = SourceAnswer.git(url: url, branch: branch, subdirectory: chosen)
        desk.prompter.say("fetching …", first: "  ")
        let workshop = desk.workshop
        guard let view = try await desk.attempt({ try await workshop.look(at: source) }) else {
            return try await askFolder(&answers, &desk)
        }
        desk.prompter.device.forgetTyped()
        answers.source = source
        SourceStep.found(view, &answers, &desk)
    }

    private static func branch(_ answer: String, _ shown: [String], _ names: [String]) -> String? {
        if names.contains(answer) { return answer }
        return Int(answer).flatMap { $0 > 0 && $0 <= shown.count ? shown[$0 - 1] : nil }
    }
}
