package import Foundation

/// How the values of `/api/v1` are written and read: dates in RFC 3339, keys sorted, nothing for what is absent.
package enum APICoding {
    /// A value's JSON.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value)
    }

    /// A value from its JSON.
    ///
    /// - Throws: `DecodingError` for what is no JSON, or that of another value.
    package static func read<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: data)
    }
}
