/// The output of the inflater: the last 32 KiB, which matches reach back into, and room for the bytes to come.
///
/// The memory is `window + room + slack` bytes, allocated once. Everything from `start` to `next` is output of this stream,
/// so a distance is valid exactly when it is no larger than `next - start`: after a slide, 32 KiB, the largest there is.
struct InflateOutput {
    /// Bytes that are handed on at a time.
    static let room = 256 << 10
    /// What one symbol can write past `limit`, and a wide copy past that.
    static let slack = 512

    let start: UnsafeMutablePointer<UInt8>
    /// Where the next byte goes.
    var next: UnsafeMutablePointer<UInt8>
    /// The first byte that was not handed on.
    private var pending: UnsafeMutablePointer<UInt8>
    /// No symbol starts at or after this place before `flush`.
    let limit: UnsafeMutablePointer<UInt8>
    /// Bytes handed on so far.
    private var flushed: UInt64 = 0
    private let expectedSize: UInt64

    init(_ memory: UnsafeMutablePointer<UInt8>, expectedSize: UInt64) {
        start = memory
        next = memory
        pending = memory
        limit = memory + DeflateCodes.window + Self.room
        self.expectedSize = expectedSize
    }

    /// Bytes put out so far.
    var size: UInt64 { flushed + UInt64(pending.distance(to: next)) }

    /// The place that output may reach before it must be looked at: the end of the room or of the expected size.
    var checkpoint: UnsafeMutablePointer<UInt8> {
        let remaining = expectedSize - flushed
        let space = UInt64(pending.distance(to: limit))
        return remaining < space ? pending + Int(remaining) : limit
    }

    /// Hands on what is pending once it fills the room, or all of it at the end; fails when it is more than expected.
    mutating func flush(all: Bool, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard size <= expectedSize else { throw InflateError.outputTooLong }
        guard all || next >= limit else { return }
        let count = pending.distance(to: next)
        if count > 0 { try sink(UnsafeRawBufferPointer(start: pending, count: count)) }
        flushed += UInt64(count)
        let kept = min(start.distance(to: next), DeflateCodes.window)
        if next >= limit {
            start.update(from: next - kept, count: kept)
            next = start + kept
        }
        pending = next
    }
}
