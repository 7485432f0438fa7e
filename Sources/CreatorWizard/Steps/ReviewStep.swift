internal import DatalabModel
internal import Reporting
internal import TerminalPrompts

/// All answers at a glance, and what a build would say of them.
enum ReviewStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: inout WizardDesk) async throws -> StepResult {
        while true {
            try await lookAgain(answers, &desk)
            let rows = rows(answers, desk)
            tell(rows, desk.prompter)
            tellFiles(answers, desk)
            let isFine = try await check(answers, desk)
            let build = isFine ? "build" : "check again"
            let hint = isFine ? "Enter builds it" : "Mend it in your files, then Enter checks again"
            desk.prompter.say("\(hint); a number changes an answer; 'write' only writes the files.", first: "  ")
            var question = Question("Now", standard: build, help: help)
            let count = rows.count
            question.fault = { answer in
                let isKnown = ["build", "check", "check again", "write"].contains(answer.lowercased())
                return isKnown || Int(answer).map { (1...count).contains($0) } == true
                    ? nil : "type a number from 1 to \(count), 'write', or Enter"
            }
            let answer = try desk.prompter.ask(question).lowercased()
            if let number = Int(answer) { return .change(rows[number - 1].step) }
            if answer == "write" {
                guard try await BuildStep.write(answers, desk) != nil else { continue }
                return .finished
            }
            if isFine || answer == "build" { return .next }
        }
    }

    private static let help =
        "Nothing was written yet. 'build' writes your answers to meta-data.yaml and builds the image; nothing of your files is run. "
        + "From then on 'datalab build' needs no questions."

    private struct Row {
        let step: StepName
        let name: String
        let value: String
    }

    private static func rows(_ answers: WizardAnswers, _ desk: WizardDesk) -> [Row] {
        let draft = answers.metadata
        let visibility: String
        switch draft.visibility {
        case .restricted(let users, let groups):
            let names = users + groups
            visibility = names.isEmpty ? "private" : "private, with \(names.joined(separator: ", "))"
        default: visibility = "public"
        }
        let programs =
            (draft.kind == .vnc ? [Row(step: .program, name: "program", value: draft.start ?? "none yet")] : [])
            + (draft.kind == .theia
                ? [] : [Row(step: .systemPackages, name: "Debian's", value: systemPackages(answers, desk))])
        return [
            Row(step: .kind, name: "kind", value: draft.kind?.label ?? "-"),
            Row(step: .source, name: "files", value: answers.source?.summary ?? "-"),
            Row(step: .packages, name: "packages", value: packages(answers, desk)),
        ] + programs + [
            Row(step: .title, name: "title", value: draft.title ?? "-"),
            Row(step: .shortName, name: "short name", value: draft.alternateName ?? "-"),
            Row(step: .abstract, name: "what for", value: draft.abstract ?? "-"),
            Row(step: .creator, name: "creator", value: draft.creator ?? "-"),
            Row(step: .email, name: "e-mail", value: draft.email ?? "-"),
            Row(step: .version, name: "version", value: draft.version ?? "-"),
            Row(step: .licence, name: "licence", value: licence(draft.licence)),
            Row(step: .visibility, name: "visibility", value: visibility),
        ]
    }

    private static func licence(_ licence: String?) -> String {
        licence == MetadataDraft.noLicence ? "none yet" : licence ?? "-"
    }

    private static func systemPackages(_ answers: WizardAnswers, _ desk: WizardDesk) -> String {
        let present = (desk.view?.systemPackages ?? "").split(whereSeparator: \.isNewline).map {
            String($0).trimmedSpaces
        }
        .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        let names = present + answers.systemPackages.filter { !present.contains($0) }
        return names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    /// The files that 'build' and 'write' would make or change.
    private static func tellFiles(_ answers: WizardAnswers, _ desk: WizardDesk) {
        guard let draft = try? desk.draft(answers) else { return }
        let files = desk.workshop.pending(draft).map { "\($0.path) (\($0.isNew ? "new" : "changed"))" }
        desk.prompter.say(
            files.isEmpty ? "no file has to be written" : "writes: \(files.joined(separator: ", "))",
            first: "  "
        )
    }

    private static func packages(_ answers: WizardAnswers, _ desk: WizardDesk) -> String {
        if let other = desk.view?.otherRequirements, answers.requirements == nil { return "as \(other) says" }
        let names = RequirementLines.names(of: answers.requirements ?? desk.view?.requirements ?? "")
        return names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    private static func tell(_ rows: [Row], _ prompter: Prompter) {
        let width = rows.map(\.name.count).max() ?? 0
        for (index, row) in rows.enumerated() {
            let number = index < 9 ? " \(index + 1)" : "\(index + 1)"
            let padding = String(repeating: " ", count: width - row.name.count)
            prompter.say(row.value, first: "  \(number)  \(row.name)\(padding)  ")
        }
    }

    /// Files of this machine may have changed since they were looked at.
    private static func lookAgain(_ answers: WizardAnswers, _ desk: inout WizardDesk) async throws {
        guard let source = answers.source else { return }
        if case .git = source, desk.view != nil { return }
        let workshop = desk.workshop
        if let view = try await desk.attempt({ try await workshop.look(at: source) }) { desk.view = view }
    }

    /// Tells what a build would say; whether it would go through.
    private static func check(_ answers: WizardAnswers, _ desk: WizardDesk) async throws -> Bool {
        let draft: DatalabDraft?
        do {
            draft = try desk.draft(answers)
        } catch let failure as InputFailure {
            desk.tell(failure.problems)
            return false
        }
        guard let draft else { return false }
        let checked = try await desk.workshop.check(draft)
        desk.prompter.device.forgetTyped()
        desk.tell(checked.problems)
        if let changes = checked.changes {
            desk.prompter.say("changes since the version before: \(changes)", first: "  ")
        }
        return !checked.problems.contains { $0.severity == .error } || checked.isUnreachable
    }
}
