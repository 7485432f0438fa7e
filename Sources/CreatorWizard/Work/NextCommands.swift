/// The commands that somebody needs next who has made a datalab.
package struct NextCommands: Sendable, Hashable {
    /// A command and what it does.
    package struct Line: Sendable, Hashable {
        /// The command.
        package var command: String
        /// What it does, in a few words.
        package var purpose: String
    }

    /// The commands, in their order.
    package let lines: [Line]

    /// What comes next for a draft.
    ///
    /// - Parameters:
    ///   - draft: the draft.
    ///   - image: the image that was built of it; nil for none yet.
    ///   - build: the command that builds it.
    ///   - hasStore: whether an AppStore is known.
    package init(_ draft: DatalabDraft, image: String?, build: String, hasStore: Bool) {
        guard let image else {
            lines = [Line(command: build, purpose: "builds it")]
            return
        }
        let name = image.split(separator: ":").first.map(String.init) ?? image
        var lines = [
            Line(
                command: "datalab run \(name) --workspace work",
                purpose: "opens it; what you change is kept in 'work'"
            )
        ]
        if case .folder = draft.source {
            lines.append(Line(command: "\(build) --watch", purpose: "opens it, and builds again when a file is saved"))
        } else {
            lines.append(Line(command: build, purpose: "builds it again"))
        }
        lines.append(
            Line(
                command: "datalab publish \(name)\(hasStore ? "" : " registry.example.org/team/\(name)")",
                purpose: "puts it where others find it"
            )
        )
        self.lines = lines
    }
}
