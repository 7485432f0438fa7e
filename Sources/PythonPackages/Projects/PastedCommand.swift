/// A command that installs packages, as it stands in notebooks and READMEs: `!pip install -U lmfit`, `conda install -c conda-forge healpy`.
struct PastedCommand {
    /// What a command names.
    enum Word: Hashable {
        /// A requirement, an address or a path.
        case package(String)
        /// A package as conda writes it.
        case conda(String)
        /// A line of a requirements file.
        case line(String)
    }

    /// What it names, in its order.
    let packages: [Word]

    /// Reads a line; nil for one that is no such command.
    init?(_ line: String) {
        var words = Self.words(line)[...]
        while let first = words.first, Self.preludes.contains(first) { words.removeFirst() }
        if let first = words.first, first.count > 1, "!%$>".contains(first.first ?? " ") {
            words[words.startIndex].removeFirst()
        }
        while let first = words.first, Self.preludes.contains(first) { words.removeFirst() }
        if let first = words.first, first.hasPrefix("python"), words.dropFirst().first == "-m" {
            words = words.dropFirst(2)
        }
        guard let program = words.popFirst() else { return nil }
        if program == "uv", words.first == "pip" { words.removeFirst() }
        guard let verb = words.popFirst(), Self.verbs[program]?.contains(verb) == true else { return nil }
        let isConda = ["conda", "mamba", "micromamba"].contains(program)
        packages = Self.packages(words, isConda: isConda)
    }

    private static let preludes: Set = ["sudo", "$", "!", "%", ">", ">>>", "RUN", "&&"]
    private static let verbs: [String: Set<String>] = [
        "pip": ["install"], "pip3": ["install"], "uv": ["install", "add"], "poetry": ["add"], "pipenv": ["install"],
        "pdm": ["add"], "rye": ["add"], "conda": ["install"], "mamba": ["install"], "micromamba": ["install"],
    ]
    /// Options that have a word of their own behind them.
    private static let withValue: Set = [
        "-c", "--channel", "-n", "--name", "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-t",
        "--target",
        "-p", "--prefix", "--python", "--group", "-G", "--constraint", "--trusted-host", "--timeout", "--root",
    ]

    private static func packages(_ words: ArraySlice<String>, isConda: Bool) -> [Word] {
        var words = words
        var packages: [Word] = []
        while let word = words.popFirst() {
            if ["&&", ";", "||", "|"].contains(word) { break }
            if ["-r", "--requirement", "-e", "--editable"].contains(word), !isConda {
                if let path = words.popFirst() {
                    packages.append(.line("\(word.hasPrefix("-r") || word == "--requirement" ? "-r" : "-e") \(path)"))
                }
            } else if withValue.contains(word) {
                _ = words.popFirst()
            } else if !word.hasPrefix("-"), !word.isEmpty {
                packages.append(isConda ? .conda(word) : .package(word))
            }
        }
        return packages
    }

    /// The words of a shell's line, without the quotes around them.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == " " || character == "\t" {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}

/// Several requirements on one line: `numpy, scipy>=1.10,<2 matplotlib`, `numpy 1.26.4`.
enum PastedLine {
    /// The requirements; nil for a line that is no such list.
    static func requirements(in line: String) -> [String]? {
        var rest = line[...]
        var found: [String] = []
        var isSentence = false
        while true {
            rest = rest.drop { $0.isWhitespace || ",;&".contains($0) }
            guard !rest.isEmpty else { break }
            guard let match = rest.prefixMatch(of: pattern) else { return nil }
            let end = match.range.upperBound
            guard end == rest.endIndex || rest[end].isWhitespace || ",;&".contains(rest[end]) else { return nil }
            rest = rest[end...]
            let text = match.0.filter { !$0.isWhitespace }
            // What `pip list` prints: the version stands behind the name.
            if PackageVersion(String(text)) != nil, text.first?.isNumber == true {
                guard let last = found.last, (try? Requirement(parsing: last))?.specifiers.isEmpty == true else {
                    return nil
                }
                found[found.count - 1] = "\(last)==\(text)"
                continue
            }
            if words.contains(text.lowercased()) {
                isSentence = isSentence || text.lowercased() != "and"
                continue
            }
            guard (try? Requirement(parsing: String(text))) != nil else { return nil }
            found.append(String(text))
        }
        return found.isEmpty || isSentence ? nil : found
    }

    /// A name, extras, and conditions that commas join.
    private static var pattern: Regex<Substring> {
        /[A-Za-z0-9][A-Za-z0-9._-]*(?:\s*\[[A-Za-z0-9._, -]*\])?(?:\s*(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+(?:\s*,\s*(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+)*)?/
    }

    /// Words of sentences, which are packages of PyPI too.
    private static let words: Set = [
        "and", "the", "is", "are", "my", "we", "you", "need", "needs", "for", "with", "following", "packages", "please",
        "install", "then", "to", "of", "a", "an", "it", "this", "these", "in", "or", "list", "first", "also",
    ]
}
