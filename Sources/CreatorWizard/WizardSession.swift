internal import DatalabModel
internal import Files
internal import Foundation
internal import Reporting
package import TerminalPrompts

/// Leads a person through the steps, forward and back, and keeps every answer.
package struct WizardSession {
    /// How a session came to its end.
    package enum End: Sendable, Hashable {
        /// All was done that was wanted; the image, if one was built.
        case finished(image: String?)
        /// The person has left; the answers are kept.
        case left
    }

    private let file: AnswerFile
    private let given: GivenAnswers
    /// The questions that options answer, and that were not gone back to.
    private var untouched: Set<StepName>
    private var desk: WizardDesk
    private var answers = WizardAnswers()
    /// The steps that led here, for going back.
    private var trail: [StepName] = []
    private var shownChapter: Chapter?
    /// Whether one answer is being changed on the way back to the review.
    private var isChanging = false

    /// A session that has not begun.
    ///
    /// - Parameters:
    ///   - prompter: where it asks.
    ///   - workshop: who does the work.
    ///   - file: where answers are kept.
    ///   - given: answers that are not asked for.
    package init(
        prompter: Prompter,
        workshop: any Workshop,
        file: AnswerFile,
        given: GivenAnswers = GivenAnswers()
    ) async {
        desk = WizardDesk(prompter: prompter, workshop: workshop, person: await workshop.person())
        self.file = file
        self.given = given
        untouched = given.steps
    }

    /// Asks until all is done or the person leaves.
    ///
    /// - Returns: how it ended.
    /// - Throws: a `ReportedFailure` when answers cannot be kept; `CancellationError`.
    package mutating func run() async throws -> End {
        do {
            try await begin()
            answers = answers.replaced(by: given)
            while let next = try await step() {
                answers.step = next
                try keep()
            }
            file.remove()
            tellNext()
            return .finished(image: answers.image)
        } catch PromptEnd.interrupted {
            return leave()
        } catch is CancellationError {
            _ = leave()
            throw CancellationError()
        }
    }

    /// What can be done from here on, in two or three commands.
    private func tellNext() {
        guard let draft = try? desk.draft(answers) else { return }
        let workshop = desk.workshop
        let next = NextCommands(
            draft,
            image: answers.image,
            build: workshop.command(draft),
            hasStore: workshop.appStore != nil
        )
        desk.prompter.gap()
        desk.prompter.say("From here on:")
        for line in next.lines {
            desk.prompter.say(line.command, first: "  ", rest: "    ")
            desk.prompter.say(line.purpose, first: "      ")
        }
    }

    private func leave() -> End {
        desk.prompter.say("Your answers are kept: 'datalab create' here goes on where you were.")
        return .left
    }

    private mutating func begin() async throws {
        desk.prompter.say("datalab create makes a datalab of your files, step by step.")
        desk.prompter.say(
            "Enter takes the answer in [brackets], < goes back, ? explains, and Ctrl-C leaves: your answers are kept."
        )
        guard let kept = file.read(), kept.answers != WizardAnswers() else { return }
        // A year of minutes: what a clock or a file says beyond it is as good as that.
        let minutes = Int(min(max(0, Date().timeIntervalSince(kept.date) / 60), 527_040))
        let age = minutes < 1 ? "just now" : minutes < 120 ? "\(minutes) min ago" : "\(minutes / 60) hours ago"
        let title = kept.answers.metadata.title.map { " '\($0)'" } ?? ""
        desk.prompter.gap()
        desk.prompter.say("You were making a datalab\(title) here, \(age) (\(kept.answers.step.chapter.title)).")
        let isResumed: Bool
        do {
            isResumed = try desk.prompter.confirm(
                "Go on where you were?",
                help: "'yes' keeps your answers; you can go back to each with <. 'no' begins anew."
            )
        } catch PromptEnd.back {
            isResumed = true
        }
        guard isResumed else { return file.remove() }
        try await resume(kept.answers)
    }

    /// Takes kept answers up, as far as their files are still there.
    private mutating func resume(_ kept: WizardAnswers) async throws {
        answers = kept
        if let source = kept.source {
            desk.view = try await desk.attempt { try await desk.workshop.look(at: source) }
            if desk.view == nil {
                answers.source = nil
                answers.step = .source
            }
        }
        trail = StepName.allCases.prefix { $0 != answers.step }.filter { WizardSteps.applies($0, answers) }
        if answers.step == .build { answers.step = .review }
    }

    private func keep() throws {
        do {
            try file.write(answers)
        } catch {
            let hint = "set DATALAB_HOME to a folder you can write"
            let reason = (error as? FileError)?.description ?? error.localizedDescription
            throw InputFailure(
                .error("the answers cannot be kept: \(reason)", hint: hint),
                class: .cannotCreate
            )
        }
    }

    /// Asks the present question and gives the one after it; nil at the end.
    private mutating func step() async throws -> StepName? {
        let name = answers.step
        if !isChanging, untouched.remove(name) != nil, try await isTaken(name) { return Self.following(name, answers) }
        if name.chapter != shownChapter {
            desk.prompter.heading(name.chapter.title)
            shownChapter = name.chapter
        }
        do {
            let result = try await WizardSteps.ask(name, &answers, &desk)
            // Another source has other packages, but for those that are given.
            if name.chapter == .files { answers = answers.replaced(by: given) }
            return move(from: name, result)
        } catch PromptEnd.back {
            if isChanging {
                isChanging = false
                return .review
            }
            guard let previous = trail.popLast() else {
                desk.prompter.say("this is the first question", first: "  ")
                return name
            }
            return previous
        }
    }

    /// Whether an answer that an option gives serves without its question.
    private mutating func isTaken(_ name: StepName) async throws -> Bool {
        // With its last part a source is known whole.
        guard name.chapter == .files, let source = answers.source else { return true }
        if case .git = source, name != .subdirectory { return true }
        let workshop = desk.workshop
        guard let view = try await desk.attempt({ try await workshop.look(at: source) }) else { return false }
        SourceStep.found(view, &answers, &desk)
        answers = answers.replaced(by: given)
        return true
    }

    private mutating func move(from name: StepName, _ result: StepResult) -> StepName? {
        switch result {
        case .finished:
            return nil
        case .change(let other):
            isChanging = true
            return other
        case .again(let other):
            shownChapter = nil
            return other
        case .next:
            let following = Self.following(name, answers)
            if isChanging {
                // Answers that belong together are changed together.
                if let following, Self.belongs(following, to: name) { return following }
                isChanging = false
                return .review
            }
            trail.append(name)
            return following
        }
    }

    private static func following(_ name: StepName, _ answers: WizardAnswers) -> StepName? {
        let rest = StepName.allCases.drop { $0 != name }.dropFirst()
        return rest.first { WizardSteps.applies($0, answers) }
    }

    private static func belongs(_ following: StepName, to name: StepName) -> Bool {
        switch name {
        case .source, .branch: following.chapter == .files || following == .packages
        case .subdirectory: following == .packages
        case .visibility: following == .users
        default: false
        }
    }
}
