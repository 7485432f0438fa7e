internal import Reporting
internal import SourcedYAML

/// Reads what a step is given and leaves behind; everything that is wrong is an error, as nobody would know what else was meant.
struct StepReader {
    /// Whether a notebook is executed: its inputs are parameters, and have no place on a command line.
    let isNotebook: Bool
    var problems: [Problem] = []

    /// So many inputs or outputs at most.
    static let mostPorts = 100
    /// So many words at most.
    private static let mostWords = 200
    /// The longest word, in bytes.
    private static let longestWord = 4096

    /// The inputs, without their places.
    mutating func inputs(_ node: some MetadataNode) -> [StepDescription.Input] {
        ports(node, "inputs").compactMap { input($0) }
    }

    /// The outputs.
    mutating func outputs(_ node: some MetadataNode, inputs: [StepDescription.Input]) -> [StepDescription.Output] {
        var outputs: [StepDescription.Output] = []
        for port in ports(node, "outputs") {
            if port.name == StepDescription.notebookOutput, isNotebook {
                let message = "'\(port.name)' is the executed notebook, which is always an output"
                fail(at: port.place, message, hint: "rename yours, or remove it")
            } else if inputs.contains(where: { $0.name == port.name }) {
                fail(
                    at: port.place,
                    "'\(port.name)' is an input and an output",
                    hint: "rename one: CWL has one set of names"
                )
            }
            guard let output = output(port, inputs) else { continue }
            if output.type.item.isStream, outputs.contains(where: { $0.type.item == output.type.item }) {
                let stream = output.type.item.rawValue
                fail(at: port.place, "two outputs are '\(stream)'", hint: "remove one: a command has one")
            }
            outputs.append(output)
        }
        return outputs
    }

    /// The words of a command: a list, or a text that is split as a shell would.
    mutating func words(_ node: some MetadataNode) -> [String] {
        var words: [String] = []
        if let text = node.written {
            do {
                words = node.isNull ? [] : try CommandWords.split(text)
            } catch {
                fail(at: node.place(ofCharacter: error.offset), "'command': \(error.message)", hint: error.hint)
                return []
            }
        } else if let nodes = node.sequence {
            for node in nodes {
                if let word = node.written, !node.isNull {
                    words.append(word)
                } else {
                    fail(
                        at: node.place,
                        "a word of 'command' must be text, found \(node.kindInWords)",
                        hint: "write one word, in quotes"
                    )
                }
            }
        } else {
            fail(
                at: node.place,
                "'command' must be text or a list of words, found \(node.kindInWords)",
                hint: "write 'command: python3 fit.py'"
            )
            return []
        }
        if words.first?.isEmpty ?? true {
            fail(at: node.place, "'command' names no program", hint: "write 'command: python3 fit.py'")
        }
        if words.count > Self.mostWords || words.contains(where: { $0.utf8.count > Self.longestWord }) {
            let limits = "\(Self.mostWords) words of \(Self.longestWord) bytes"
            fail(at: node.place, "'command' is longer than \(limits)", hint: "put it into a script of the repository")
            return []
        }
        return words
    }

    /// Holds the references of a command against the inputs.
    ///
    /// - Returns: the names of the inputs that the words name.
    mutating func references(in words: [String], at node: some MetadataNode, _ inputs: [StepDescription.Input]) -> Set<
        String
    > {
        var named: Set<String> = []
        for (number, word) in words.enumerated() {
            let place = node.sequence?[number].place ?? node.place
            let found = references(in: word, at: place, inputs)
            if number == 0, !found.isEmpty {
                fail(at: place, "the program cannot be an input", hint: "name the program, then its inputs")
            }
            named.formUnion(found)
        }
        return named
    }

    /// Holds the references of a text against the inputs.
    mutating func references(in text: String, at place: Place, _ inputs: [StepDescription.Input]) -> Set<String> {
        do {
            let found = try ParameterReference.all(in: text)
            for fault in found.compactMap({ $0.fault(among: inputs) }) {
                fail(at: place, fault.message, hint: fault.hint)
            }
            return Set(found.compactMap(\.input))
        } catch {
            fail(at: place, error.message, hint: error.hint)
            return []
        }
    }

    mutating func fail(at place: Place?, _ message: String, hint: String) {
        problems.append(.error(at: place, message, hint: hint))
    }
}
