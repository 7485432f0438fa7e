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
    /// Bounds: an iteration begins with at least 16 bytes of input and refills twice, each time reading 8 bytes and going on
    /// by at most 7. It begins below `checkpoint`, at most `limit`, and writes at most 2 literals and a match: 260 bytes, and up
    /// to 16 more that a wide copy writes in vain; `slack` holds them.
    private func decodeFast(
        _ lengths: UnsafePointer<UInt32>,
        _ distances: UnsafePointer<UInt32>,
    ) throws(InflateError) -> Bool {
        guard input.next.distance(to: input.end) >= 16 else { return false }
        let inputLimit = input.end - 16
        let outputLimit = output.checkpoint
        let start = output.start
        var next = input.next
        var bits = input.bits
        var count = input.count
        var out = output.next
        defer {
            input.next = next
            input.bits = bits
            input.count = count
            output.next = out
        }
        while next <= inputLimit, out < outputLimit {
            bits |= Self.load(next) &<< UInt64(truncatingIfNeeded: count)
            next += (63 &- count) &>> 3
            count |= 56

            // Two literals and a length take at most 11 + 11 + 20 of the 56 bits.
            var entry = lengths[Int(truncatingIfNeeded: bits & 0x7FF)]
            if entry & DecodeTable.literal != 0 {
                bits &>>= UInt64(entry & 63)
                count &-= Int(entry & 63)
                out[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                entry = lengths[Int(truncatingIfNeeded: bits & 0x7FF)]
                out += 1
                if entry & DecodeTable.literal != 0 {
                    bits &>>= UInt64(entry & 63)
                    count &-= Int(entry & 63)
                    out[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                    entry = lengths[Int(truncatingIfNeeded: bits & 0x7FF)]
                    out += 1
                }
            }
            if entry & DecodeTable.link != 0 {
                let index = Int(entry &>> 16 & 0x7FFF) &+ Int(truncatingIfNeeded: bits &>> 11 & Self.mask(entry))
                entry = lengths[index]
            }
            let used = bits
            bits &>>= UInt64(entry & 63)
            count &-= Int(entry & 63)
            if entry & DecodeTable.literal != 0 {
                out[0] = UInt8(truncatingIfNeeded: entry &>> 16)
                out += 1
                continue
            }
            if entry & DecodeTable.special != 0 {
                guard entry & DecodeTable.endOfBlock != 0 else { throw .invalidLengthCode }
                return true
            }
            let length = Self.value(entry, used)

            bits |= Self.load(next) &<< UInt64(truncatingIfNeeded: count)
            next += (63 &- count) &>> 3
            count |= 56
            entry = distances[Int(truncatingIfNeeded: bits & 0xFF)]
            if entry & DecodeTable.special != 0 {
                guard entry & DecodeTable.link != 0 else { throw .invalidDistanceCode }
                let index = Int(entry &>> 16 & 0x7FFF) &+ Int(truncatingIfNeeded: bits &>> 8 & Self.mask(entry))
                entry = distances[index]
                guard entry & DecodeTable.special == 0 else { throw .invalidDistanceCode }
            }
            let distance = Self.value(entry, bits)
            bits &>>= UInt64(entry & 63)
            count &-= Int(entry & 63)
            guard distance <= start.distance(to: out) else { throw .distanceTooFar }
            Self.copy(out, distance: distance, length: length)
            out += length
        }
        return false
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
    private static func load(_ place: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
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

    /// Copies a match; may write up to 16 bytes past its end.
    @inline(__always)
    private static func copy(_ out: UnsafeMutablePointer<UInt8>, distance: Int, length: Int) {
        let end = out + length
        var target = UnsafeMutableRawPointer(out)
        var source = UnsafeRawPointer(out - distance)
        if distance >= 16 {
            repeat {
                target.storeBytes(of: source.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
                target += 16
                source += 16
            } while target < UnsafeMutableRawPointer(end)
        } else if distance == 1 {
            let pattern = UInt64(source.loadUnaligned(as: UInt8.self)) &* 0x0101_0101_0101_0101
            repeat {
                target.storeBytes(of: pattern, as: UInt64.self)
                target += 8
            } while target < UnsafeMutableRawPointer(end)
        } else {
            // Each word holds `distance` bytes that are right, if fewer than 8.
            let step = min(distance, 8)
            repeat {
                target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
                target += step
                source += step
            } while target < UnsafeMutableRawPointer(end)
        }
    }
}
