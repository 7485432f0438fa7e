internal import DatalabModel
internal import TerminalPrompts

/// Which licence: one of the popular ones, of the European Space Agency's, or any other by its name.
enum LicenceStep {
    /// How many licences are listed at a time.
    private static let shown = 8

    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let prompter = desk.prompter
        prompter.say("Popular; also 'esa' for the European Space Agency's, or part of any name:", first: "  ")
        var listed = popular
        tell(listed, prompter)
        var standard = answers.metadata.licence
        while true {
            var question = Question("Licence", standard: standard, help: help)
            question.suggestion = suggestion
            let answer = try prompter.ask(question)
            if let number = Int(answer) {
                guard number > 0, number <= listed.count else {
                    prompter.say("type a number from 1 to \(listed.count), or part of a name", first: "  ")
                    continue
                }
                return take(listed[number - 1], &answers, prompter)
            }
            if let exact = LicenceList.licence(answer), !exact.isDeprecated { return take(exact, &answers, prompter) }
            if answer == answers.metadata.licence { return }
            if answer.lowercased() == "popular" { listed = popular } else { listed = found(answer) }
            if listed.isEmpty, let expression = expression(answer) {
                answers.metadata.licence = expression
                return
            }
            guard let first = listed.first else {
                prompter.say("no licence is called like '\(answer)'; type part of a name, or 'popular'", first: "  ")
                listed = popular
                continue
            }
            tell(listed, prompter)
            // Enter takes the best, as it would have with the number 1.
            standard = first.identifier
        }
    }

    private static let help =
        "It says what others may do with your work. Type a number, an identifier such as MIT, or part of a name: 'apache', "
        + "'creative commons', 'esa', 'gpl 3'; misspellings are forgiven. An SPDX expression such as 'MIT OR Apache-2.0' will do too. "
        + "Whose work it is decides: ask your institute when in doubt."

    private static let popular = [
        "MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-or-later", "LGPL-3.0-or-later", "EUPL-1.2", "CC-BY-4.0",
        "CC0-1.0",
    ].compactMap(LicenceList.licence)

    private static func found(_ text: String) -> [Licence] {
        guard expression(text) == nil else { return [] }
        if ["esa", "european space agency"].contains(text.lowercased()) {
            return Array(LicenceList.licences(in: .esa).prefix(6))
        }
        return LicenceList.search(text, limit: shown)
    }

    /// An expression of several licences, in its normal form.
    private static func expression(_ text: String) -> String? {
        guard text.contains(" ") else { return text.hasPrefix("LicenseRef-") ? text : nil }
        let resolution = LicenceResolver.resolve(text)
        return resolution.problems.isEmpty ? resolution.expression?.description : nil
    }

    private static func tell(_ licences: [Licence], _ prompter: Prompter) {
        prompter.list(licences.map { Choice($0.identifier, $0.reminder) })
    }

    private static func take(_ licence: Licence, _ answers: inout WizardAnswers, _ prompter: Prompter) {
        answers.metadata.licence = licence.identifier
        answers.image = nil
        prompter.say("\(licence.name): \(licence.reminder)", first: "  ")
    }

    @Sendable private static func suggestion(_ text: String) -> String? {
        guard text.count > 1, Int(text) == nil, let best = LicenceList.search(text, limit: 1).first else { return nil }
        return best.identifier.lowercased() == text.lowercased() ? best.reminder : best.identifier
    }
}
