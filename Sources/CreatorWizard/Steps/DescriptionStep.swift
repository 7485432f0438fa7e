internal import DatalabModel
internal import TerminalPrompts

/// What the datalab is: the facts of its card in the catalogue.
enum DescriptionStep {
    static func ask(_ name: StepName, _ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let answer = try desk.prompter.ask(question(name, answers, desk))
        switch name {
        case .title: answers.metadata.title = answer
        case .shortName: answers.metadata.alternateName = answer
        case .abstract: answers.metadata.abstract = answer
        case .creator: answers.metadata.creator = answer
        case .email:
            answers.metadata.email = answer
            // Whoever answers is asked again for the next datalab.
            desk.workshop.remember(Person(name: answers.metadata.creator, email: answer))
        default: answers.metadata.version = answer
        }
        answers.image = nil
    }

    private static func question(_ name: StepName, _ answers: WizardAnswers, _ desk: WizardDesk) -> Question {
        let draft = answers.metadata
        var question: Question
        switch name {
        case .title:
            let help = "The heading of its card in the catalogue, such as Black bodies."
            question = Question("Title", standard: draft.title ?? desk.view.map { title($0.name) }, help: help)
        case .shortName:
            let help = "It names the image and its address: lower case letters, digits and '-', such as black-bodies."
            question = Question("Short name", standard: draft.alternateName ?? draft.suggestedShortName, help: help)
            // A name that a file gives already may be of an older habit.
            let known = draft.alternateName
            question.fault = { $0 == known ? nil : MetadataDraft.fault(inShortName: $0) }
        case .abstract:
            let help = "What a person can do with it, in a sentence or two: it is on its card in the catalogue."
            question = Question("What is it for", standard: draft.abstract, help: help)
            question.fault = { $0.count > 2_000 ? "a sentence or two will do, this has \($0.count) letters" : nil }
        case .creator:
            let help = "The name of the person or the team that made it; it is shown in the catalogue."
            question = Question("Your name", standard: draft.creator ?? desk.person.name, help: help)
        case .email:
            let help = "Where users can ask; it is shown in the catalogue."
            question = Question("E-mail", standard: draft.email ?? desk.person.email, help: help)
            question.fault = MetadataDraft.fault(inEmail:)
        default:
            let help = "The version of your work, such as 1.0.0; each build of it gets a number of its own behind it."
            question = Question("Version", standard: draft.version ?? "1.0.0", help: help)
            question.fault = MetadataDraft.fault(inVersion:)
        }
        return question
    }

    /// A title made of a folder's name: `black-bodies` becomes `Black bodies`.
    static func title(_ name: String) -> String {
        let words = name.split { $0 == "-" || $0 == "_" || $0 == " " || $0 == "." }.joined(separator: " ")
        return words.isEmpty ? name : words.prefix(1).uppercased() + words.dropFirst()
    }
}
