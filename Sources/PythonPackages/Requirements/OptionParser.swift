internal import Reporting

/// The parts of a logical line: a requirement, and the options after it.
struct LineArguments {
    /// Where the requirement is; nil when the line has only options.
    let requirement: Range<Int>?
    /// Where the options are.
    let options: Range<Int>

    /// Cuts a line at the first word that begins with `-`.
    init(_ line: LogicalLine) {
        let scalars = line.scalars
        var start = scalars.count
        for index in scalars.indices where scalars[index] == "-" {
            if index == 0 || scalars[index - 1] == " " || scalars[index - 1] == "\t" {
                start = index
                break
            }
        }
        options = start..<scalars.count
        let isEmpty = scalars[..<start].allSatisfy { $0 == " " || $0 == "\t" }
        requirement = isEmpty ? nil : 0..<start
    }
}

/// One option of a requirements file.
struct RequirementsOption {
    /// Its long name.
    let name: String
    /// Its value; empty for one without.
    let value: String
    /// Where it stands.
    let index: Int
    /// Where its value stands.
    let valueIndex: Int
}

/// Reads the options of a line: those that pip documents under "Requirements File Format".
struct OptionParser {
    private let line: LogicalLine
    private var words: [(text: String, index: Int)]

    private static let short = [
        "-i": "--index-url", "-r": "--requirement", "-c": "--constraint", "-f": "--find-links", "-e": "--editable",
    ]
    private static let withValue: Set<String> = [
        "--index-url", "--extra-index-url", "--find-links", "--trusted-host", "--requirement", "--constraint",
        "--editable",
        "--hash", "--no-binary", "--only-binary", "--use-feature", "--config-settings", "--global-option",
        "--install-option", "--uploaded-prior-to",
    ]
    private static let withoutValue: Set<String> = ["--no-index", "--pre", "--prefer-binary", "--require-hashes"]
    /// Spellings that pip takes for others.
    private static let aliases = ["--pypi-url": "--index-url", "--config-setting": "--config-settings"]

    /// Whether an option may stand in a requirements file.
    static func isKnown(_ name: String) -> Bool { withValue.contains(name) || withoutValue.contains(name) }

    init(_ line: LogicalLine, _ range: Range<Int>) {
        self.line = line
        words = []
        var cursor = TextCursor(line, range)
        cursor.skipSpaces()
        while !cursor.isAtEnd {
            let start = cursor.index
            words.append((cursor.take { $0 != " " && $0 != "\t" }, start))
            cursor.skipSpaces()
        }
    }

    /// Every option with its value.
    func options() throws(SyntaxFault) -> [RequirementsOption] {
        var options: [RequirementsOption] = []
        var rest = words[...]
        while let (word, index) = rest.popFirst() {
            let (written, attached, valueIndex) = Self.split(word, index)
            let name = try Self.longName(written, line, index)
            guard Self.withValue.contains(name) else {
                if attached != nil { throw SyntaxFault(index, "the option '\(name)' takes no value") }
                options.append(RequirementsOption(name: name, value: "", index: index, valueIndex: index))
                continue
            }
            let separate = attached == nil ? rest.popFirst() : nil
            guard let value = attached ?? separate?.text, !value.isEmpty else {
                throw SyntaxFault(index, "the option '\(written)' needs a value")
            }
            let place = separate?.index ?? valueIndex
            let quoted = Self.unquoted(value)
            options.append(RequirementsOption(name: name, value: quoted, index: index, valueIndex: place))
        }
        return options
    }

    /// An option and the value that is attached to it: `--name=value` or `-nvalue`.
    private static func split(_ word: String, _ index: Int) -> (name: String, value: String?, valueIndex: Int) {
        if word.hasPrefix("--") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : nil, index + parts[0].unicodeScalars.count + 1)
        }
        let name = String(word.prefix(2))
        guard short[name] != nil else { return (word, nil, index) }
        let value = word.dropFirst(2)
        return (name, value.isEmpty ? nil : String(value), index + 2)
    }

    private static func longName(_ written: String, _ line: LogicalLine, _ index: Int) throws(SyntaxFault) -> String {
        if let name = short[written] ?? aliases[written] { return name }
        if isKnown(written) { return written }
        if written == "-" {
            throw SyntaxFault(
                index,
                "found '-': this is a list of YAML, expected a requirement",
                hint: "write one package a line without the '-'",
            )
        }
        let near = NearMiss.nearest(written, among: withValue.union(withoutValue))
        throw SyntaxFault(index, "unknown option '\(written)'", hint: near.map { "did you mean '\($0)'?" })
    }

    private static func unquoted(_ value: String) -> String {
        guard value.count >= 2, let first = value.first, first == "\"" || first == "'", value.last == first else {
            return value
        }
        return String(value.dropFirst().dropLast())
    }
}
