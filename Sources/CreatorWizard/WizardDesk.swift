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
        guard let source = answers.source, let view else { return nil }
        let metadata = isPartial ? answers.metadata.completed(by: .placeholder) : answers.metadata
        var files: [String: String] = [:]
        // What is wrong with the file itself is told where its facts are asked for.
        let known = isPartial && (try? metadata.text(changing: view.metadata ?? [], file: view.metadataPath)) == nil
        files[view.metadataPath] = try metadata.text(
            changing: known ? [] : view.metadata ?? [],
            file: view.metadataPath
        )
        if let text = answers.requirements, text != view.requirements { files[view.requirementsPath] = text }
        if !answers.systemPackages.isEmpty {
            files[view.systemPackagesPath] = Self.systemPackages(view.systemPackages ?? "", answers.systemPackages)
        }
        return DatalabDraft(source: source, name: answers.metadata.suggestedShortName ?? view.name, files: files)
    }

    private static func systemPackages(_ text: String, _ added: [String]) -> String {
        let present = Set(text.split(whereSeparator: \.isNewline).map { String($0).trimmedSpaces })
        let start = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        return start + added.filter { !present.contains($0) }.map { $0 + "\n" }.joined()
    }
}

extension MetadataDraft {
    /// Facts for a check before the real ones are known.
    fileprivate static var placeholder: MetadataDraft {
        var draft = MetadataDraft()
        draft.title = "A datalab"
        draft.alternateName = "a-datalab"
        draft.abstract = "It is being described."
        draft.version = "0.1.0"
        draft.creator = "Its creator"
        draft.email = "creator@datalabs.example.eu"
        draft.licence = "MIT"
        return draft
    }
}
