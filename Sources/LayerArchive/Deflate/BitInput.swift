/// The input of the inflater: bytes, and a buffer of up to 63 bits that were taken from them.
///
/// Past the end of the input the buffer is fed zero bytes, which are counted: `ensure()` fails as soon as one bit of them
/// was used. So looking at a full code near the end needs no care, and nothing outside of the input is read.
struct BitInput {
    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    /// The next byte to be taken.
    var next: UnsafePointer<UInt8>
    /// Bits taken and not yet used, the next one lowest; what is above `count` is zero or equals the bits to come.
    var bits: UInt64 = 0
    /// How many bits are taken and not yet used.
    var count: Int = 0
    /// How many zero bytes were fed after the end.
    var imagined: Int = 0

    init(_ start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        end = start + count
        next = start
    }

    /// The place of the next unused bit, in bits from the start.
    var position: Int { (start.distance(to: next) + imagined) * 8 - count }

    /// Takes bytes one at a time until at least 56 bits are there.
    mutating func refill() {
        // What the wide refill left above `count` is dropped, as these bytes are taken again here.
        bits &= (1 << UInt64(count)) &- 1
        while count < 56 {
            if next < end {
                bits |= UInt64(next.pointee) << UInt64(count)
                next += 1
            } else {
                imagined += 1
            }
            count += 8
        }
    }

    /// Fails when bits after the end of the input were used.
    func ensure() throws(InflateError) {
        if imagined * 8 > count { throw .truncated }
    }

    /// The next bits as a number, used up; at most 32, and no more than the buffer holds.
    mutating func take(_ width: Int) -> Int {
        let value = Int(bits & ((1 << UInt64(width)) - 1))
        drop(width)
        return value
    }

    mutating func drop(_ width: Int) {
        bits >>= UInt64(width)
        count -= width
    }

    /// Goes on at the next byte boundary with an empty buffer.
    mutating func alignToByte() throws(InflateError) {
        try ensure()
        next -= count / 8 - imagined
        bits = 0
        count = 0
        imagined = 0
    }
}
