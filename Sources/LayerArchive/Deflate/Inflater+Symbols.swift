extension Inflater {
    /// The literals and matches of a block, to its end.
    ///
    /// While there is plenty of input and room the fast loop runs, which checks both once an iteration; the last bytes of the
    /// input, and what follows the expected size, are decoded symbol by symbol.
    func decodeSymbols(
        _ lengths: UnsafePointer<UInt32>,
        _ distances: UnsafePointer<UInt32>,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        while true {
            if try decodeFast(lengths, distances) { return }
            try output.flush(all: false, sink)
            if input.next.distance(to: input.end) < 16 || output.next >= output.checkpoint {
                if try decodeCarefully(lengths, distances) { return }
                try output.flush(all: false, sink)
            }
        }
    }

    /// Decodes until the block ends (true), or input or room run short (false).
    ///
    /// The entry of the next code is looked up before the match is copied, so that the processor can do both at once.
    ///
    /// Bounds: an iteration begins with at least 16 bytes of input and refills at most twice, each time reading 8 bytes and
    /// going on by at most 7. It begins below `checkpoint`, at most `limit`, and writes at most 3 literals, or 2 and a match: 260
    /// bytes, and up to 32 more that a wide copy writes in vain; `slack` holds them.
    private func decodeFast(
        _ lengths: UnsafePointer<UInt32>,
        _ distances: UnsafePointer<UInt32>,
    ) throws(InflateError) -> Bool {
        guard input.next.distance(to: input.end) >= 16 else { return false }
        let inputLimit = input.end - 16
        let outputLimit = output.checkpoint
        let start = output.start
        var window = BitWindow(input)
        var out = output.next
        defer {
            window.store(in: &input)
            output.next = out
        }
        guard window.next <= inputLimit, out < outputLimit else { return false }
        window.refill()
        var entry = lengths[window.index(11)]
        while true {
            // Two literals and a length take at most 11 + 11 + 20 of the 56 bits.
            if entry & DecodeTable.literal != 0 {
                window.drop(entry)
                out[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                entry = lengths[window.index(11)]
                out += 1
                if entry & DecodeTable.literal != 0 {
                    window.drop(entry)
                    out[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                    entry = lengths[window.index(11)]
                    out += 1
                }
            }
            if entry & (DecodeTable.literal | DecodeTable.special) != 0 {
                if entry & DecodeTable.link != 0 {
                    entry = lengths[Int(entry &>> 16 & 0x7FFF) &+ window.index(after: 11, entry)]
                }
                if entry & DecodeTable.literal != 0 {
                    window.drop(entry)
                    out[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                    out += 1
                    guard window.next <= inputLimit, out < outputLimit else { return false }
                    window.refill()
                    entry = lengths[window.index(11)]
                    continue
                }
                if entry & DecodeTable.special != 0 {
                    window.drop(entry)
                    guard entry & DecodeTable.endOfBlock != 0 else { throw .invalidLengthCode }
                    return true
                }
            }
            let length = window.value(entry)
            window.drop(entry)

            // A distance takes at most 28 bits.
            if window.count < 28 { window.refill() }
            entry = distances[window.index(8)]
            if entry & DecodeTable.special != 0 {
                guard entry & DecodeTable.link != 0 else { throw .invalidDistanceCode }
                entry = distances[Int(entry &>> 16 & 0x7FFF) &+ window.index(after: 8, entry)]
                guard entry & DecodeTable.special == 0 else { throw .invalidDistanceCode }
            }
            let distance = window.value(entry)
            window.drop(entry)
            guard distance <= start.distance(to: out) else { throw .distanceTooFar }
            let target = out
            out += length
            guard window.next <= inputLimit, out < outputLimit else {
                Self.copy(target, distance: distance, length: length)
                return false
            }
            window.refill()
            entry = lengths[window.index(11)]
            Self.copy(target, distance: distance, length: length)
        }
    }

    /// Decodes symbol by symbol until the block ends (true), or room runs short (false).
    private func decodeCarefully(
        _ lengths: UnsafePointer<UInt32>,
        _ distances: UnsafePointer<UInt32>,
    ) throws(InflateError) -> Bool {
        let outputLimit = output.checkpoint
        while output.next < output.limit {
            input.refill()
            var entry = lengths[Int(input.bits & 0x7FF)]
            if entry & DecodeTable.link != 0 {
                entry = lengths[Int(entry >> 16 & 0x7FFF) + Int(input.bits >> 11 & Self.mask(entry))]
            }
            let used = input.bits
            input.drop(Int(entry & 63))
            try input.ensure()
            if entry & DecodeTable.special != 0 {
                guard entry & DecodeTable.endOfBlock != 0 else { throw .invalidLengthCode }
                return true
            }
            guard output.next < outputLimit else { throw .outputTooLong }
            if entry & DecodeTable.literal != 0 {
                output.next[0] = UInt8(truncatingIfNeeded: entry >> 16)
                output.next += 1
                continue
            }
            try copyMatch(length: Self.value(entry, used), distances)
        }
        return false
    }

    private func copyMatch(length: Int, _ distances: UnsafePointer<UInt32>) throws(InflateError) {
        input.refill()
        var entry = distances[Int(input.bits & 0xFF)]
        if entry & DecodeTable.link != 0 {
            entry = distances[Int(entry >> 16 & 0x7FFF) + Int(input.bits >> 8 & Self.mask(entry))]
        }
        guard entry & DecodeTable.special == 0 else { throw .invalidDistanceCode }
        let distance = Self.value(entry, input.bits)
        input.drop(Int(entry & 63))
        try input.ensure()
        guard distance <= output.start.distance(to: output.next) else { throw .distanceTooFar }
        Self.copy(output.next, distance: distance, length: length)
        output.next += length
    }

    @inline(__always)
    private static func mask(_ entry: UInt32) -> UInt64 {
        (1 &<< UInt64(entry & 63)) &- 1
    }

    /// The base of a length or distance plus its extra bits, which follow the code in `bits`.
    @inline(__always)
    private static func value(_ entry: UInt32, _ bits: UInt64) -> Int {
        let extra = (bits & mask(entry)) &>> UInt64(entry &>> 8 & 31)
        return Int(entry &>> 16) &+ Int(truncatingIfNeeded: extra)
    }

    /// Copies a match; may write up to 32 bytes past its end.
    @inline(__always)
    private static func copy(_ out: UnsafeMutablePointer<UInt8>, distance: Int, length: Int) {
        let end = UnsafeMutableRawPointer(out + length)
        var target = UnsafeMutableRawPointer(out)
        var source = UnsafeRawPointer(out - distance)
        if distance >= 16 {
            // Most matches are short: two copies without a look at the length are right for them.
            target.storeBytes(of: source.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
            (target + 16).storeBytes(of: (source + 16).loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
            while target + 32 < end {
                target += 32
                source += 32
                target.storeBytes(of: source.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
                (target + 16).storeBytes(
                    of: (source + 16).loadUnaligned(as: SIMD2<UInt64>.self),
                    as: SIMD2<UInt64>.self
                )
            }
        } else if distance == 1 {
            let pattern = UInt64(source.loadUnaligned(as: UInt8.self)) &* 0x0101_0101_0101_0101
            repeat {
                target.storeBytes(of: pattern, as: UInt64.self)
                target += 8
            } while target < end
        } else {
            // Each word holds `distance` bytes that are right, if fewer than 8.
            let step = min(distance, 8)
            repeat {
                target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
                target += step
                source += step
            } while target < end
        }
    }
}

/// The input of the fast loop, kept in registers: bits that were taken, and where the next come from.
private struct BitWindow {
    private(set) var next: UnsafePointer<UInt8>
    private var bits: UInt64
    /// How many bits are taken, in its lowest 8 bits; what entries leave above them is never looked at.
    private var taken: UInt32

    @inline(__always)
    init(_ input: BitInput) {
        next = input.next
        bits = input.bits
        taken = UInt32(truncatingIfNeeded: input.count)
    }

    @inline(__always)
    func store(in input: inout BitInput) {
        input.next = next
        input.bits = bits
        input.count = Int(count)
    }

    /// How many bits are taken and not yet used.
    @inline(__always)
    var count: UInt32 { taken & 0xFF }

    /// Takes bytes until at least 56 bits are there; reads 8 bytes.
    @inline(__always)
    mutating func refill() {
        bits |= UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self)) &<< UInt64(taken)
        next += 7 &- Int(taken &>> 3 & 7)
        taken |= 56
    }

    /// Uses up the bits of an entry.
    @inline(__always)
    mutating func drop(_ entry: UInt32) {
        bits &>>= UInt64(entry)
        taken &-= entry
    }

    /// The next bits as a place in a table.
    @inline(__always)
    func index(_ width: UInt64) -> Int {
        Int(truncatingIfNeeded: bits & ((1 &<< width) &- 1))
    }

    /// The bits behind the first ones as a place in the subtable that an entry links to.
    @inline(__always)
    func index(after width: UInt64, _ link: UInt32) -> Int {
        Int(truncatingIfNeeded: bits &>> width & ((1 &<< UInt64(link)) &- 1))
    }

    /// The base of a length or distance plus its extra bits, which follow the code.
    @inline(__always)
    func value(_ entry: UInt32) -> Int {
        let extra = (bits & ((1 &<< UInt64(entry)) &- 1)) &>> UInt64(entry &>> 8)
        return Int(entry &>> 16) &+ Int(truncatingIfNeeded: extra)
    }
}
