public import Reporting

/// A value of a YAML document, with the place it starts at.
public struct YAMLNode: Sendable, Hashable {
    /// What the value is.
    public enum Content: Sendable, Hashable {
        /// A text, number, boolean or null: always kept as it was written.
        case scalar(YAMLScalar)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values in the order they were written; keys differ from each other.
        case mapping([YAMLEntry])
    }

    /// What the value is.
    public var content: Content
    /// Where it starts.
    public var place: Place
    /// The text it was read from, in Unicode scalars from the start of the text; empty for one that no file holds.
    public var range: Range<Int>

    /// A value at a place.
    public init(_ content: Content, at place: Place, range: Range<Int> = 0..<0) {
        self.content = content
        self.place = place
        self.range = range
    }

    /// The scalar, if the value is one.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The list's values, if the value is a list.
    public var sequence: [YAMLNode]? {
        if case .sequence(let nodes) = content { nodes } else { nil }
    }

    /// The keys and values, if the value is a mapping.
    public var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value of a key, if the value is a mapping that has it.
    public subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key == key }?.value
    }

    /// What the value is, in words for a message: `text`, `a list`, `a mapping`, `nothing`.
    public var kindInWords: String {
        switch content {
        case .scalar(let scalar): scalar.isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A key of a mapping and its value.
public struct YAMLEntry: Sendable, Hashable {
    /// The key's text.
    public var key: String
    /// Where the key starts.
    public var keyPlace: Place
    /// The text the key was read from.
    public var keyRange: Range<Int>
    /// The value.
    public var value: YAMLNode

    /// A key at a place and its value.
    public init(key: String, keyPlace: Place, keyRange: Range<Int> = 0..<0, value: YAMLNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.keyRange = keyRange
        self.value = value
    }
}
