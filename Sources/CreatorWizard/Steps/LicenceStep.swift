internal import DatalabModel
internal import TerminalPrompts

/// Which licence: one of the popular ones, of the European Space Agency's, any other by its name, none yet, or all rights reserved.
enum LicenceStep {
    /// How many licences are listed at a time.
    private static let shown = 8

    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let prompter = desk.prompter
        prompter.say("Popular; also 'esa' for the European Space Agency's, or part of any name:", first: "  ")
        var listed = popular
        tell(listed, prompter)
        prompter.say("'none' for none yet, 'reserved' for all rights reserved", first: "  ")
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
            if let own = own(answer) { return take(own, &answers, prompter) }
            if let exact = LicenceList.licence(answer), !exact.isDeprecated { return take(exact, &answers, prompter) }
            if answer == answers.metadata.licence { return }
            if answer.lowercased() == "popular" { listed = popular } else { listed = found(answer) }
            if listed.isEmpty, let expression = expression(answer) { return take(expression, &answers, prompter) }
            guard !listed.isEmpty else {
                let hint = "type part of a name, 'popular', 'none' or 'reserved'"
                prompter.say("no licence is called like '\(answer)'; \(hint)", first: "  ")
                (listed, standard) = (popular, answers.metadata.licence)
                continue
            }
            tell(listed, prompter)
            if Self.closed.contains(answer.lowercased()) {
                prompter.say("'reserved' if nobody else may use it, 'none' if that is open", first: "  ")
            }
            // Enter takes what was named, as its number would; what only resembles it has to be chosen.
            standard = LicenceList.certain(answer).flatMap { listed.first == $0 ? $0.identifier : nil }
        }
    }

    private static let help =
        "It says what others may do with your work. Type a number, an identifier such as MIT, or part of a name: 'apache', "
        + "'creative commons', 'esa', 'gpl 3'; misspellings are forgiven. An SPDX expression such as 'MIT OR Apache-2.0' will do too. "
        + "With 'none' nobody else may use it, and it cannot be published for everybody; 'reserved' says that this is meant to stay so. "
        + "Whose work it is decides: ask your institute when in doubt."

    private static let popular = [
        "MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-or-later", "LGPL-3.0-or-later", "EUPL-1.2", "CC-BY-4.0",
        "CC0-1.0",
    ].compactMap(LicenceList.licence)

    /// The answers that are no licence of a list; nil for any other.
    static func own(_ answer: String) -> String? {
        let words = answer.lowercased().split { !$0.isLetter }.joined(separator: " ")
        if ["none", "none yet", "no", "not yet", "later", "no licence", "no license"].contains(words) {
            return MetadataDraft.noLicence
        }
        let reserved = ["reserved", "all rights reserved", "proprietary", "closed", "closed source", "copyright"]
        return reserved.contains(words) ? MetadataDraft.allRightsReserved : nil
    }

    /// Words that in other places say that all rights are reserved, and resemble licences that give all away.
    private static let closed: Set = ["unlicensed", "private", "commercial", "confidential"]

    private static func found(_ text: String) -> [Licence] {
        guard expression(text) == nil else { return [] }
        if ["esa", "european space agency"].contains(text.lowercased()) {
            return Array(LicenceList.licences(in: .esa).prefix(6))
        }
        return LicenceList.search(text, limit: shown * 2).filter { !$0.isDeprecated }.prefix(shown).map(\.self)
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
        take(licence.identifier, &answers, prompter)
        prompter.say("\(licence.name): \(licence.reminder)", first: "  ")
    }

    private static func take(_ text: String, _ answers: inout WizardAnswers, _ prompter: Prompter) {
        if text == MetadataDraft.noLicence {
            prompter.say("nobody else may use it until it has one; it is built and opened all the same", first: "  ")
        } else if text == MetadataDraft.allRightsReserved {
            prompter.say("written as \(text): for you, and those you allow it", first: "  ")
        }
        guard answers.metadata.licence != text else { return }
        answers.metadata.licence = text
        answers.image = nil
    }

    @Sendable private static func suggestion(_ text: String) -> String? {
        guard text.count > 1, Int(text) == nil, own(text) == nil, let best = LicenceList.certain(text) else {
            return nil
        }
        return best.identifier.lowercased() == text.lowercased() ? best.reminder : best.identifier
    }
}
