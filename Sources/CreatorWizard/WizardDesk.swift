internal import DatalabModel
internal import Reporting
internal import TerminalPrompts

/// What the steps have at hand: the person, the workshop, and what is known of the files.
struct WizardDesk: Sendable {
    let prompter: Prompter
    let workshop: any Workshop
    let person: Person
    /// What was found in the source the answers name; nil before it was looked at.
    var view: SourceView?

    /// Tells problems: the message, and what can be done about it.
    func tell(_ problems: [Problem]) {
        for problem in problems {
            let place = problem.place.map { "\($0): " } ?? ""
            prompter.say("\(problem.severity.rawValue): \(place)\(problem.message)", first: "  ", rest: "    ")
            if let hint = problem.hint { prompter.say("hint: \(hint)", first: "    ", rest: "    ") }
        }
    }

    /// Does work that may fail, tells why it failed, and gives nil then.
    func attempt<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value? {
        do {
            return try await work()
        } catch let end as PromptEnd {
            throw end
        } catch {
            guard !(error is CancellationError), let failure = error.reported else { throw error }
            tell(failure.problems)
            return nil
        }
    }

    /// The source with what the answers lay over it.
    ///
    /// - Parameters:
    ///   - answers: the answers so far.
    ///   - isPartial: whether facts that are not answered yet are made up, so that the rest can be checked.
    /// - Returns: the draft; nil before the source is known.
    /// - Throws: `InputFailure` when the metadata file is too broken to be changed.
    func draft(_ answers: WizardAnswers, isPartial: Bool = false) throws -> DatalabDraft? {
        guard answers.source != nil, let view else { return nil }
        return try WizardDraft(answers: answers, view: view).draft(isPartial: isPartial)
    }
}
