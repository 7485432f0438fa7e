/// The fixed tables of RFC 1951, 3.2.5 to 3.2.7.
enum DeflateCodes {
    /// The size of the window a match can reach back into.
    static let window = 32768
    /// The longest match.
    static let longestMatch = 258
    /// The order in which the lengths of the code-length code are written.
    static let codeLengthOrder: [Int] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// The shortest match length of length code `257 + code`.
    static func lengthBase(_ code: Int) -> Int {
        switch code {
        case ..<8: code + 3
        case 28: 258
        default: ((4 + (code & 3)) << (code / 4 - 1)) + 3
        }
    }

    /// The number of extra bits of length code `257 + code`.
    static func lengthExtra(_ code: Int) -> UInt32 {
        code < 8 || code == 28 ? 0 : UInt32(code / 4 - 1)
    }

    /// The shortest distance of a distance code.
    static func distanceBase(_ code: Int) -> Int {
        code < 4 ? code + 1 : ((2 + (code & 1)) << (code / 2 - 1)) + 1
    }

    /// The number of extra bits of a distance code.
    static func distanceExtra(_ code: Int) -> UInt32 {
        code < 4 ? 0 : UInt32(code / 2 - 1)
    }

    /// The code lengths of fixed blocks: 288 literal and length codes.
    static let fixedLengths: [UInt8] =
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
        + [UInt8](repeating: 8, count: 8)
    /// The code lengths of fixed blocks: 32 distance codes.
    static let fixedDistances = [UInt8](repeating: 5, count: 32)
}
