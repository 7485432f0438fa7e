public import Reporting

/// The file of Debian packages beside `requirements.txt`, in repo2docker's form: names, comments from `#` on.
///
/// What people paste is read as it is meant: several names on a line, lines that go on after `\`, `apt-get install -y …`.
public enum SystemPackageFile {
    /// The names that are looked for; the first that is there is used.
    public static let names = ["apt.txt", "packages.txt"]

    /// What a file asks for, and all that is wrong with it.
    public struct Reading: Sendable, Hashable {
        /// The packages, in the order of the file.
        public var requests: [SystemPackageRequest]
        /// Every problem, in the order of the file.
        public var problems: [Problem]
    }

    /// Reads a file; an empty one asks for nothing.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    /// - Returns: the packages and every problem.
    public static func read(_ bytes: [UInt8], file: String) -> Reading {
        let text: String
        do {
            text = try TextFile.decode(bytes, file: file)
        } catch {
            return Reading(requests: [], problems: [error.problem])
        }
        var reading = Reading(requests: [], problems: [])
        for (number, scalars) in TextFile.lines(of: text).enumerated() {
            let line = String(String.UnicodeScalarView(scalars))
            read(words(of: line.prefix { $0 != "#" }), Place(file: file, line: number + 1), into: &reading)
            guard reading.problems.count < problemLimit else {
                let place = Place(file: file, line: number + 1)
                reading.problems.append(
                    .error(at: place, "reading stops here, too much is wrong", hint: "is it the right file?")
                )
                return reading
            }
        }
        return reading
    }

    /// A file in which more is wrong is another file.
    private static let problemLimit = 100

    private struct Word {
        var text: String
        var column: Int
    }

    /// The words of a line, which spaces and commas separate; a `\` at its end only says that the next line goes on.
    private static func words(of line: Substring) -> [Word] {
        var words: [Word] = []
        var text = ""
        for (offset, scalar) in line.unicodeScalars.enumerated() {
            if scalar.properties.isWhitespace || scalar == "," {
                if !text.isEmpty { words.append(Word(text: text, column: offset + 1 - text.unicodeScalars.count)) }
                text = ""
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        let count = line.unicodeScalars.count
        if !text.isEmpty { words.append(Word(text: text, column: count + 1 - text.unicodeScalars.count)) }
        if words.last?.text == "\\" { words.removeLast() }
        if let last = words.last, last.text.count > 1, last.text.hasSuffix("\\") {
            words[words.count - 1].text.removeLast()
        }
        // The mark of a list is no name.
        if words.count > 1, ["-", "*"].contains(words[0].text) { words.removeFirst() }
        return words
    }

    private static func read(_ words: [Word], _ line: Place, into reading: inout Reading) {
        for command in words.split(whereSeparator: { ["&&", ";", "||"].contains($0.text) }) {
            guard let first = command.first else { continue }
            var names = Array(command)
            let place = Place(file: line.file, line: line.line, column: first.column)
            if let installed = installation(names) {
                let message = "a command is not run here: the packages that it would install are taken from it"
                let hint = "write the names of the packages alone, each on a line"
                reading.problems.append(.warning(at: place, message, hint: hint))
                names = installed
            } else if let program = names.first(where: { !isPrelude($0.text) }), isProgram(program.text),
                names.count > 1
            {
                let message =
                    "'\(Spelling.shortened(names.map(\.text).joined(separator: " ")))' is a command, and none is run"
                reading.problems.append(.warning(at: place, message, hint: "remove the line"))
                continue
            }
            for word in names {
                let place = Place(file: line.file, line: line.line, column: word.column)
                let read = SystemPackageRequest.read(word.text, at: place)
                reading.problems += read.problems
                if let request = read.request { reading.requests.append(request) }
            }
        }
    }

    /// The names in `sudo apt-get install -y name …`; nil for words that are no such command.
    private static func installation(_ words: [Word]) -> [Word]? {
        let rest = words.drop { isPrelude($0.text) }
        guard let program = rest.first, isProgram(program.text),
            let verb = rest.dropFirst().firstIndex(where: { !$0.text.hasPrefix("-") }),
            ["install", "add", "reinstall"].contains(words[verb].text)
        else { return nil }
        return words[(verb + 1)...].filter { !$0.text.hasPrefix("-") }
    }

    private static func isPrelude(_ word: String) -> Bool {
        ["sudo", "RUN", "run", "$", "DEBIAN_FRONTEND=noninteractive", "!"].contains(word)
    }

    private static func isProgram(_ word: String) -> Bool { ["apt-get", "apt", "aptitude", "apt-fast"].contains(word) }
}
