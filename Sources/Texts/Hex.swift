/// Bytes as hexadecimal digits, two each.
package enum Hex {
    private static let lowerCase = Array("0123456789abcdef".utf8)
    private static let upperCase = Array("0123456789ABCDEF".utf8)

    /// Bytes as lower-case digits.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.underestimatedCount * 2)
        for byte in bytes {
            digits.append(lowerCase[Int(byte >> 4)])
            digits.append(lowerCase[Int(byte & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// A byte as two upper-case digits, as percent-encoding has them.
    static func upperCaseDigits(of byte: UInt8) -> [UInt8] { [upperCase[Int(byte >> 4)], upperCase[Int(byte & 15)]] }

    /// The bytes of digits of either case; nil for an odd number of them and for anything else.
    package static func decode(_ digits: some Collection<UInt8>) -> [UInt8]? {
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
