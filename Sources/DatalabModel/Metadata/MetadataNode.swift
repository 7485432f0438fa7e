internal import Reporting
internal import SourcedYAML

/// A value of metadata as somebody stated it, in whichever form: what the facts are read by, from YAML, JSON and options alike.
protocol MetadataNode: Sendable {
    /// Where it stands.
    var place: Place { get }
    /// A scalar as it was written; nil for a list or a mapping.
    var written: String? { get }
    /// Whether it stands for nothing.
    var isNull: Bool { get }
    /// The list's values, if it is a list.
    var sequence: [Self]? { get }
    /// The mapping's keys and values in their order, if it is a mapping.
    var members: [MetadataMember<Self>]? { get }
    /// The value of a key, if it is a mapping that has it.
    subscript(key: String) -> Self? { get }
    /// What it is, in words for a message: `text`, `a list`, `a mapping`, `nothing`.
    var kindInWords: String { get }
    /// The place of a character of a scalar, where that can be told; its start where it cannot.
    func place(ofCharacter offset: Int) -> Place
}

/// A key of a mapping and its value.
struct MetadataMember<Node: Sendable>: Sendable {
    let key: String
    let keyPlace: Place
    let value: Node
}

extension MetadataNode {
    /// A scalar's text without spaces at its ends, empty for nothing; nil for a list or a mapping.
    var text: String? { written.map { isNull ? "" : $0.trimmed } }

    /// Whether it is a mapping.
    var isMapping: Bool { members != nil }
}

extension YAMLNode: MetadataNode {
    var written: String? { scalar?.text }

    var isNull: Bool { scalar?.isNull ?? false }

    var members: [MetadataMember<YAMLNode>]? {
        mapping?.map { MetadataMember(key: $0.key, keyPlace: $0.keyPlace, value: $0.value) }
    }

    func place(ofCharacter offset: Int) -> Place {
        guard let scalar, let column = place.column, scalar.style != .block else { return place }
        let quote = scalar.style == .quoted && offset > 0 ? 1 : 0
        return Place(file: place.file, line: place.line, column: column + offset + quote)
    }
}

/// A value that stands in no file of the source, and is at one place as a whole: an option gave it, or the JSON of an image.
struct StatedValue: MetadataNode {
    private enum Content {
        case text(String)
        case list([StatedValue])
        case mapping([(key: String, value: StatedValue)])
    }

    let place: Place
    private let content: Content

    /// A text.
    init(_ text: String, at place: Place) {
        self.place = place
        content = .text(text)
    }

    /// A list of texts.
    init(_ texts: [String], at place: Place) {
        self.init(texts.map { StatedValue($0, at: place) }, at: place)
    }

    /// A list.
    init(_ values: [StatedValue], at place: Place) {
        self.place = place
        content = .list(values)
    }

    /// Keys with values.
    init(members: [(key: String, value: StatedValue)], at place: Place) {
        self.place = place
        content = .mapping(members)
    }

    var written: String? { if case .text(let text) = content { text } else { nil } }

    var isNull: Bool { false }

    var sequence: [StatedValue]? { if case .list(let values) = content { values } else { nil } }

    var members: [MetadataMember<StatedValue>]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.map { MetadataMember(key: $0.key, keyPlace: place, value: $0.value) }
    }

    subscript(key: String) -> StatedValue? { members?.first { $0.key == key }?.value }

    var kindInWords: String {
        switch content {
        case .text: "text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    func place(ofCharacter offset: Int) -> Place { place }
}
