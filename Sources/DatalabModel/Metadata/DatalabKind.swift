/// What a datalab opens with.
public enum DatalabKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// JupyterLab.
    case jupyterlab
    /// A desktop in the browser, on a VNC based X server.
    case vnc
    /// The Theia editor.
    case theia
    /// Nothing: it runs a command, as a step of a pipeline.
    case step

    /// Whether there is a page to open; where there is none, nothing is launched either.
    public var hasPage: Bool { self != .step }

    /// The kind that a person means: also `Jupyter Lab`, `jupyter`, `VNC based X server`, `Theia editor`.
    public init?(named name: String) {
        switch Spelling.folded(name) {
        case "jupyterlab", "jupyter", "lab": self = .jupyterlab
        case "vnc", "vncbasedxserver", "desktop", "xserver": self = .vnc
        case "theia", "theiaeditor": self = .theia
        case "step", "pipelinestep", "commandlinetool": self = .step
        default: return nil
        }
    }

    /// The kind's name for people.
    public var title: String {
        switch self {
        case .jupyterlab: "Jupyter Lab"
        case .vnc: "VNC based X server"
        case .theia: "Theia editor"
        case .step: "Step of a pipeline"
        }
    }
}
