internal import Foundation
internal import PythonPackages
internal import Reporting
internal import TerminalPrompts

/// Which Python packages: found, picked from what is imported, typed or pasted; and whether they can be had together.
enum PackagesStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws {
        guard let view = desk.view else { return }
        if let other = view.otherRequirements {
            desk.prompter.say("\(other) says which packages it needs", first: "  ")
            return try await mend(&answers, desk)
        }
        let present = answers.requirements ?? view.requirements
        if let present, !RequirementLines.names(of: present).isEmpty {
            try askAboutPresent(present, &answers, desk)
        } else {
            try askAboutNone(&answers, desk)
        }
        answers.image = nil
        try await mend(&answers, desk)
    }

    private static func askAboutPresent(_ text: String, _ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let path = desk.view?.requirementsPath ?? "requirements.txt"
        let source = answers.requirements == nil ? path : "your list"
        desk.prompter.say("\(source): \(RequirementLines.names(of: text).joined(separator: ", "))", first: "  ")
        let choices = [
            Choice("use these"), Choice("add packages"), Choice("change or drop a line"), Choice("begin a new list"),
        ]
        while true {
            do {
                switch try desk.prompter.choose("Packages", choices, help: help) {
                case 0: return
                case 1: answers.requirements = try typed(after: text, desk)
                case 2: answers.requirements = try changed(text, desk)
                default: answers.requirements = try typed(after: "", desk)
                }
                return
            } catch Inner.back {
                continue
            }
        }
    }

    private static func askAboutNone(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let imported = desk.view?.imported ?? []
        var choices = [
            Choice("none", "what comes with Python is enough"), Choice("type or paste them"), Choice("take a file"),
        ]
        if !imported.isEmpty {
            let list = imported.joined(separator: ", ")
            choices.insert(Choice("what your files import", list), at: 0)
        }
        let files = desk.view?.requirementFiles ?? []
        if !files.isEmpty { choices.append(Choice("what these files say, joined", files.joined(separator: ", "))) }
        while true {
            do {
                let chosen = try desk.prompter.choose("Packages", choices, help: help) - (imported.isEmpty ? 0 : 1)
                switch chosen {
                case 3: answers.requirements = joined(files, from: desk.view?.requirementsPath ?? "")
                case -1: answers.requirements = imported.map { $0 + "\n" }.joined()
                case 0: answers.requirements = desk.view?.requirements == nil ? nil : ""
                case 1: answers.requirements = try typed(after: "", desk)
                default: answers.requirements = try file(desk)
                }
                return
            } catch Inner.back {
                continue
            }
        }
    }

    /// A requirements file that includes others, by their paths from where it lies.
    private static func joined(_ files: [String], from path: String) -> String {
        let up = path.split(separator: "/").dropLast().map { _ in "../" }.joined()
        return files.map { "-r \(up)\($0)\n" }.joined()
    }

    private static let help =
        "The packages of PyPI your notebooks need, a name a line, with a version where it matters: numpy>=2. They are written to "
        + "requirements.txt, and installed beside JupyterLab, so that they cannot break the page."

    /// The question was left for the one around it.
    private enum Inner: Error {
        case back
    }

    /// A list with lines that are typed until an empty one.
    private static func typed(after text: String, _ desk: WizardDesk) throws -> String {
        desk.prompter.say("A package a line, such as astropy or numpy>=2; an empty line ends the list.", first: "  ")
        var text = text
        var question = Question("Package", standard: "", help: help)
        question.fault = RequirementLines.fault
        while true {
            do {
                let lines = try desk.prompter.lines(question).filter { !$0.isEmpty }
                guard !lines.isEmpty else { return text }
                if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
                text += lines.map { $0 + "\n" }.joined()
            } catch PromptEnd.back {
                throw Inner.back
            }
        }
    }

    private static func changed(_ text: String, _ desk: WizardDesk) throws -> String {
        let lines = RequirementLines.numbered(text)
        do {
            let index = try desk.prompter.choose("Line", lines.map { Choice($0.text) }, help: "The line to change.")
            return try edited(text, line: lines[index].number, desk)
        } catch PromptEnd.back {
            throw Inner.back
        }
    }

    private static func edited(_ text: String, line: Int, _ desk: WizardDesk) throws -> String {
        let present = RequirementLines.line(line, of: text)
        desk.prompter.say("Line \(line) is '\(present)'; 'drop' takes it out.", first: "  ")
        var question = Question("New line", help: help)
        if desk.prompter.device.abilities.editsLines { question.draft = present }
        question.fault = { $0 == "drop" ? nil : RequirementLines.fault($0) }
        let answer = try desk.prompter.ask(question)
        return RequirementLines.replacing(line, of: text, with: answer == "drop" ? nil : answer)
    }

    private static func file(_ desk: WizardDesk) throws -> String {
        var question = Question("File", help: "The path of a file with a package a line.")
        question.fault = { FileManager.default.contents(atPath: path($0)) == nil ? "the file cannot be read" : nil }
        do {
            let data = FileManager.default.contents(atPath: path(try desk.prompter.ask(question))) ?? Data()
            return String(decoding: data, as: UTF8.self)
        } catch PromptEnd.back {
            throw Inner.back
        }
    }

    private static func path(_ text: String) -> String { NSString(string: text).expandingTildeInPath }
}

extension PackagesStep {
    /// Has the packages resolved, until they can be had together or the person leaves it for later.
    private static func mend(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws {
        while let draft = try desk.draft(answers, isPartial: true) {
            let checked = try await desk.workshop.check(draft)
            desk.prompter.device.forgetTyped()
            let path = desk.view?.requirementsPath ?? ""
            let text = answers.requirements ?? desk.view?.requirements
            let errors = checked.problems.filter { $0.severity == .error }
            guard let first = errors.first else {
                if let count = checked.packages, text != nil || desk.view?.otherRequirements != nil {
                    desk.prompter.say(
                        "all can be installed together: \(count) packages, with those they need",
                        first: "  "
                    )
                }
                return
            }
            // What is wrong elsewhere is told before the build.
            let own = errors.filter { $0.place?.file == path || $0.place == nil || checked.isUnreachable }
            guard !own.isEmpty else { return }
            desk.tell(own)
            let line = first.place?.file == path ? first.place?.line : nil
            guard try remedy(line, text, &answers, desk) else { return }
        }
    }

    /// Asks what is to be done about a line; whether the packages are to be resolved again.
    private static func remedy(_ line: Int?, _ text: String?, _ answers: inout WizardAnswers, _ desk: WizardDesk) throws
        -> Bool
    {
        guard let text, let line else {
            let choices = [
                Choice("try again", "when it is mended, or the network is back"),
                Choice("go on", "a build says it again"),
            ]
            return try desk.prompter.choose("What now", choices, help: help) == 0
        }
        let present = RequirementLines.line(line, of: text)
        var choices = [Choice("change it", present), Choice("drop it")]
        let relaxed = RequirementLines.relaxed(present)
        if let relaxed { choices.append(Choice("any version", relaxed)) }
        choices.append(Choice("go on", "a build says it again"))
        let standard = relaxed == nil ? 0 : 2
        switch try desk.prompter.choose("What now", choices, standard: standard, help: help) {
        case 0:
            do { answers.requirements = try edited(text, line: line, desk) } catch PromptEnd.back { return true }
        case 1: answers.requirements = RequirementLines.replacing(line, of: text, with: nil)
        case 2 where relaxed != nil: answers.requirements = RequirementLines.replacing(line, of: text, with: relaxed)
        default: return false
        }
        return true
    }
}
