/// The literals and matches of one block while they are gathered, with their frequencies.
final class SymbolBlock {
    /// The most symbols of a block.
    static let capacity = 1 << 15

    /// Literals as `byte << 16`, matches as `length << 16 | distance`.
    let symbols: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    /// How often each literal and length code, and each distance code, occurs.
    private let lengthFrequencies: UnsafeMutablePointer<UInt32>
    private let distanceFrequencies: UnsafeMutablePointer<UInt32>
    /// The number of extra bits of all matches.
    private(set) var extraBits = 0

    static let lengthSymbols = 286
    static let distanceSymbols = 30

    init() {
        symbols = .allocate(capacity: Self.capacity)
        symbols.initialize(repeating: 0, count: Self.capacity)
        lengthFrequencies = .allocate(capacity: Self.lengthSymbols)
        lengthFrequencies.initialize(repeating: 0, count: Self.lengthSymbols)
        distanceFrequencies = .allocate(capacity: Self.distanceSymbols)
        distanceFrequencies.initialize(repeating: 0, count: Self.distanceSymbols)
    }

    deinit {
        symbols.deallocate()
        lengthFrequencies.deallocate()
        distanceFrequencies.deallocate()
    }

    var isFull: Bool { count == Self.capacity }

    /// The frequencies of literals and lengths, with one end of block.
    var lengths: [UInt32] {
        var frequencies = Array(UnsafeBufferPointer(start: lengthFrequencies, count: Self.lengthSymbols))
        frequencies[256] = 1
        return frequencies
    }

    var distances: [UInt32] {
        Array(UnsafeBufferPointer(start: distanceFrequencies, count: Self.distanceSymbols))
    }

    @inline(__always)
    func addLiteral(_ byte: UInt8) {
        symbols[count] = UInt32(byte) &<< 16
        count &+= 1
        lengthFrequencies[Int(byte)] &+= 1
    }

    @inline(__always)
    func addMatch(length: Int, distance: Int) {
        symbols[count] = UInt32(truncatingIfNeeded: length &<< 16 | distance)
        count &+= 1
        let lengthCode = Self.lengthCode(length)
        let distanceCode = Self.distanceCode(distance)
        lengthFrequencies[257 &+ lengthCode] &+= 1
        distanceFrequencies[distanceCode] &+= 1
        extraBits &+= Self.lengthExtra(lengthCode) &+ Self.distanceExtra(distanceCode)
    }

    func removeAll() {
        count = 0
        extraBits = 0
        lengthFrequencies.update(repeating: 0, count: Self.lengthSymbols)
        distanceFrequencies.update(repeating: 0, count: Self.distanceSymbols)
    }

    // The arithmetic of RFC 1951, 3.2.5: a code names a power of two and two (lengths) or one (distances) more bits.

    @inline(__always)
    static func lengthCode(_ length: Int) -> Int {
        let value = length &- 3
        if value < 8 { return value }
        if length == 258 { return 28 }
        let bit = Int.bitWidth &- 1 &- value.leadingZeroBitCount
        return bit &* 4 &- 4 &+ (value &>> (bit &- 2) & 3)
    }

    @inline(__always)
    static func lengthExtra(_ code: Int) -> Int {
        code < 8 || code == 28 ? 0 : code &>> 2 &- 1
    }

    @inline(__always)
    static func distanceCode(_ distance: Int) -> Int {
        let value = distance &- 1
        if value < 2 { return value }
        let bit = Int.bitWidth &- 1 &- value.leadingZeroBitCount
        return bit &* 2 &+ (value &>> (bit &- 1) & 1)
    }

    @inline(__always)
    static func distanceExtra(_ code: Int) -> Int {
        code < 2 ? 0 : code &>> 1 &- 1
    }
}
