/// The header fields of a request or response, in order; names compare without case (RFC 9110, 5).
public struct HeaderFields: Sendable, Hashable {
    /// One field.
    public struct Field: Sendable, Hashable {
        /// The name as given.
        public let name: String
        /// The value without surrounding white space.
        public let value: String
    }

    /// All fields.
    public private(set) var fields: [Field] = []

    /// No fields.
    public init() {}

    /// The value of the first field of a name; setting it replaces all fields of that name.
    public subscript(name: String) -> String? {
        get { fields.first { Self.same($0.name, name) }?.value }
        set {
            fields.removeAll { Self.same($0.name, name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// All values of a name, in order.
    public func values(_ name: String) -> [String] {
        fields.filter { Self.same($0.name, name) }.map(\.value)
    }

    /// Adds a field after those that are there.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    private static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left.lowercased() == right.lowercased()
    }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    /// Fields from a literal.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }
}

extension HeaderFields {
    /// Whether every field can be sent: a token for a name, no line end or zero byte in a value.
    var areSendable: Bool {
        fields.allSatisfy { field in
            let token = "!#$%&'*+-.^_`|~".utf8
            let isToken = field.name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                    || token.contains(byte)
            }
            return !field.name.isEmpty && isToken
                && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
        }
    }

    /// The fields that may go to another origin: all but those that carry credentials.
    var withoutCredentials: HeaderFields {
        var kept = self
        for name in ["Authorization", "Cookie", "Proxy-Authorization"] { kept[name] = nil }
        return kept
    }
}
