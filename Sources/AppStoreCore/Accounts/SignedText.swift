internal import Foundation
internal import Hashing
internal import Texts

/// JSON that only who has the key can have written: a JSON Web Token in the compact form with HS256 (RFC 7515, RFC 7519).
///
/// Only that form is written and read, so no token can choose how it is verified.
struct SignedText: Sendable {
    private let key: [UInt8]

    /// `{"alg":"HS256","typ":"JWT"}`, as it stands before the first point.
    private static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))

    init(key: SigningKey) {
        self.key = Array(key.bytes)
    }

    /// The token of a value.
    ///
    /// - Throws: `EncodingError`.
    func sign(_ value: some Encodable) throws -> String {
        let signed = "\(Self.header).\(Base64URL.encode(Array(try JSONEncoder().encode(value))))"
        return "\(signed).\(Base64URL.encode(signature(of: signed).bytes))"
    }

    /// The value of a token; nil when this key did not sign it, or it is no such value.
    func verify<Value: Decodable>(_ text: String, as type: Value.Type) -> Value? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.header, let given = Base64URL.decode(parts[2]),
            signature(of: "\(parts[0]).\(parts[1])").matches(given), let content = Base64URL.decode(parts[1])
        else { return nil }
        return try? JSONDecoder().decode(type, from: Data(content))
    }

    private func signature(of text: String) -> KeyedHash { KeyedHash(of: Array(text.utf8), key: key) }
}
