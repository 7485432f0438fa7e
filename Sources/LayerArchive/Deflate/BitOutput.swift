/// Bits on their way out: a buffer of 64 bits, and bytes that are handed on in pieces of at least 64 KiB.
struct BitOutput: ~Copyable {
    /// Bytes that are gathered before they are handed on.
    static let pieceSize = 64 << 10
    /// The most bytes that are handed on at a time.
    private static let largestPiece = 1 << 20
    /// Bytes that may be written between two calls of `flush`.
    static let slack = 16 << 10

    private let memory: UnsafeMutablePointer<UInt8>
    private var next: UnsafeMutablePointer<UInt8>
    private var bits: UInt64 = 0
    private var count = 0
    private var flushed = 0

    init() {
        memory = .allocate(capacity: Self.pieceSize + Self.slack)
        memory.initialize(repeating: 0, count: Self.pieceSize + Self.slack)
        next = memory
    }

    deinit {
        memory.deallocate()
    }

    /// Bytes put out so far, without the bits of an unfinished byte.
    var size: Int { flushed + memory.distance(to: next) + count / 8 }

    /// The bits of an unfinished byte.
    var partialBits: Int { count & 7 }

    /// Adds up to 48 bits, the lowest first.
    @inline(__always)
    mutating func put(_ value: UInt64, _ width: Int) {
        bits |= value &<< UInt64(truncatingIfNeeded: count)
        count &+= width
        // Whole bytes leave the buffer, so at most 7 bits stay. The 8 bytes written are within the slack.
        UnsafeMutableRawPointer(next).storeBytes(of: bits.littleEndian, as: UInt64.self)
        next += count &>> 3
        bits &>>= UInt64(truncatingIfNeeded: count & ~7)
        count &= 7
    }

    /// Fills up the byte with zero bits.
    mutating func alignToByte() {
        if count > 0 { put(0, 8 - count) }
    }

    /// Adds whole bytes at a byte boundary.
    mutating func put(_ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        precondition(count == 0)
        try flush(all: false, sink)
        var rest = bytes[...]
        while !rest.isEmpty {
            let gathered = memory.distance(to: next)
            if gathered == 0, rest.count >= Self.pieceSize {
                // Large pieces are handed on from where they are.
                let piece = rest.prefix(Self.largestPiece)
                try sink(UnsafeRawBufferPointer(rebasing: piece))
                flushed += piece.count
                rest = rest.dropFirst(piece.count)
                continue
            }
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.pieceSize - gathered))
            UnsafeMutableRawBufferPointer(start: next, count: piece.count).copyMemory(from: piece)
            next += piece.count
            rest = rest.dropFirst(piece.count)
            try flush(all: false, sink)
        }
    }

    /// Hands bytes on once there are enough of them, or all.
    mutating func flush(all: Bool, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let size = memory.distance(to: next)
        guard size >= Self.pieceSize || (all && size > 0) else { return }
        try sink(UnsafeRawBufferPointer(start: memory, count: size))
        flushed += size
        next = memory
    }
}
