internal import Reporting
internal import TerminalPrompts

/// What is done with the image: opened, tried out, published.
enum NextStep {
    private enum Action: Sendable, Hashable {
        case open, test, publish, finish
    }

    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws -> StepResult {
        guard let image = answers.image else { return .again(.review) }
        let place = desk.workshop.appStore.map { "in the AppStore \($0)" } ?? "in a registry that you name"
        let choices: [(Action, Choice)] = [
            (.open, Choice("open it", "here, in your browser")),
            (.test, Choice("test it", "does it start, can its packages be imported")),
            (.publish, Choice("publish it", place)),
            (.finish, Choice("finish")),
        ]
        var done: Set<Action> = []
        while true {
            let standard = choices.firstIndex { !done.contains($0.0) && $0.0 != .test } ?? choices.count - 1
            let index = try desk.prompter.choose("Next", choices.map(\.1), standard: standard, help: help)
            let action = choices[index].0
            switch action {
            case .open: try await open(image, desk)
            case .test:
                if try await test(image, &answers, desk) { return .again(.build) }
            case .publish: try await publish(image, desk)
            case .finish: return .finished
            }
            done.insert(action)
            desk.prompter.device.forgetTyped()
        }
    }

    private static let help =
        "To open it or test it, the datalab is started on this machine alone. Published, it can be found and started by those who may "
        + "see it. All of it can be done later: 'datalab run', 'datalab test', 'datalab publish'."

    private static func open(_ image: String, _ desk: WizardDesk) async throws {
        let (workshop, prompter) = (desk.workshop, desk.prompter)
        prompter.say(
            "Opened like this it keeps nothing: what you change in it is lost when it stops. "
                + "'datalab run \(image) --workspace FOLDER' keeps it in a folder.",
            first: "  "
        )
        prompter.say("starting …", first: "  ")
        _ = try await desk.attempt {
            try await workshop.run(image) { address in
                prompter.say("Open this address in your browser:", first: "  ")
                prompter.say(address, first: "  ")
                do {
                    _ = try prompter.lines(
                        Question("Enter stops it", standard: "", help: "What you changed in it is lost then.")
                    )
                } catch PromptEnd.back {}
            }
        }
    }

    /// Tests the image; whether it is to be built again with what was missing.
    private static func test(_ image: String, _ answers: inout WizardAnswers, _ desk: WizardDesk) async throws -> Bool {
        let workshop = desk.workshop
        guard let tested = try await desk.attempt({ try await workshop.test(image) }) else { return false }
        desk.prompter.device.forgetTyped()
        desk.prompter.say(tested.summary, first: "  ")
        desk.tell(tested.problems)
        let missing = tested.missingSystemPackages.filter { !answers.systemPackages.contains($0) }
        guard !missing.isEmpty else { return false }
        let isWanted = try desk.prompter.confirm(
            "Add \(missing.joined(separator: ", ")) to apt.txt, and build again?",
            help: "apt.txt names the Debian packages a datalab needs beside Python's, a name a line."
        )
        if isWanted { answers.systemPackages += missing }
        return isWanted
    }

    private static func publish(_ image: String, _ desk: WizardDesk) async throws {
        var place: String?
        if desk.workshop.appStore == nil {
            let name = image.split(separator: ":").first.map(String.init) ?? image
            var question = Question(
                "Place",
                help: "Registry and repository, such as registry.example.org/team/\(name)."
            )
            question.fault = { $0.contains("/") ? nil : "write it as registry.example.org/team/\(name)" }
            do {
                place = try desk.prompter.ask(question)
            } catch PromptEnd.back {
                return
            }
        }
        while true {
            do {
                let lines = try await desk.workshop.publish(image, to: place)
                for line in lines { desk.prompter.say(line, first: "  ") }
                return
            } catch let needed as LoginNeeded {
                // What to do about it is asked next.
                desk.tell(needed.problems.map { Problem($0.severity, at: $0.place, $0.message) })
                desk.prompter.device.forgetTyped()
                guard try await login(needed.registry, desk) else { return }
            } catch {
                guard !(error is CancellationError), let failure = error.reported else { throw error }
                return desk.tell(failure.problems)
            }
        }
    }

    /// Asks who publishes; whether it is known now.
    private static func login(_ registry: String, _ desk: WizardDesk) async throws -> Bool {
        let help =
            "Your name and password at \(registry); they are kept where docker and podman keep theirs. < goes back."
        do {
            let user = try desk.prompter.ask(Question("User at \(registry)", help: help))
            var question = Question("Password", help: help)
            question.isSecret = true
            let password = try desk.prompter.ask(question)
            let workshop = desk.workshop
            return try await desk.attempt { try await workshop.login(to: registry, user: user, password: password) }
                != nil
        } catch PromptEnd.back {
            return false
        }
    }
}
