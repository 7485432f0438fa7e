/// What a datalab of the kind `step` does: a command with inputs and outputs, in the terms of CWL v1.2's CommandLineTool.
public struct StepDescription: Sendable, Hashable, Codable {
    /// What the step is given.
    public struct Input: Sendable, Hashable, Codable {
        /// What the workflow calls it.
        public var name: String
        /// What it may be.
        public var type: StepType
        /// A title for people.
        public var label: String?
        /// What it means.
        public var doc: String?
        /// What it is where nothing is given: a text as it is written, or several for a list; nil where something must be given.
        public var standard: MetadataValue?
        /// What it is in a trial: as ``standard``, and of a file its path in the source; nil where there is no example.
        public var example: MetadataValue?
        /// What an `enum` may be; nil for other types.
        public var choices: [String]?
        /// What stands before it on the command line.
        public var prefix: String?
        /// Its place behind the command, from 1; nil where the command's words name it, and in a notebook.
        public var position: Int?
        /// Whether the prefix is a word of its own; nil for yes.
        public var separate: Bool?
        /// What stands between the items of a list that is one word; nil where each is a word.
        public var itemSeparator: String?

        enum CodingKeys: String, CodingKey {
            case name, type, label, doc, example, choices, prefix, position, separate, itemSeparator
            case standard = "default"
        }
    }

    /// What the step leaves behind.
    public struct Output: Sendable, Hashable, Codable {
        /// What the workflow calls it.
        public var name: String
        /// What it is.
        public var type: StepType
        /// Patterns of its path in the folder that the command runs in; of a stream the name of its file, nil where it has none.
        public var glob: [String]?
        /// A title for people.
        public var label: String?
        /// What it means.
        public var doc: String?
    }

    /// The words of the command; none where a notebook is executed.
    public var command: [String]
    /// The path of the notebook that is executed; nil for a command.
    public var notebook: String?
    /// What it is given, in the order of the metadata.
    public var inputs: [Input]
    /// What it leaves behind, in the order of the metadata; the executed notebook is not among them.
    public var outputs: [Output]
    /// Whether it asks for the network; nil for no.
    public var network: Bool?

    /// The output that is the executed notebook.
    public static let notebookOutput = "notebook"

    /// The input of a name.
    func input(named name: String) -> Input? { inputs.first { $0.name == name } }
}

/// What an input or output of a step may be: a type of CWL, one or a list of them, perhaps none.
public struct StepType: Sendable, Hashable, Codable {
    /// The types of a single value.
    public enum Item: String, Sendable, Hashable, CaseIterable {
        case file = "File"
        case directory = "Directory"
        case string, int, long, float, double, boolean
        case choice = "enum"
        case stdout, stderr

        /// The types that an input may have.
        static let ofInputs: [Item] = [.file, .directory, .string, .int, .long, .float, .double, .boolean, .choice]
        /// The types that an output may have.
        static let ofOutputs: [Item] = [.file, .directory, .stdout, .stderr]

        /// Whether it is something in the file system.
        public var isPath: Bool { self == .file || self == .directory }
        /// Whether it is what the command writes to a stream.
        public var isStream: Bool { self == .stdout || self == .stderr }
    }

    /// What a single value is.
    public var item: Item
    /// Whether it is a list of these.
    public var isList: Bool
    /// Whether there may be none.
    public var isOptional: Bool

    /// A type.
    public init(_ item: Item, isList: Bool = false, isOptional: Bool = false) {
        self.item = item
        self.isList = isList
        self.isOptional = isOptional
    }

    /// The type of a notation such as `File`, `float[]` or `string?`; nil for another.
    public init?(notation: String) {
        var rest = notation[...]
        isOptional = rest.hasSuffix("?")
        if isOptional { rest = rest.dropLast() }
        isList = rest.hasSuffix("[]")
        if isList { rest = rest.dropLast(2) }
        guard let item = Item(rawValue: String(rest)), !item.isStream || !(isList || isOptional) else { return nil }
        self.item = item
    }

    /// The notation, as CWL has it.
    public var notation: String { "\(item.rawValue)\(isList ? "[]" : "")\(isOptional ? "?" : "")" }

    /// Reads the notation.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let type = StepType(notation: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no type")
        }
        self = type
    }

    /// Writes the notation.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(notation)
    }
}
