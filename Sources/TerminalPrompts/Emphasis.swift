/// How text is made to stand out; it never says what the words do not.
enum Emphasis: String {
    /// Headings.
    case bold = "1"
    /// What is only offered.
    case faint = "2"

    /// The text with control sequences around it, where the terminal understands them.
    func applied(to text: String, _ abilities: TerminalDevice.Abilities) -> String {
        abilities.hasColour ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
