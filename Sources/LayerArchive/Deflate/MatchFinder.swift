/// The window of the encoder: the bytes matches can reach back into, those to be encoded, and chains of places with equal hashes.
///
/// Places are offsets into the memory. When it is full, what is no longer needed is dropped from its front in multiples of
/// 32 KiB, so a place's slot in the chains stays the same. Candidates further back than the window are never followed,
/// so what is found does not depend on when that happens.
final class MatchFinder {
    private static let capacity = DeflateCodes.window * 10
    private static let hashBits = 15
    private static let nowhere = Int32.min / 2
    private static let mask = DeflateCodes.window - 1

    /// The memory, with 16 bytes of slack for wide reads.
    let bytes: UnsafeMutablePointer<UInt8>
    /// The end of the bytes that are there.
    private(set) var end = 0
    /// The first place that is not in the chains.
    private var nextInsertion = 0
    private let heads: UnsafeMutablePointer<Int32>
    private let previous: UnsafeMutablePointer<Int32>

    init() {
        bytes = .allocate(capacity: Self.capacity + 16)
        bytes.initialize(repeating: 0, count: Self.capacity + 16)
        heads = .allocate(capacity: 1 << Self.hashBits)
        heads.initialize(repeating: Self.nowhere, count: 1 << Self.hashBits)
        previous = .allocate(capacity: DeflateCodes.window)
        previous.initialize(repeating: Self.nowhere, count: DeflateCodes.window)
    }

    deinit {
        bytes.deallocate()
        heads.deallocate()
        previous.deallocate()
    }

    var space: Int { Self.capacity - end }

    /// Adds bytes at the end.
    ///
    /// - Precondition: there is `space` for them.
    func append(_ source: UnsafeRawBufferPointer) {
        precondition(source.count <= space)
        guard let base = source.baseAddress else { return }
        UnsafeMutableRawPointer(bytes + end).copyMemory(from: base, byteCount: source.count)
        end += source.count
    }

    /// Adds bytes at the end that no match will begin in.
    ///
    /// - Precondition: there is `space` for them.
    func pass(_ source: UnsafeRawBufferPointer) {
        insert(upTo: end)
        append(source)
        nextInsertion = end
    }

    /// Drops what lies more than two windows before a place; returns by how much all places went down.
    func slide(keeping place: Int) -> Int {
        let dropped = max(0, place / DeflateCodes.window - 2) * DeflateCodes.window
        guard dropped > 0 else { return 0 }
        bytes.update(from: bytes + dropped, count: end - dropped)
        end -= dropped
        nextInsertion -= dropped
        let amount = Int32(dropped)
        for index in 0..<1 << Self.hashBits { heads[index] = max(heads[index], Self.nowhere) &- amount }
        for index in 0..<DeflateCodes.window { previous[index] = max(previous[index], Self.nowhere) &- amount }
        return dropped
    }

    /// Enters all places before this one into the chains, as far as their four bytes are there.
    @inline(__always)
    func insert(upTo place: Int) {
        let limit = min(place, end &- 3)
        while nextInsertion < limit {
            let slot = hash(nextInsertion)
            previous[nextInsertion & Self.mask] = heads[slot]
            heads[slot] = Int32(truncatingIfNeeded: nextInsertion)
            nextInsertion &+= 1
        }
    }

    /// The longest match for the bytes at a place that is longer than `shortest`, looking at no more than `depth` candidates.
    ///
    /// - Returns: its length, at least 4, and distance; zeros when there is none.
    @inline(__always)
    func longestMatch(at place: Int, longerThan shortest: Int, depth: Int, enough: Int) -> (length: Int, distance: Int)
    {
        insert(upTo: place)
        let longest = min(DeflateCodes.longestMatch, end &- place)
        var best = max(shortest, 3)
        guard longest > best else { return (0, 0) }
        var distance = 0
        var remaining = depth
        let here = bytes + place
        let lowest = max(0, place &- DeflateCodes.window &+ 1)
        var candidate = Int(heads[hash(place)])
        var tail = Self.load32(here + (best &- 3))
        while candidate >= lowest, remaining > 0 {
            let there = bytes + candidate
            if Self.load32(there + (best &- 3)) == tail, Self.load32(there) == Self.load32(here) {
                let length = Self.commonLength(here, there, longest)
                if length > best {
                    best = length
                    distance = place &- candidate
                    if length >= min(enough, longest) { break }
                    tail = Self.load32(here + (best &- 3))
                }
            }
            candidate = Int(previous[candidate & Self.mask])
            remaining &-= 1
        }
        return distance == 0 ? (0, 0) : (best, distance)
    }

    @inline(__always)
    private func hash(_ place: Int) -> Int {
        Int(truncatingIfNeeded: (Self.load32(bytes + place) &* 0x9E37_79B1) &>> UInt32(32 - Self.hashBits))
    }

    @inline(__always)
    private static func load32(_ place: UnsafeMutablePointer<UInt8>) -> UInt32 {
        UInt32(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt32.self))
    }

    /// How many bytes agree, at most `limit`; reads up to 7 bytes past it, which the slack allows.
    @inline(__always)
    private static func commonLength(
        _ first: UnsafeMutablePointer<UInt8>,
        _ second: UnsafeMutablePointer<UInt8>,
        _ limit: Int,
    ) -> Int {
        var length = 4
        while length < limit {
            let a = UInt64(littleEndian: UnsafeRawPointer(first + length).loadUnaligned(as: UInt64.self))
            let b = UInt64(littleEndian: UnsafeRawPointer(second + length).loadUnaligned(as: UInt64.self))
            guard a == b else {
                return min(limit, length &+ (a ^ b).trailingZeroBitCount &>> 3)
            }
            length &+= 8
        }
        return limit
    }
}
