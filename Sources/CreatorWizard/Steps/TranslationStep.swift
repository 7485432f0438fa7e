internal import Reporting
internal import TerminalPrompts

/// Whether the packages of a file in another form are written as requirements.txt.
enum TranslationStep {
    /// Asks; whether there is a list of the person's own afterwards.
    static func ask(_ file: String, _ answers: inout WizardAnswers, _ desk: WizardDesk) async throws -> Bool {
        desk.prompter.say("\(file) says which packages it needs", first: "  ")
        guard !file.hasSuffix("pylock.toml") else { return false }
        let choices = [
            Choice("use it as it is", "read anew at every build"),
            Choice(
                "translate it",
                "into requirements.txt and apt.txt, which can be changed here; it counts no more then"
            ),
        ]
        let help =
            "Packages of conda are taken under their names on PyPI and in Debian, of other forms what they say. Translated, you see each "
            + "of them, and may add and change some. The file itself stays as it is."
        guard try desk.prompter.choose("Packages", choices, help: help) == 1, let source = answers.source else {
            return false
        }
        let workshop = desk.workshop
        guard let files = try await desk.attempt({ try await workshop.translate(source) }) else { return false }
        desk.prompter.device.forgetTyped()
        answers.requirements = files["requirements.txt"] ?? ""
        let debian = (files["apt.txt"] ?? "").split(whereSeparator: \.isNewline).map(String.init).filter {
            !$0.hasPrefix("#")
        }
        let present = Set(
            (desk.view?.systemPackages ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmedSpaces }
        )
        answers.add(systemPackages: debian.filter { !present.contains($0) })
        answers.files = files.filter { !["requirements.txt", "apt.txt"].contains($0.key) }
        return true
    }
}
