internal import SystemPackage
internal import Workspaces

extension BuildRequest {
    /// The source as records show it, with what was laid over it.
    var shownSource: String { source.shown + (overlay.map { " with \($0)" } ?? "") }
}

extension SourceLocation {
    /// The source as records show it: never with a credential.
    var shown: String {
        switch self {
        case .git(let source): source.url.redacted
        case .folder(let path, _), .zip(let path, _): path.string
        case .files(let paths): paths.map(\.string).joined(separator: " ")
        }
    }
}
