/// The JSON in which images carry metadata: a property for each field, some in objects (`creator.name`), nothing for what is not
/// said but what was always written.
extension DatalabMetadata: Codable {
    /// A field of an object, or an object of fields.
    struct Key: CodingKey, ExpressibleByStringLiteral {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init(stringLiteral value: String) { stringValue = value }
        init?(intValue: Int) { nil }
    }

    /// Reads what this program wrote; what strangers sent is read by ``MetadataReader``.
    public init(from decoder: any Decoder) throws {
        let root = try decoder.container(keyedBy: Key.self)
        var facts: [MetadataField: MetadataFact] = [:]
        for field in MetadataFields.all where !field.hasOwnForm { facts[field] = try root.fact(of: field) }
        self.init(version: try root.decode(DatalabVersion.self, forKey: "version"), facts: facts)
        licence = try root.decodeIfPresent(LicenceExpression.self, forKey: "licence")
        visibility = try root.decode(Visibility.self, forKey: "visibility")
        kind = try root.decodeIfPresent(DatalabKind.self, forKey: "kind")
        python = try root.decodeIfPresent(PythonVersionRequest.self, forKey: "python")
        systemPackages = try root.decodeIfPresent([SystemPackageRequest].self, forKey: "systemPackages")
        desktop = try root.decodeIfPresent(Desktop.self, forKey: "desktop")
        step = try root.decodeIfPresent(StepDescription.self, forKey: "step")
        additional = try root.decode([String: MetadataValue].self, forKey: "additional")
    }

    /// Writes the form that is read.
    public func encode(to encoder: any Encoder) throws {
        var root = encoder.container(keyedBy: Key.self)
        // The object of resources was always written, even without any.
        var objects: [String: [(name: String, fact: MetadataFact)]] = ["resources": []]
        for field in MetadataFields.all where !field.hasOwnForm {
            guard let fact = facts[field] ?? (field.isAlwaysWritten ? .texts([]) : nil) else { continue }
            let (object, name) = field.place
            if let object {
                objects[object, default: []].append((name, fact))
            } else {
                try root.encode(fact, forKey: Key(stringValue: name))
            }
        }
        for (object, members) in objects {
            var container = root.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: object))
            for (name, fact) in members { try container.encode(fact, forKey: Key(stringValue: name)) }
        }
        try root.encode(version, forKey: "version")
        try root.encodeIfPresent(licence, forKey: "licence")
        try root.encode(visibility, forKey: "visibility")
        try root.encodeIfPresent(kind, forKey: "kind")
        try root.encodeIfPresent(python, forKey: "python")
        try root.encodeIfPresent(systemPackages, forKey: "systemPackages")
        try root.encodeIfPresent(desktop, forKey: "desktop")
        try root.encodeIfPresent(step, forKey: "step")
        try root.encode(additional, forKey: "additional")
    }
}

extension MetadataField {
    /// The object that it is in, if it is in one, and what it is called there.
    fileprivate var place: (object: String?, name: String) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : (nil, name)
    }
}

extension MetadataFact: Encodable {
    /// Writes the JSON value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .texts(let texts): try container.encode(texts)
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        }
    }
}

extension KeyedDecodingContainer {
    /// What a property says of a field; nil when nothing, for an empty list, and for objects with texts.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - key: the property.
    /// - Returns: the fact.
    /// - Throws: `DecodingError` for a value that is not of the field's type.
    package func fact(of field: MetadataField, forKey key: Key) throws -> MetadataFact? {
        switch field.jsonForm {
        case .text: try decodeIfPresent(String.self, forKey: key).map(MetadataFact.text)
        case .texts: try decodeIfPresent([String].self, forKey: key)?.kept
        case .flag: try decodeIfPresent(Bool.self, forKey: key).map(MetadataFact.flag)
        case .number: try decodeIfPresent(Int.self, forKey: key).map(MetadataFact.number)
        case .objects: nil
        }
    }
}

extension KeyedDecodingContainer<DatalabMetadata.Key> {
    /// What a field says, where it stands.
    func fact(of field: MetadataField) throws -> MetadataFact? {
        try member(of: field) { try $0.fact(of: field, forKey: $1) }
    }

    /// What a field says whose form is objects with texts.
    func objects<Value: Decodable>(_ type: Value.Type, of field: MetadataField) throws -> [Value]? {
        try member(of: field) { try $0.decodeIfPresent([Value].self, forKey: $1) }
    }

    private func member<Value>(
        of field: MetadataField,
        _ read: (KeyedDecodingContainer, DatalabMetadata.Key) throws -> Value?
    ) throws -> Value? {
        let (object, name) = field.place
        let key = DatalabMetadata.Key(stringValue: name)
        guard let object else { return try read(self, key) }
        let objectKey = DatalabMetadata.Key(stringValue: object)
        guard contains(objectKey), try !decodeNil(forKey: objectKey) else { return nil }
        return try read(nestedContainer(keyedBy: DatalabMetadata.Key.self, forKey: objectKey), key)
    }
}
