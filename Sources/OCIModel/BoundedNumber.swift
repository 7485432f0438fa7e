/// The numbers that strangers write, read in one place.
///
/// Swift's arithmetic ends the process when it overflows, so a number from outside is held against a range, that all that is
/// calculated with it can bear, before anything is calculated.
public enum BoundedNumber {
    /// The largest size of anything, in bytes: 64 TiB.
    ///
    /// A manifest of 4 MiB names fewer than 2^17 things, so that their sizes together stay below 2^63.
    public static let largestSize: Int64 = 1 << 46

    /// Reads a number of ASCII digits.
    ///
    /// - Parameters:
    ///   - text: the digits, without a sign or anything else around them.
    ///   - range: what is taken.
    /// - Returns: the number; nil for every other text, and for a number outside the range.
    public static func read(_ text: some StringProtocol, in range: ClosedRange<Int64>) -> Int64? {
        guard (1...19).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text), range.contains(number)
        else { return nil }
        return number
    }

    /// The sum of sizes that may have been kept before they were bounded; no more than the largest number there is.
    ///
    /// - Parameter sizes: in bytes; what is below 0 counts as 0.
    /// - Returns: the sum.
    public static func sum<Size: FixedWidthInteger>(_ sizes: some Sequence<Size>) -> Size {
        sizes.reduce(0) { sum, size in
            let (next, overflows) = sum.addingReportingOverflow(max(0, size))
            return overflows ? .max : next
        }
    }

    /// Reads a size in bytes: 0 to ``largestSize``; nil for every other text.
    public static func size(_ text: some StringProtocol) -> Int64? { read(text, in: 0...largestSize) }
}
