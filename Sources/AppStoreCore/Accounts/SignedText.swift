package import Foundation
internal import Hashing

/// JSON that only who has the key can have written: a JSON Web Token in the compact form with HS256 (RFC 7515, RFC 7519).
///
/// Only that form is written and read, so no token can choose how it is verified.
struct SignedText: Sendable {
    private let key: [UInt8]

    /// `{"alg":"HS256","typ":"JWT"}`, as it stands before the first point.
    private static let header = Data(#"{"alg":"HS256","typ":"JWT"}"#.utf8).base64URL

    init(key: SigningKey) {
        self.key = Array(key.bytes)
    }

    /// The token of a value.
    ///
    /// - Throws: `EncodingError`.
    func sign(_ value: some Encodable) throws -> String {
        let signed = "\(Self.header).\(try JSONEncoder().encode(value).base64URL)"
        return "\(signed).\(Data(signature(of: signed).bytes).base64URL)"
    }

    /// The value of a token; nil when this key did not sign it, or it is no such value.
    func verify<Value: Decodable>(_ text: String, as type: Value.Type) -> Value? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.header, let given = Self.bytes(base64URL: parts[2]),
            signature(of: "\(parts[0]).\(parts[1])").matches(given), let content = Self.bytes(base64URL: parts[1])
        else { return nil }
        return try? JSONDecoder().decode(type, from: Data(content))
    }

    private func signature(of text: String) -> KeyedHash { KeyedHash(of: Array(text.utf8), key: key) }

    private static func bytes(base64URL text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: standard + padding).map { Array($0) }
    }
}

extension Data {
    /// The bytes in the alphabet of addresses and file names, without padding (RFC 4648, 5).
    package var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
