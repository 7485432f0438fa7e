internal import Foundation
internal import PythonPackages
internal import Reporting
internal import TerminalPrompts

/// Which Python packages: found, picked from what is imported, typed or pasted; and whether they can be had together.
enum PackagesStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws {
        guard let view = desk.view else { return }
        if let other = view.otherRequirements, answers.requirements == nil {
            guard try await TranslationStep.ask(other, &answers, desk) else { return try await mend(&answers, desk) }
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
                case 1: try type(after: text, &answers, desk)
                case 2: answers.requirements = try changed(text, desk)
                default: try type(after: "", &answers, desk)
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
                case 1: try type(after: "", &answers, desk)
                default: try takeFile(&answers, desk)
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

    private static func type(after text: String, _ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        do {
            let list = try PackageTyping(prompter: desk.prompter, help: help).list(after: text)
            answers.requirements = list.text
            answers.add(systemPackages: list.systemPackages)
        } catch PromptEnd.back {
            throw Inner.back
        }
    }

    private static func takeFile(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        var question = Question("File", help: "The path of a file with a package a line; Tab completes it.")
        let folder = desk.workshop.folder
        question.completions = { TypedPaths.completions(of: $0, in: folder) }
        question.fault = { content(of: $0, in: folder) == nil ? "the file cannot be read" : nil }
        do {
            let text = content(of: try desk.prompter.ask(question), in: folder) ?? ""
            let lines = text.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
            let list = PackageTyping(prompter: desk.prompter, help: help).take(lines, after: "")
            answers.requirements = list.text
            answers.add(systemPackages: list.systemPackages)
        } catch PromptEnd.back {
            throw Inner.back
        }
    }

    /// The text of a file of at most 1 MB: nobody has a longer list.
    private static func content(of path: String, in folder: String) -> String? {
        guard let path = TypedPaths.paths(path, in: folder).first, let file = FileHandle(forReadingAtPath: path) else {
            return nil
        }
        defer { try? file.close() }
        return (try? file.read(upToCount: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }
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
                        "all can be installed together: \(count) package\(count == 1 ? "" : "s"), with those they need",
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
