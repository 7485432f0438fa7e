internal import Texts

/// Text for the log of a system that obeys commands in it: what a file is called, or says, must not become one.
package enum LogText {
    /// The lines of a text, none of which a system takes for anything but text.
    ///
    /// GitHub's runner obeys lines that begin with `::`, and `##[` anywhere; GitLab's log obeys escape sequences.
    package static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let shown = ShownText.escaped(line, keeping: ["\t"]).replacing("##[", with: "## [")
            return shown.drop { $0.isWhitespace }.hasPrefix("::") ? "| \(shown)" : shown
        }
    }

    /// The same JSON in a form in which no line is taken for a command.
    package static func json(_ text: String) -> String {
        // Only texts in it can hold this; no line of it begins with a colon.
        text.replacing("##[", with: "#\\u0023[")
    }
}
