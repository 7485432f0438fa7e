internal import LayerArchive

/// The commands of a shell script, as far as a person would name them: nothing is run or expanded.
enum ShellCommands {
    /// The commands, in their order; what only steers a script (`set -e`, `cd`, `echo`, `if`) is left out.
    static func commands(of text: String) -> [String] {
        lines(of: text).flatMap(split).map(withoutKeywords).filter { command in
            guard let program = words(of: command).first else { return false }
            return !idle.contains(program)
        }
    }

    /// The words of a command: quotes taken away, what stands before the program left out, the program without its folder.
    static func words(of command: String) -> [String] {
        var words = split(command) { $0 == " " || $0 == "\t" }.map { $0.filter { $0 != "'" && $0 != "\"" } }
        while let first = words.first, prefixes.contains(first) || isAssignment(first) { words.removeFirst() }
        if let first = words.first { words[0] = PathBytes.name(first) }
        return words
    }

    private static let keywords: Set<Substring> = ["if", "then", "else", "elif", "do", "while", "until", "!", "{", "("]
    private static let prefixes: Set<String> = ["sudo", "exec", "time", "command", "nice", "env"]
    private static let idle: Set<String> = [
        "set", "cd", "echo", "printf", "export", "exit", "true", ":", "fi", "done", "}", ")", "for", "case", "esac",
        "[", "[[",
        "test", "source", ".", "unset", "pushd", "popd", "trap", "return", "function", "local", "shopt", "umask",
        "else", "then",
    ]

    private static func isAssignment(_ word: String) -> Bool {
        guard let sign = word.firstIndex(of: "=") else { return false }
        let name = word[..<sign]
        return !name.isEmpty && name.first?.isNumber == false
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// Lines with those joined that a backslash continues; comments and here-documents left out.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var held = ""
        var end: Substring?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let mark = end {
                if line.drop(while: { $0 == "\t" }) == mark { end = nil }
                continue
            }
            let code = withoutComment(line)
            if code.hasSuffix("\\") {
                held += code.dropLast() + " "
                continue
            }
            lines.append(held + code)
            held = ""
            end = hereDocument(in: lines[lines.count - 1])
        }
        return lines + (held.isEmpty ? [] : [held])
    }

    private static func withoutComment(_ line: Substring) -> String {
        var quote: Character?
        var before: Character = " "
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "#", before == " " || before == "\t" {
                return String(line[..<index])
            }
            before = character
        }
        return String(line)
    }

    /// The word that ends a here-document which begins in a line.
    private static func hereDocument(in line: String) -> Substring? {
        guard let start = line.firstRange(of: "<<"), line[start.upperBound...].first != "<" else { return nil }
        let rest = line[start.upperBound...].drop { $0 == "-" || $0 == " " || $0 == "'" || $0 == "\"" || $0 == "\\" }
        let mark = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return mark.isEmpty ? nil : mark
    }

    private static func split(_ line: String) -> [String] { split(line) { $0 == ";" || $0 == "&" || $0 == "|" } }

    /// The parts between separators that are not quoted; empty ones are left out.
    private static func split(_ text: String, at isSeparator: (Character) -> Bool) -> [String] {
        var parts = [""]
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if isSeparator(character) {
                parts.append("")
                continue
            }
            parts[parts.count - 1].append(character)
        }
        return parts.map { part in
            let start = part.drop { $0 == " " || $0 == "\t" }
            return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }.filter { !$0.isEmpty }
    }

    private static func withoutKeywords(_ command: String) -> String {
        var rest = command[...]
        while let space = rest.firstIndex(of: " "), keywords.contains(rest[..<space]) {
            rest = rest[space...].drop { $0 == " " }
        }
        return String(rest)
    }
}
