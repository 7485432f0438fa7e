/// Decodes raw deflate streams (RFC 1951), in constant memory, and tells where their last block lies.
///
/// It accepts and refuses the streams that zlib accepts and refuses with a 32 KiB window. Written for this project because
/// splicing needs the place of the final block, which libraries that are faster than zlib do not tell. An instance can be used
/// for one stream after another and keeps its memory (about 310 KiB); it is not `Sendable`.
public final class Inflater {
    let lengthTable = DecodeTable.lengths()
    let distanceTable = DecodeTable.distances()
    let fixedLengthTable = DecodeTable.lengths()
    let fixedDistanceTable = DecodeTable.distances()
    let codeLengthTable = DecodeTable.codeLengths()
    private let memory: UnsafeMutablePointer<UInt8>
    private let codeLengths: UnsafeMutablePointer<UInt8>
    var input: BitInput
    var output: InflateOutput

    /// An inflater with its memory.
    public init() {
        let size = DeflateCodes.window + InflateOutput.room + InflateOutput.slack
        memory = .allocate(capacity: size)
        memory.initialize(repeating: 0, count: size)
        codeLengths = .allocate(capacity: 320)
        codeLengths.initialize(repeating: 0, count: 320)
        input = BitInput(memory, count: 0)
        output = InflateOutput(memory, expectedSize: 0)
        do {
            try fixedLengthTable.build(DeflateCodes.fixedLengths, count: 288, allowsIncomplete: false)
            try fixedDistanceTable.build(DeflateCodes.fixedDistances, count: 32, allowsIncomplete: false)
        } catch {
            preconditionFailure("the fixed codes are complete")
        }
    }

    deinit {
        memory.deallocate()
        codeLengths.deallocate()
    }

    /// Decodes one stream with an inflater of its own.
    ///
    /// - Parameters: as of ``decode(_:expectedSize:_:)``.
    /// - Returns: sizes and places.
    /// - Throws: as ``decode(_:expectedSize:_:)``.
    public static func inflate(
        _ input: UnsafeRawBufferPointer,
        expectedSize: UInt64,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws -> InflateResult {
        try Inflater().decode(input, expectedSize: expectedSize, sink)
    }

    /// Decodes one stream.
    ///
    /// Bytes after the stream's end are not an error: compare `consumedBytes`. Nothing outside of the input is read.
    ///
    /// - Parameters:
    ///   - bytes: a raw deflate stream.
    ///   - expectedSize: the exact size of the plain content; decoding stops as soon as there is more.
    ///   - sink: takes the plain content in pieces of at most 288 KiB; the pointer is valid only inside the call.
    /// - Returns: sizes and places.
    /// - Throws: `InflateError`, and what `sink` throws.
    public func decode(
        _ bytes: UnsafeRawBufferPointer,
        expectedSize: UInt64,
        _ sink: (UnsafeRawBufferPointer) throws -> Void,
    ) throws -> InflateResult {
        let base = bytes.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) } ?? UnsafePointer(memory)
        input = BitInput(base, count: bytes.count)
        output = InflateOutput(memory, expectedSize: expectedSize)
        var hasStoredBlocks = false
        var isFinal = false
        var finalBlockBit = 0
        while !isFinal {
            input.refill()
            finalBlockBit = input.position
            isFinal = input.take(1) == 1
            let type = input.take(2)
            try input.ensure()
            hasStoredBlocks = hasStoredBlocks || type == 0
            try decodeBlock(type, sink)
        }
        try input.ensure()
        try output.flush(all: true, sink)
        guard output.size == expectedSize else { throw InflateError.outputTooShort(output.size) }
        return InflateResult(
            outputSize: output.size,
            finalBlockBit: finalBlockBit,
            endBit: input.position,
            hasStoredBlocks: hasStoredBlocks,
        )
    }

    /// Gives the end of the content decoded last to a function: all of it, or 32 KiB.
    func withRecentOutput<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let count = min(output.start.distance(to: output.next), DeflateCodes.window)
        return try body(UnsafeRawBufferPointer(start: output.next - count, count: count))
    }

    private func decodeBlock(_ type: Int, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        switch type {
        case 0:
            try copyStored(sink)
        case 1:
            try decodeSymbols(fixedLengthTable.entries, fixedDistanceTable.entries, sink)
        case 2:
            try readCodes()
            try decodeSymbols(lengthTable.entries, distanceTable.entries, sink)
        default:
            throw InflateError.reservedBlockType
        }
    }

    /// A stored block (RFC 1951, 3.2.4).
    private func copyStored(_ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        try input.alignToByte()
        guard input.next.distance(to: input.end) >= 4 else { throw InflateError.truncated }
        let length = Int(input.next[0]) | Int(input.next[1]) << 8
        let complement = Int(input.next[2]) | Int(input.next[3]) << 8
        guard length ^ complement == 0xFFFF else { throw InflateError.storedLengthMismatch }
        input.next += 4
        guard input.next.distance(to: input.end) >= length else { throw InflateError.truncated }
        var remaining = length
        while remaining > 0 {
            let space = output.next.distance(to: output.limit)
            let count = min(remaining, space)
            output.next.update(from: input.next, count: count)
            output.next += count
            input.next += count
            remaining -= count
            try output.flush(all: false, sink)
        }
    }

    /// The codes of a dynamic block (RFC 1951, 3.2.7).
    private func readCodes() throws {
        input.refill()
        let lengthCount = input.take(5) + 257
        let distanceCount = input.take(5) + 1
        let codeLengthCount = input.take(4) + 4
        try input.ensure()
        guard lengthCount <= 286, distanceCount <= 30 else { throw InflateError.tooManyCodes }
        codeLengths.update(repeating: 0, count: 19)
        for index in 0..<codeLengthCount {
            if index & 15 == 0 { input.refill() }
            codeLengths[DeflateCodes.codeLengthOrder[index]] = UInt8(truncatingIfNeeded: input.take(3))
        }
        try input.ensure()
        try codeLengthTable.build(codeLengths, count: 19, allowsIncomplete: false)
        try readCodeLengths(lengthCount + distanceCount)
        guard codeLengths[256] != 0 else { throw InflateError.missingEndOfBlock }
        try lengthTable.build(codeLengths, count: lengthCount, allowsIncomplete: true)
        try distanceTable.build(codeLengths + lengthCount, count: distanceCount, allowsIncomplete: true)
    }

    private func readCodeLengths(_ total: Int) throws {
        var index = 0
        while index < total {
            input.refill()
            let entry = codeLengthTable.entries[Int(input.bits & 127)]
            input.drop(Int(entry & 63))
            let symbol = Int(entry >> 16 & 31)
            var length: UInt8 = 0
            var count = 1
            switch symbol {
            case ..<16:
                length = UInt8(truncatingIfNeeded: symbol)
            case 16:
                guard index > 0 else { throw InflateError.badRepeat }
                length = codeLengths[index - 1]
                count = 3 + input.take(2)
            case 17:
                count = 3 + input.take(3)
            default:
                count = 11 + input.take(7)
            }
            try input.ensure()
            guard index + count <= total else { throw InflateError.badRepeat }
            (codeLengths + index).update(repeating: length, count: count)
            index += count
        }
    }
}
