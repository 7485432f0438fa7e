internal import DatalabModel
internal import Reporting
internal import TerminalPrompts

/// Makes the files of a draft out of answers and what there is in the source.
struct WizardDraft {
    let answers: WizardAnswers
    let view: SourceView

    /// The source with what the answers lay over it.
    ///
    /// - Parameter isPartial: whether facts that are not answered yet are made up, so that the rest can be checked.
    /// - Returns: the draft.
    /// - Throws: `InputFailure` when the metadata file is too broken to be changed.
    func draft(isPartial: Bool = false) throws(InputFailure) -> DatalabDraft {
        let metadata = isPartial ? answers.metadata.completed(by: .placeholder) : answers.metadata
        var files: [String: String] = [:]
        // What is wrong with the file itself is told where its facts are asked for.
        let known = isPartial && (try? metadata.text(changing: view.metadata ?? [], file: view.metadataPath)) == nil
        files[view.metadataPath] = try metadata.text(
            changing: known ? [] : view.metadata ?? [],
            file: view.metadataPath
        )
        if let text = answers.requirements, text != view.requirements { files[view.requirementsPath] = text }
        let folder = view.requirementsPath.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        for (name, text) in answers.files { files[folder + name] = text }
        if !answers.systemPackages.isEmpty, answers.metadata.kind != .theia {
            files[view.systemPackagesPath] = Self.systemPackages(view.systemPackages ?? "", answers.systemPackages)
        }
        let source = answers.source ?? .files([])
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
