/// A prefix code of limited length for symbols of known frequency, as the stream holds it.
struct HuffmanCode {
    /// The code length of each symbol, 0 for a symbol that does not occur.
    private(set) var lengths: [UInt8]
    /// The code of each symbol, its first bit lowest.
    private(set) var codes: [UInt16]
    /// Both in one number: `length << 16 | code`.
    var packed: [UInt32] { zip(lengths, codes).map { UInt32($0) << 16 | UInt32($1) } }

    /// A code with these lengths, its codes in the order of RFC 1951, 3.2.2.
    init(lengths: [UInt8]) {
        self.lengths = lengths
        codes = []
        assignCodes()
    }

    /// A nearly optimal code in which no length is above `limit`; the same frequencies always give the same code.
    ///
    /// At least two symbols get a code, so that the code is complete: some decoders refuse others.
    init(frequencies: [UInt32], limit: Int) {
        var used = frequencies.indices.filter { frequencies[$0] > 0 }
        for symbol in [0, 1] where used.count < 2 && !used.contains(symbol) { used.append(symbol) }
        // Frequency and symbol in one number: the order is total and the sort's stability does not matter.
        let sorted = used.map { UInt64(max(frequencies[$0], 1)) << 16 | UInt64($0) }.sorted()
        let counts = Self.lengthCounts(sorted.map { $0 >> 16 }, limit: limit)
        lengths = [UInt8](repeating: 0, count: frequencies.count)
        codes = []
        var index = 0
        for length in stride(from: limit, through: 1, by: -1) {
            for _ in 0..<counts[length] {
                lengths[Int(sorted[index] & 0xFFFF)] = UInt8(length)
                index += 1
            }
        }
        assignCodes()
    }

    /// How many codes of each length an optimal tree has for weights in rising order, then limited.
    private static func lengthCounts(_ weights: [UInt64], limit: Int) -> [Int] {
        let leafCount = weights.count
        // Leaves first, then inner nodes in the order they are made, which is the order of their weights.
        var nodes = weights
        nodes.reserveCapacity(2 * leafCount)
        var parents = [Int](repeating: 0, count: 2 * leafCount - 1)
        var leaf = 0
        var inner = leafCount
        for _ in 1..<leafCount {
            var weight: UInt64 = 0
            for _ in 0..<2 {
                let takesLeaf = leaf < leafCount && (inner >= nodes.count || nodes[leaf] <= nodes[inner])
                let child = takesLeaf ? leaf : inner
                if takesLeaf { leaf += 1 } else { inner += 1 }
                weight += nodes[child]
                parents[child] = nodes.count
            }
            nodes.append(weight)
        }
        var depths = [Int](repeating: 0, count: nodes.count)
        var counts = [Int](repeating: 0, count: limit + 1)
        for node in stride(from: nodes.count - 2, through: 0, by: -1) {
            depths[node] = depths[parents[node]] + 1
            guard node < leafCount else { continue }
            counts[min(depths[node], limit)] += 1
        }
        // The sum of 2^-length, in units of 2^-limit, must come down to 1 again: each step makes one leaf of the deepest
        // length above the limit the parent of itself and of one leaf that was too deep.
        var sum = (1...limit).reduce(0) { $0 + counts[$1] << (limit - $1) }
        while sum > 1 << limit {
            let length = (1..<limit).last { counts[$0] > 0 } ?? 1
            counts[length] -= 1
            counts[length + 1] += 2
            counts[limit] -= 1
            sum -= 1
        }
        return counts
    }

    private mutating func assignCodes() {
        var counts = InlineArray<16, UInt16>(repeating: 0)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var next = InlineArray<16, UInt16>(repeating: 0)
        for length in 1...15 { next[length] = (next[length - 1] &+ counts[length - 1]) &<< 1 }
        codes = lengths.map { length in
            guard length > 0 else { return 0 }
            defer { next[Int(length)] &+= 1 }
            return Self.reversed(next[Int(length)]) >> (16 - UInt16(length))
        }
    }

    private static func reversed(_ value: UInt16) -> UInt16 {
        var bits = value
        bits = (bits & 0x5555) << 1 | (bits >> 1) & 0x5555
        bits = (bits & 0x3333) << 2 | (bits >> 2) & 0x3333
        bits = (bits & 0x0F0F) << 4 | (bits >> 4) & 0x0F0F
        return bits << 8 | bits >> 8
    }
}
