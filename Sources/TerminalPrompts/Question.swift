/// A question that is answered with a line of text.
package struct Question: Sendable {
    /// What is asked, in a word or two: it stands before the answer.
    package var prompt: String
    /// What Enter alone takes; nil when there must be an answer.
    package var standard: String?
    /// What the line holds at first, to be changed.
    package var draft = ""
    /// What `?` tells.
    package var help: String
    /// Whether what is typed stays unseen.
    package var isSecret = false
    /// What is shown behind the answer while it is typed.
    package var suggestion: @Sendable (String) -> String? = { _ in nil }
    /// The answers that begin as what is typed does, for Tab.
    package var completions: @Sendable (String) -> [String] = { _ in [] }
    /// What is wrong with an answer; nil when it is taken.
    package var fault: @Sendable (String) -> String? = { _ in nil }

    /// A question.
    package init(_ prompt: String, standard: String? = nil, help: String) {
        self.prompt = prompt
        self.standard = standard
        self.help = help
    }
}

/// One of the answers that can be chosen.
package struct Choice: Sendable, Hashable {
    /// What it is called; its first word can be typed too.
    package var title: String
    /// What it means, in half a line.
    package var note: String

    /// A choice.
    package init(_ title: String, _ note: String = "") {
        self.title = title
        self.note = note
    }
}
