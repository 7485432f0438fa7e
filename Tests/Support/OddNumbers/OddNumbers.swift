/// The numbers that end careless programs, and every way to put them into what a reader is given.
///
/// The places of numbers are found in the sample itself: a field that is new there is tried without being told of.
public enum OddNumbers {
    /// The numbers as texts: the bounds of the machine's types, what no type holds, and what is no number.
    public static let texts = [
        "0", "-1", "2147483648", "4294967296", "9007199254740992", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616", "1e400", "", "NaN",
    ]

    /// The numbers of the bounds as bits, to be cut to a field's width.
    public static let bits: [UInt64] = [
        0, .max, 1 << 31, 1 << 32, 1 << 53, 1 << 63 - 1, 1 << 63, 0x7FFF_FFFF, 0xFFFF, 0xFFFE, 1,
    ]

    /// Gives every text that has another number in the place of one run of digits of a sample.
    ///
    /// Digits inside of words of 32 and more hexadecimal digits are those of hashes, and stay.
    ///
    /// - Parameters:
    ///   - sample: the text.
    ///   - body: takes the text, and what was put where, for messages.
    public static func forEach(in sample: String, _ body: (_ text: String, _ change: String) throws -> Void) rethrows {
        for range in numbers(in: sample) {
            for number in texts {
                let text = sample[..<range.lowerBound] + number + sample[range.upperBound...]
                try body(
                    String(text),
                    "'\(number)' for '\(sample[range])' after '\(sample[..<range.lowerBound].suffix(40))'"
                )
            }
        }
    }

    /// Gives every content that has another number in the place of 2, 4 or 8 bytes of a sample, in both orders of bytes.
    ///
    /// - Parameters:
    ///   - sample: the bytes.
    ///   - range: where numbers are put; all of it when nil.
    ///   - body: takes the bytes, and what was put where, for messages.
    public static func forEach(
        in sample: [UInt8],
        range: Range<Int>? = nil,
        _ body: (_ bytes: [UInt8], _ change: String) throws -> Void
    ) rethrows {
        for width in [2, 4, 8] {
            for place in range ?? sample.indices where place + width <= sample.count {
                var seen: Set<[UInt8]> = [Array(sample[place..<place + width])]
                for number in bits {
                    let low = (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
                    for field in [low, low.reversed()] where seen.insert(field).inserted {
                        var bytes = sample
                        bytes.replaceSubrange(place..<place + width, with: field)
                        try body(bytes, "\(field) at \(place)")
                    }
                }
            }
        }
    }

    /// The runs of digits of a text.
    public static func numbers(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var index = text.startIndex
        while index < text.endIndex {
            let word = text[index...].prefix { $0.isHexDigit }
            if word.count >= 32 {
                index = word.endIndex
                continue
            }
            let digits = text[index...].prefix { ("0"..."9").contains($0) }
            if digits.isEmpty {
                index = text.index(after: index)
            } else {
                found.append(digits.startIndex..<digits.endIndex)
                index = digits.endIndex
            }
        }
        return found
    }
}
