internal import DatalabModel
internal import TerminalPrompts

/// What the datalab opens with.
enum KindStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let kinds = desk.workshop.kinds
        let standard = answers.metadata.kind.flatMap(kinds.firstIndex) ?? 0
        let index = try desk.prompter.choose(
            "Kind",
            kinds.map { Choice($0.title, $0.explanation) },
            standard: standard,
            help: "JupyterLab is for notebooks and Python. A desktop is for programs that open windows, such as DS9. "
                + "You can change this later: it is the line 'kind' of meta-data.yaml."
        )
        answers.metadata.kind = kinds[index]
    }
}

extension DatalabKind {
    /// What the kind is for, in half a line.
    fileprivate var explanation: String {
        switch self {
        case .jupyterlab: "notebooks and Python, in the browser"
        case .vnc: "a desktop for programs with windows, in the browser"
        case .theia: "an editor for programs, in the browser"
        }
    }
}
