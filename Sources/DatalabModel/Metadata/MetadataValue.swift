/// A value of metadata that this program has no field for: kept as it came.
public enum MetadataValue: Sendable, Hashable, Codable {
    /// A text; numbers and booleans too, as they were written.
    case text(String)
    /// A list.
    case list([MetadataValue])
    /// Keys and values.
    case mapping([String: MetadataValue])

    /// Reads a JSON string, array or object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([MetadataValue].self) {
            self = .list(list)
        } else {
            self = .mapping(try container.decode([String: MetadataValue].self))
        }
    }

    /// Writes a JSON string, array or object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .mapping(let mapping): try container.encode(mapping)
        }
    }
}
