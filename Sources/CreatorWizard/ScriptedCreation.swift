internal import DatalabModel
internal import Reporting

/// Makes a datalab without asking anything: of what options say, of the files, and of what Enter would take.
package struct ScriptedCreation: Sendable {
    private let workshop: any Workshop
    private let given: GivenAnswers
    /// Tells what is no result.
    private let tell: @Sendable (String) -> Void

    /// What is done when the files are written.
    package enum End: Sendable, Hashable {
        /// Nothing.
        case written
        /// The image is built.
        case built
    }

    /// What came of it.
    package struct Creation: Sendable, Hashable {
        /// The image; nil when none was built.
        package var image: String?
        /// The files that were written.
        package var files: [String]
        /// What comes next.
        package var next: NextCommands
    }

    /// A creation of answers.
    ///
    /// - Parameters:
    ///   - given: what options say.
    ///   - workshop: who does the work.
    ///   - tell: tells warnings and what was taken.
    package init(_ given: GivenAnswers, workshop: any Workshop, tell: @escaping @Sendable (String) -> Void) {
        self.workshop = workshop
        self.given = given
        self.tell = tell
    }

    /// Makes the datalab.
    ///
    /// - Parameter end: how far.
    /// - Returns: what was made.
    /// - Throws: `InputFailure` with all that no option says and nothing else does, and with what a build would refuse; another
    ///   `ReportedFailure`; `CancellationError`.
    package func run(to end: End) async throws -> Creation {
        let source = given.answers.source ?? .folder(workshop.folder)
        let view = try await workshop.look(at: source)
        var answers = WizardAnswers()
        answers.source = source
        if let bytes = view.metadata { answers.metadata = MetadataDraft(bytes, file: view.metadataPath) }
        answers = answers.replaced(by: given)
        answers.metadata = answers.metadata.completed(by: view.said).completed(by: await standard(view))
        answers.metadata.alternateName = answers.metadata.alternateName ?? answers.metadata.suggestedShortName
        if answers.requirements == nil, view.requirements == nil, view.otherRequirements == nil, !view.imported.isEmpty
        {
            tell("packages: what the files import: \(view.imported.joined(separator: ", "))")
            answers.requirements = view.imported.map { $0 + "\n" }.joined()
        }
        try check(answers.metadata)
        let draft = try WizardDraft(answers: answers, view: view).draft()
        let checked = try await workshop.check(draft)
        let errors = checked.problems.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw InputFailure(checked.problems, class: checked.isUnreachable ? .unavailable : .data)
        }
        for problem in checked.problems { tell("\(problem)") }
        let written = try workshop.write(draft)
        workshop.remember(Person(name: answers.metadata.creator, email: answers.metadata.email))
        tell(
            written.files.isEmpty
                ? "your files say all of it already" : "wrote \(written.files.joined(separator: ", "))"
        )
        var image: String?
        if end == .built {
            let built = try await workshop.build(draft)
            for line in built.lines { tell(line) }
            image = built.image
        }
        return Creation(
            image: image,
            files: written.files,
            next: NextCommands(draft, image: image, build: workshop.command(draft), hasStore: workshop.appStore != nil)
        )
    }

    /// What Enter would take where nothing says it.
    private func standard(_ view: SourceView) async -> MetadataDraft {
        let person = await workshop.person()
        var draft = MetadataDraft()
        draft.title = DescriptionStep.title(view.name)
        draft.version = "1.0.0"
        draft.creator = person.name
        draft.email = person.email
        draft.kind = .jupyterlab
        draft.visibility = .everyone
        return draft
    }

    /// What has no answer that could be taken unseen.
    private func check(_ draft: MetadataDraft) throws(InputFailure) {
        let facts: [(String, String?, String)] = [
            ("what it is for", draft.abstract, "--abstract"), ("who made it", draft.creator, "--creator"),
            ("whom to ask", draft.email, "--email"), ("its licence", draft.licence, "--licence"),
            ("its short name", draft.alternateName, "--alternate-name"),
        ]
        let problems = facts.filter { $0.1 == nil }.map { fact in
            let more = fact.2 == "--licence" ? "; 'none' for none yet" : ""
            return Problem.error("nothing says \(fact.0)", hint: "give it with '\(fact.2)'\(more)")
        }
        guard problems.isEmpty else { throw InputFailure(problems, class: .usage) }
    }
}
