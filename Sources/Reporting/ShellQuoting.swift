/// Words as a shell reads them (POSIX.1-2017, "Shell Command Language", 2.2).
package enum ShellQuoting {
    /// A word that a shell reads as this text: as it is where nothing in it has a meaning to a shell, else in single quotes.
    package static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "_-./:,+@%=".utf8.contains(byte)
            }
        return isPlain ? text : "'\(text.replacing("'", with: #"'\''"#))'"
    }

    /// A command line of words.
    package static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
