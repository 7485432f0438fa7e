/// Writes a block of symbols in the shortest of the three forms of RFC 1951, 3.2.3.
struct BlockWriter: ~Copyable {
    /// Blocks of fewer symbols never get codes of their own: to find those takes longer than they save.
    ///
    /// A lone header is such a block.
    private static let fewSymbols = 128

    private let fixedLengths = HuffmanCode(lengths: DeflateCodes.fixedLengths)
    private let fixedDistances = HuffmanCode(lengths: DeflateCodes.fixedDistances)

    /// Writes a block that is not the last one.
    ///
    /// - Parameters:
    ///   - block: the symbols.
    ///   - plain: the bytes the symbols stand for, or nil when they are no longer at hand.
    ///   - output: takes the bits.
    ///   - sink: takes full pieces.
    /// - Throws: what `sink` throws.
    func write(
        _ block: SymbolBlock,
        plain: UnsafeRawBufferPointer?,
        to output: inout BitOutput,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        let fixedCost = cost(block, fixedLengths, fixedDistances)
        let dynamic = block.count < Self.fewSymbols ? nil : DynamicCodes(block)
        let dynamicCost = dynamic.map { $0.description.cost + cost(block, $0.lengths, $0.distances) } ?? Int.max
        if let plain, plain.count <= 0xFFFF, plain.count * 8 + 40 < min(fixedCost, dynamicCost) {
            try writeStored(plain, to: &output, sink)
        } else if let dynamic, dynamicCost < fixedCost {
            output.put(0b100, 3)
            dynamic.description.write(to: &output)
            try writeSymbols(block, dynamic.lengths, dynamic.distances, to: &output, sink)
        } else {
            output.put(0b010, 3)
            try writeSymbols(block, fixedLengths, fixedDistances, to: &output, sink)
        }
    }

    /// The codes that fit a block's symbols best, and how they are told.
    private struct DynamicCodes {
        let lengths: HuffmanCode
        let distances: HuffmanCode
        let description: CodeDescription

        init(_ block: SymbolBlock) {
            lengths = HuffmanCode(frequencies: block.lengths, limit: 15)
            distances = HuffmanCode(frequencies: block.distances, limit: 15)
            description = CodeDescription(lengths, distances)
        }
    }

    /// Writes a stored block; without content it brings the output to a byte boundary.
    func writeStored(
        _ plain: UnsafeRawBufferPointer,
        to output: inout BitOutput,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        output.put(0, 3)
        output.alignToByte()
        output.put(UInt64(plain.count) | UInt64(plain.count ^ 0xFFFF) << 16, 32)
        try output.put(plain, sink)
    }

    private func cost(_ block: SymbolBlock, _ lengths: HuffmanCode, _ distances: HuffmanCode) -> Int {
        var bits = block.extraBits
        for (symbol, frequency) in block.lengths.enumerated() where frequency > 0 {
            bits += Int(frequency) * Int(lengths.lengths[symbol])
        }
        for (symbol, frequency) in block.distances.enumerated() where frequency > 0 {
            bits += Int(frequency) * Int(distances.lengths[symbol])
        }
        return bits
    }

    private func writeSymbols(
        _ block: SymbolBlock,
        _ lengths: HuffmanCode,
        _ distances: HuffmanCode,
        to output: inout BitOutput,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        let packedLengths = lengths.packed
        let packedDistances = distances.packed
        var start = 0
        while start < block.count {
            // A symbol takes at most 6 bytes.
            let end = min(start + BitOutput.slack / 8, block.count)
            packedLengths.withUnsafeBufferPointer { lengths in
                packedDistances.withUnsafeBufferPointer { distances in
                    for index in start..<end { Self.write(block.symbols[index], lengths, distances, to: &output) }
                }
            }
            try output.flush(all: false, sink)
            start = end
        }
        output.put(UInt64(lengths.codes[256]), Int(lengths.lengths[256]))
    }

    @inline(__always)
    private static func write(
        _ symbol: UInt32,
        _ lengths: UnsafeBufferPointer<UInt32>,
        _ distances: UnsafeBufferPointer<UInt32>,
        to output: inout BitOutput,
    ) {
        let distance = Int(symbol & 0xFFFF)
        let length = Int(symbol &>> 16)
        guard distance > 0 else {
            let code = lengths[length]
            output.put(UInt64(code & 0xFFFF), Int(code &>> 16))
            return
        }
        let lengthCode = SymbolBlock.lengthCode(length)
        let distanceCode = SymbolBlock.distanceCode(distance)
        let lengthExtra = SymbolBlock.lengthExtra(lengthCode)
        let distanceExtra = SymbolBlock.distanceExtra(distanceCode)
        var code = lengths[257 &+ lengthCode]
        var bits = UInt64(code & 0xFFFF)
        var width = Int(code &>> 16)
        // The extra bits are the low bits of length - 3 and distance - 1.
        let lengthMask = (1 &<< lengthExtra) &- 1
        bits |= UInt64(truncatingIfNeeded: (length &- 3) & lengthMask) &<< UInt64(width)
        width &+= lengthExtra
        code = distances[distanceCode]
        bits |= UInt64(code & 0xFFFF) &<< UInt64(width)
        width &+= Int(code &>> 16)
        let distanceMask = (1 &<< distanceExtra) &- 1
        bits |= UInt64(truncatingIfNeeded: (distance &- 1) & distanceMask) &<< UInt64(width)
        output.put(bits, width &+ distanceExtra)
    }
}
