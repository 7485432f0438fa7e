/// Percent-encoding of addresses (RFC 3986, section 2.1).
package enum PercentEncoding {
    /// A value as a query or one part of a path holds it: all is encoded but what never needs it (section 2.3, "unreserved").
    ///
    /// - Parameters:
    ///   - text: the value.
    ///   - kept: further characters of ASCII that stay as they are: such as `/` for a path of several parts.
    /// - Returns: ASCII.
    package static func encode(_ text: some StringProtocol, keeping kept: String = "") -> String {
        encode(text) { isUnreserved($0) || kept.utf8.contains($0) }
    }

    /// A text in which only what a rule names is encoded, and whatever is no ASCII.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - isKept: whether a byte stays as it is; asked for ASCII alone.
    /// - Returns: ASCII.
    package static func encode(_ text: some StringProtocol, where isKept: (UInt8) -> Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte < 0x80, isKept(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes += Hex.upperCaseDigits(of: byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a text encodes; nil where a `%` is followed by something else than two digits, and for bytes that are no UTF-8.
    package static func decode(_ text: some StringProtocol) -> String? {
        bytes(of: text, isStrict: true).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// What a text encodes, where it does: a `%` that begins no code stays, bytes that are no UTF-8 become U+FFFD.
    package static func decodeWherePossible(_ text: some StringProtocol) -> String {
        String(decoding: bytes(of: text, isStrict: false) ?? [], as: UTF8.self)
    }

    private static func bytes(of text: some StringProtocol, isStrict: Bool) -> [UInt8]? {
        let encoded = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var index = 0
        while index < encoded.count {
            let byte = encoded[index]
            index += 1
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            if index + 2 <= encoded.count, let value = Hex.decode(encoded[index..<index + 2]) {
                bytes += value
                index += 2
            } else if isStrict {
                return nil
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._~".utf8.contains(byte)
        }
    }
}
