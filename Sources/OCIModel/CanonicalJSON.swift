internal import Foundation

/// The one way this project writes JSON that has a digest: sorted keys, no white space, slashes unescaped, UTF-8.
public enum CanonicalJSON {
    /// The bytes of a value; the same value gives the same bytes on every machine and in every locale.
    ///
    /// - Parameter value: what to encode.
    /// - Returns: the JSON text as UTF-8.
    /// - Throws: `EncodingError` for a value JSON has no form for.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// Decodes a value from JSON bytes; unknown fields are tolerated, as the specification asks.
    ///
    /// - Parameters:
    ///   - type: the type expected.
    ///   - bytes: JSON text as UTF-8.
    /// - Returns: the value.
    /// - Throws: `DecodingError`.
    public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
