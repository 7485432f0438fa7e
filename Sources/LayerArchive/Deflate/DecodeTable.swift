/// A two-level table that decodes one Huffman code of RFC 1951, built from code lengths.
///
/// An entry is 32 bits:
/// - bits 0–5: how many bits it takes, extra bits included; of a link, the index bits of its subtable,
/// - bits 8–12: how many of them are the code,
/// - bit 13: end of block; bit 14: link to a subtable; bit 15: anything that is neither literal nor base,
/// - bits 16–30: the literal, the base of a length or distance, or the place of the subtable,
/// - bit 31: literal.
struct DecodeTable: ~Copyable {
    static let literal: UInt32 = 1 << 31
    static let special: UInt32 = 1 << 15
    static let link: UInt32 = 1 << 14
    static let endOfBlock: UInt32 = 1 << 13
    static let invalid: UInt32 = special | 1

    /// Codes up to this length are found with one look.
    let rootBits: Int
    /// `1 << rootBits` entries, then the subtables; every entry is always initialised.
    let entries: UnsafeMutablePointer<UInt32>
    private let capacity: Int
    /// What each symbol means: an entry without the length of its code.
    private let meanings: UnsafeMutablePointer<UInt32>
    private let meaningCount: Int
    /// Scratch: symbols by length, then by value.
    private let sorted: UnsafeMutablePointer<UInt16>

    /// Memory for the largest table that a complete code of these meanings can need.
    ///
    /// - Parameters:
    ///   - rootBits: the longest code that is found with one look.
    ///   - capacity: what zlib's `enough` program computes: 2342 for 288 symbols and 11 bits, 402 for 32 and 8 bits.
    ///   - meanings: an entry for each symbol, with its extra bits in bits 0–5.
    init(rootBits: Int, capacity: Int, meanings: [UInt32]) {
        self.rootBits = rootBits
        self.capacity = capacity
        meaningCount = meanings.count
        entries = .allocate(capacity: capacity)
        entries.initialize(repeating: Self.invalid, count: capacity)
        self.meanings = .allocate(capacity: meanings.count)
        for (symbol, meaning) in meanings.enumerated() { (self.meanings + symbol).initialize(to: meaning) }
        sorted = .allocate(capacity: meanings.count)
        sorted.initialize(repeating: 0, count: meanings.count)
    }

    deinit {
        entries.deallocate()
        meanings.deallocate()
        sorted.deallocate()
    }

    /// Builds the table for one code.
    ///
    /// As zlib does, a code may be incomplete only when it is a single code of one bit, or empty, and only where
    /// `allowsIncomplete` is set; meeting an unused code is then an error at decoding.
    ///
    /// - Parameters:
    ///   - lengths: a length of 0 to 15 for each symbol, at most as many as there are meanings.
    ///   - count: how many.
    ///   - allowsIncomplete: whether a code of at most one symbol is accepted.
    /// - Throws: `InflateError.badCodeLengths`.
    func build(_ lengths: UnsafePointer<UInt8>, count: Int, allowsIncomplete: Bool) throws(InflateError) {
        precondition(count <= meaningCount)
        var counts = InlineArray<16, Int>(repeating: 0)
        for symbol in 0..<count { counts[Int(lengths[symbol] & 15)] &+= 1 }
        counts[0] = 0
        let longest = try check(counts, allowsIncomplete: allowsIncomplete)
        sort(lengths, count: count, counts)
        fill(counts, longest: longest)
    }

    /// Checks that the code is neither over- nor under-subscribed; returns its longest length.
    private func check(_ counts: InlineArray<16, Int>, allowsIncomplete: Bool) throws(InflateError) -> Int {
        var unused = 1
        var longest = 0
        for length in 1...15 {
            unused = unused * 2 - counts[length]
            guard unused >= 0 else { throw .badCodeLengths }
            if counts[length] > 0 { longest = length }
        }
        if unused > 0 {
            guard allowsIncomplete, longest <= 1 else { throw .badCodeLengths }
            entries.update(repeating: Self.invalid, count: 1 << rootBits)
        }
        return longest
    }

    private func sort(_ lengths: UnsafePointer<UInt8>, count: Int, _ counts: InlineArray<16, Int>) {
        var places = InlineArray<16, Int>(repeating: 0)
        for length in 1..<15 { places[length + 1] = places[length] + counts[length] }
        for symbol in 0..<count where lengths[symbol] != 0 {
            let length = Int(lengths[symbol])
            sorted[places[length]] = UInt16(truncatingIfNeeded: symbol)
            places[length] &+= 1
        }
    }

