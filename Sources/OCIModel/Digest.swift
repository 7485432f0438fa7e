internal import Texts

/// The digest of a piece of content, as `algorithm:encoded` (OCI image-spec, descriptor.md, "Digests").
public struct Digest: Sendable, Hashable {
    /// The registered algorithms this project computes.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// SHA-256: 64 lower-case hexadecimal digits.
        case sha256
        /// SHA-512: 128 lower-case hexadecimal digits.
        case sha512

        /// The number of hexadecimal digits of a digest.
        public var hexLength: Int { self == .sha256 ? 64 : 128 }
    }

    /// The algorithm before the colon.
    public let algorithm: Algorithm
    /// The digits after the colon: lower-case hexadecimal, of the algorithm's length.
    public let hex: String

    /// Parses `sha256:<64 hex>` or `sha512:<128 hex>`; nil when the text is anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let algorithm = Algorithm(rawValue: String(parts[0])) else { return nil }
        self.init(algorithm: algorithm, hex: String(parts[1]))
    }

    /// A digest from its parts; nil when the digits are not lower-case hexadecimal of the algorithm's length.
    public init?(algorithm: Algorithm, hex: String) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
        guard hex.utf8.count == algorithm.hexLength, hex.utf8.allSatisfy(isDigit) else { return nil }
        self.algorithm = algorithm
        self.hex = hex
    }

    /// A digest from the bytes a hash function gave: 32 for SHA-256, 64 for SHA-512.
    ///
    /// - Precondition: `bytes` has the algorithm's length.
    public init(algorithm: Algorithm, bytes: some Sequence<UInt8>) {
        let hex = Hex.encode(bytes)
        let count = hex.utf8.count
        precondition(count == algorithm.hexLength, "a \(algorithm.rawValue) digest of \(count / 2) bytes")
        self.algorithm = algorithm
        self.hex = hex
    }

    /// The first twelve digits, for people.
    public var short: String { String(hex.prefix(12)) }
}

extension Digest: CustomStringConvertible {
    /// `algorithm:hex`.
    public var description: String { "\(algorithm.rawValue):\(hex)" }
}

extension Digest: Codable {
    /// Decodes a string; a malformed digest is a decoding error that names it.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a sha256 or sha512 digest"),
            )
        }
        self = digest
    }

    /// Encodes as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
