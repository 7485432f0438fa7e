/// Writes deflate streams (RFC 1951) whose bytes depend on nothing but what was written and where it was synced.
///
/// Hash chains with lazy matching, dynamic codes, blocks of at most 32,768 symbols. No block is marked final. Its bytes are
/// part of the layer format: a change of any constant here is a new `LayerFormat.version`. Constant memory (about 1 MiB);
/// not `Sendable`.
package final class Deflater {
    // Chosen by measurement, see docs/layer-format.md.
    private static let depth = 16
    private static let shortDepth = 4
    private static let goodLength = 8
    private static let lazyLength = 32
    private static let enough = 130
    /// After so many searches in vain one more place is passed over between two searches, up to `mostSkipped`: content that is
    /// compressed already goes through several times faster.
    private static let patience = 32
    private static let mostSkipped = 24

    private let finder = MatchFinder()
    private let block = SymbolBlock()
    private let writer = BlockWriter()
    private var output = BitOutput()
    /// The place that is looked at next; the byte before it is not encoded yet when `isHolding`.
    private var place = 0
    private var blockStart = 0
    private var isHolding = false
    private var held = (length: 0, distance: 0)
    /// Searches in vain since the last match, and places that are still to be passed over.
    private var misses = 0
    private var skipped = 0

    /// An encoder that has seen no bytes.
    package init() {}

    /// Bytes put out so far.
    package var size: Int { output.size }

    /// Encodes bytes; how they are cut into calls does not change the output.
    package func write(_ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(min(finder.space, 64 << 10))
            finder.append(UnsafeRawBufferPointer(rebasing: piece))
            rest = rest.dropFirst(piece.count)
            // A decision at one place looks at no more than this many bytes.
            try encode(upTo: finder.end - DeflateCodes.longestMatch - 4, sink)
            if finder.space < 64 << 10 { slide() }
        }
    }

    /// Ends the block, if there is one, and brings the output to a byte boundary with an empty stored block.
    package func sync(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        try endBlock(sink)
        try writer.writeStored(UnsafeRawBufferPointer(start: nil, count: 0), to: &output, sink)
    }

    /// Takes over a whole stream of another encoder as if its content had been written.
    ///
    /// Its blocks begin at a byte boundary, as stored blocks among them ask for; its final block loses its flag. What comes next
    /// goes on at the bit where it ended, and can refer back to what was encoded before it.
    ///
    /// - Parameters:
    ///   - raw: the stream.
    ///   - result: what decoding it found.
    ///   - recent: the end of its content: all of it, or at least 32 KiB.
    ///   - sink: takes full pieces.
    /// - Throws: what `sink` throws.
    func splice(
        _ raw: UnsafeRawBufferPointer,
        _ result: InflateResult,
        recent: UnsafeRawBufferPointer,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        try sync(sink)
        let flagByte = result.finalBlockBit / 8
        let flag: UInt8 = 1 << UInt8(result.finalBlockBit % 8)
        let wholeBytes = result.endBit / 8
        try output.put(UnsafeRawBufferPointer(rebasing: raw[..<flagByte]), sink)
        if flagByte < wholeBytes {
            output.put(UInt64(raw[flagByte] & ~flag), 8)
            try output.put(UnsafeRawBufferPointer(rebasing: raw[(flagByte + 1)..<wholeBytes]), sink)
        }
        let partialBits = result.endBit % 8
        if partialBits > 0 {
            let last = wholeBytes == flagByte ? raw[wholeBytes] & ~flag : raw[wholeBytes]
            output.put(UInt64(last) & ((1 << UInt64(partialBits)) - 1), partialBits)
        }
        remember(recent)
    }

    /// Puts content into the window that was not encoded here; no match will begin in it.
    private func remember(_ recent: UnsafeRawBufferPointer) {
        finder.pass(UnsafeRawBufferPointer(rebasing: recent.suffix(DeflateCodes.window)))
        place = finder.end
        blockStart = place
        if finder.space < 64 << 10 { slide() }
    }

    /// Adds bytes as they are, at a byte boundary and outside of any block.
    func writeRaw(_ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        try output.put(bytes, sink)
    }

    /// Hands on all whole bytes.
    package func flush(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        try output.flush(all: true, sink)
    }

    /// Ends the stream with an empty final block and fills up the last byte.
    package func finish(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        try endBlock(sink)
        output.put(0b011, 10)
        output.alignToByte()
    }

    private func slide() {
        let dropped = finder.slide(keeping: place)
        place -= dropped
        blockStart -= dropped
    }

    private func encode(upTo limit: Int, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        while place < limit {
            // Two symbols can come of one place.
            if block.count >= SymbolBlock.capacity - 2 { try writeBlock(sink) }
            let match = search()
            if held.length > 0, match.length == 0 {
                block.addMatch(length: held.length, distance: held.distance)
                place += held.length - 1
                held = (0, 0)
                isHolding = false
                misses = 0
            } else {
                if isHolding { block.addLiteral(finder.bytes[place - 1]) }
                isHolding = true
                held = match
                place += 1
            }
        }
    }

    /// The match at the place, if it is longer than the held one.
    @inline(__always)
    private func search() -> (length: Int, distance: Int) {
        if skipped > 0 {
            skipped &-= 1
            return (0, 0)
        }
        if held.length >= Self.lazyLength { return (0, 0) }
        let match = finder.longestMatch(
            at: place,
            longerThan: held.length,
            depth: held.length >= Self.goodLength ? Self.shortDepth : Self.depth,
            enough: Self.enough,
        )
        if match.length == 0, held.length == 0 {
            misses &+= 1
            skipped = min(misses / Self.patience, Self.mostSkipped)
        }
        return match
    }

    private func endBlock(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        try encode(upTo: finder.end, sink)
        if isHolding { block.addLiteral(finder.bytes[place - 1]) }
        isHolding = false
        held = (0, 0)
        misses = 0
        skipped = 0
        if block.count > 0 { try writeBlock(sink) }
    }

    private func writeBlock(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let end = isHolding ? place - 1 : place
        let plain =
            blockStart < 0 ? nil : UnsafeRawBufferPointer(start: finder.bytes + blockStart, count: end - blockStart)
        try writer.write(block, plain: plain, to: &output, sink)
        block.removeAll()
        blockStart = end
    }
}
