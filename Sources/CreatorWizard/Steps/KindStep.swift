internal import DatalabModel
internal import TerminalPrompts

/// What the datalab opens with.
enum KindStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) throws {
        let kinds = desk.workshop.kinds
        let standard = answers.metadata.kind.flatMap(kinds.firstIndex) ?? 0
        let index = try desk.prompter.choose(
            "Kind",
            kinds.map { Choice($0.label, $0.explanation) },
            standard: standard,
            help:
                "JupyterLab is for notebooks and Python. A desktop is for programs that open windows, such as DS9 or Spyder; which one "
                + "is asked later. Theia is an editor like VS Code, with a terminal, for programs that are more than notebooks; its base "
                + "is an image of Eclipse, which has to be fetched from its registry. You can change this later: it is the line "
                + "'kind' of meta-data.yaml."
        )
        guard answers.metadata.kind != kinds[index] else { return }
        answers.metadata.kind = kinds[index]
        answers.image = nil
    }
}

extension DatalabKind {
    /// What the kind is called among people.
    var label: String {
        switch self {
        case .jupyterlab: "JupyterLab"
        case .vnc: "Desktop"
        case .theia: "Theia editor"
        case .step: "Step of a pipeline"
        }
    }

    /// What the kind is for, in half a line.
    fileprivate var explanation: String {
        switch self {
        case .jupyterlab: "notebooks and Python, in the browser"
        case .vnc: "a desktop for programs with windows, in the browser"
        case .theia: "an editor like VS Code, in the browser; its base is fetched from ghcr.io"
        case .step: "a command with inputs and outputs, run by workflow engines"
        }
    }
}
