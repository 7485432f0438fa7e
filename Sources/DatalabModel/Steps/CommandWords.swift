/// Splits a command into its words as a POSIX shell would, without being one: what only a shell can do is refused.
enum CommandWords {
    /// Why a text is no command.
    struct Fault: Error, Hashable {
        /// The number of characters before the place.
        let offset: Int
        let message: String
        let hint: String
    }

    /// Splits a text at white space outside of quotes; `\`, `'…'` and `"…"` quote as in a shell (POSIX.1-2024, XCU 2.2).
    ///
    /// References of CWL, `$(inputs.name)`, are taken over as they are; whether they mean something is not looked at.
    /// - Parameter text: the command.
    /// - Returns: the words.
    /// - Throws: `Fault` for what a shell would have to run, and for a quote that does not end.
    static func split(_ text: String) throws(Fault) -> [String] {
        var splitter = Splitter(text: Array(text))
        return try splitter.split()
    }

    private struct Splitter {
        let text: [Character]
        var index = 0
        var words: [String] = []
        var word: String?

        mutating func split() throws(Fault) -> [String] {
            while index < text.count {
                let character = text[index]
                switch character {
                case _ where character.isWhitespace:
                    guard !character.isNewline || text[index...].allSatisfy(\.isWhitespace) else {
                        throw fault(
                            "the command goes on in another line",
                            "put several lines into a script of the repository"
                        )
                    }
                    end()
                case "'", "\"": try quoted(until: character)
                case "\\": try escaped()
                case "$": try dollar()
                default: try plain(character)
                }
                index += 1
            }
            end()
            return words
        }

        private mutating func end() {
            if let word { words.append(word) }
            word = nil
        }

        private mutating func add(_ text: some StringProtocol) { word = (word ?? "") + text }

        private mutating func plain(_ character: Character) throws(Fault) {
            let shell = "no shell runs it: write '[sh, -c, …]', or put it into a script of the repository"
            switch character {
            case ">":
                throw fault(
                    "'>' would need a shell",
                    "leave it out: an output of the type 'stdout' is what the command writes"
                )
            case "|", "&", ";", "<", "(", ")", "`":
                throw fault("'\(character)' would need a shell", shell)
            case "*", "?", "[":
                throw fault(
                    "the pattern '\(character)' would need a shell",
                    "quote it, or take the files as an input 'File[]'"
                )
            case "~" where word == nil, "#" where word == nil:
                throw fault(
                    "a word that begins with '\(character)' would need a shell",
                    "quote it where it is meant so"
                )
            default: add(String(character))
            }
        }

        /// A reference is taken whole, as it may have quotes in it; a variable's name is nothing that CWL replaces.
        private mutating func dollar() throws(Fault) {
            guard index + 1 < text.count, text[index + 1] == "(",
                let end = text[index...].firstIndex(of: ")")
            else {
                throw fault(
                    "'$' would need a shell",
                    "write '$(inputs.NAME)' for an input; a shell's variable goes into a script of the repository"
                )
            }
            add(String(text[index...end]))
            index = end
        }

        private mutating func escaped() throws(Fault) {
            guard index + 1 < text.count else { throw fault("the command ends with '\\'", "remove it") }
            index += 1
            add(String(text[index]))
        }

        private mutating func quoted(until quote: Character) throws(Fault) {
            let start = index
            add("")
            index += 1
            while index < text.count, text[index] != quote {
                let escapes = quote == "\"" && text[index] == "\\" && index + 1 < text.count
                if escapes, "\"\\$`".contains(text[index + 1]) {
                    index += 1
                } else if quote == "\"", text[index] == "$" {
                    try dollar()
                    index += 1
                    continue
                }
                add(String(text[index]))
                index += 1
            }
            guard index < text.count else {
                index = start
                throw fault("the quote \(quote) does not end", "close it")
            }
        }

        private func fault(_ message: String, _ hint: String) -> Fault {
            Fault(offset: index, message: message, hint: hint)
        }
    }
}
