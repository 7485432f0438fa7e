internal import Reporting
internal import TerminalPrompts

/// Writes the answers and builds the datalab.
enum BuildStep {
    static func run(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws -> StepResult {
        while true {
            if let draft = try await write(answers, desk) {
                let workshop = desk.workshop
                if let built = try await desk.attempt({ try await workshop.build(draft) }) {
                    desk.prompter.device.forgetTyped()
                    answers.image = built.image
                    for line in built.lines { desk.prompter.say(line, first: "  ") }
                    return .next
                }
            }
            desk.prompter.device.forgetTyped()
            let choices = [
                Choice("change an answer"), Choice("try again", "when it is mended, or the network is back"),
                Choice("finish", "your answers are in the files"),
            ]
            let help = "The build failed for the reason above; the last image that was built is still there."
            switch try desk.prompter.choose("What now", choices, help: help) {
            case 0: return .again(.review)
            case 1: continue
            default: return .finished
            }
        }
    }

    /// Writes the files and tells where they are; nil when that failed.
    static func write(_ answers: WizardAnswers, _ desk: WizardDesk) async throws -> DatalabDraft? {
        let workshop = desk.workshop
        return try await desk.attempt {
            guard let draft = try desk.draft(answers) else { return nil }
            let written = try workshop.write(draft)
            if written.files.isEmpty {
                desk.prompter.say("your files say all of it already", first: "  ")
            } else {
                desk.prompter.say("wrote \(written.files.joined(separator: ", "))", first: "  ")
            }
            if written.isBeside {
                desk.prompter.say(
                    "The source itself stays as it is: these files are laid over it. Committed there, they need no --overlay.",
                    first: "  "
                )
            }
            return draft
        } ?? nil
    }
}
