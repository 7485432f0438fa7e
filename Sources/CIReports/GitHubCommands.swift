package import Reporting

/// Commands that GitHub's runner takes from a log ("Workflow commands for GitHub Actions").
package enum GitHubCommands {
    /// Begins a group of lines that is shown folded.
    package static func group(_ name: String) -> String { "::group::\(data(name))" }

    /// Ends the group.
    package static let endGroup = "::endgroup::"

    /// A problem, shown at its line of a change where its file belongs to the repository.
    ///
    /// - Parameters:
    ///   - problem: the problem.
    ///   - path: the file below the repository's root; nil for one that is not in it.
    /// - Returns: the command, one line.
    package static func annotation(_ problem: Problem, path: String?) -> String {
        var properties: [String] = []
        if let path {
            properties.append("file=\(property(path))")
            if let line = problem.place?.line { properties.append("line=\(line)") }
            if let column = problem.place?.column { properties.append("col=\(column)") }
        }
        let place = path == nil ? problem.place.map { "\($0): " } ?? "" : ""
        let text = "\(place)\(problem.message)" + (problem.hint.map { "\n\($0)" } ?? "")
        let head = properties.isEmpty ? "" : " " + properties.joined(separator: ",")
        return "::\(problem.severity.rawValue)\(head)::\(data(text))"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").unicodeScalars.map(encoded).joined()
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }

    /// Line ends as the runner reads them back; other controls have no place in a message.
    private static func encoded(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "%0A"
        case "\r": "%0D"
        case _ where scalar.properties.generalCategory == .control && scalar != "\t": "\u{FFFD}"
        default: String(scalar)
        }
    }
}