    /// Enters the codes, shortest first; codes are counted up with their bits reversed, as the stream holds them.
    private func fill(_ counts: InlineArray<16, Int>, longest: Int) {
        var next = sorted
        var code = 0
        for length in 1...15 where length <= max(rootBits, longest) {
            if length <= rootBits {
                for _ in 0..<counts[length] {
                    entries[code] = entry(Int(next.pointee), length)
                    next += 1
                    code = Self.successor(of: code, length: length)
                }
                // What was entered so far repeats for every value of the next bit. An incomplete code (one symbol of
                // one bit) fills even places only, and doubling copies the invalid ones beside them.
                if length < rootBits { (entries + (1 << length)).update(from: entries, count: 1 << length) }
            } else if counts[length] > 0 {
                break
            }
        }
        if longest > rootBits { fillSubtables(counts, next, code) }
    }

    private func fillSubtables(
        _ counts: InlineArray<16, Int>,
        _ first: UnsafeMutablePointer<UInt16>,
        _ firstCode: Int,
    ) {
        let rootMask = 1 << rootBits - 1
        var next = first
        var code = firstCode
        var prefix = -1
        var place = 1 << rootBits
        var size = 0
        for length in (rootBits + 1)...15 {
            for used in 0..<counts[length] {
                if code & rootMask != prefix {
                    prefix = code & rootMask
                    place += size
                    let bits = subtableBits(counts, length: length, remaining: counts[length] - used)
                    size = 1 << bits
                    precondition(place + size <= capacity)
                    entries[prefix] = UInt32(place) << 16 | Self.special | Self.link | UInt32(bits)
                }
                let value = entry(Int(next.pointee), length)
                for index in stride(from: code >> rootBits, to: size, by: 1 << (length - rootBits)) {
                    entries[place + index] = value
                }
                next += 1
                code = Self.successor(of: code, length: length)
            }
        }
    }

    /// The index bits of the subtable whose first code has this length: enough to use up the prefix's codes.
    private func subtableBits(_ counts: InlineArray<16, Int>, length: Int, remaining: Int) -> Int {
        var bits = length - rootBits
        var unused = (1 << bits) - remaining
        while unused > 0, bits + rootBits < 15 {
            bits += 1
            unused = unused * 2 - counts[bits + rootBits]
        }
        return bits
    }

    private func entry(_ symbol: Int, _ length: Int) -> UInt32 {
        meanings[symbol] &+ UInt32(truncatingIfNeeded: length &<< 8 | length)
    }

    /// The next code of the same length, bits reversed: the highest zero bit is set and what is above it cleared.
    private static func successor(of code: Int, length: Int) -> Int {
        let zeros = ~code & (1 << length - 1)
        guard zeros != 0 else { return 0 }
        let bit = 1 << (Int.bitWidth - 1 - zeros.leadingZeroBitCount)
        return code & (bit - 1) | bit
    }
}

extension DecodeTable {
    /// A table for literals and lengths (RFC 1951, 3.2.5); symbols 286 and 287 have codes but no meaning.
    static func lengths() -> DecodeTable {
        var meanings = (0..<256).map { UInt32($0) << 16 | literal }
        meanings.append(special | endOfBlock)
        for code in 0..<29 {
            meanings.append(UInt32(DeflateCodes.lengthBase(code)) << 16 | DeflateCodes.lengthExtra(code))
        }
        meanings += [special, special]
        return DecodeTable(rootBits: 11, capacity: 2342, meanings: meanings)
    }

    /// A table for distances; symbols 30 and 31 have codes but no meaning.
    static func distances() -> DecodeTable {
        var meanings = (0..<30).map { UInt32(DeflateCodes.distanceBase($0)) << 16 | DeflateCodes.distanceExtra($0) }
        meanings += [special, special]
        return DecodeTable(rootBits: 8, capacity: 402, meanings: meanings)
    }

    /// A table for the code that code lengths are written in; a literal is a symbol.
    static func codeLengths() -> DecodeTable {
        DecodeTable(rootBits: 7, capacity: 128, meanings: (0..<19).map { UInt32($0) << 16 | literal })
    }
}
