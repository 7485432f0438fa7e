internal import Synchronization

/// What a shared library or program says of itself to the loader (System V ABI, "Dynamic Section"): its name, and what it needs.
package struct SharedObject: Sendable, Hashable {
    /// The processors that are told apart.
    package enum Machine: UInt16, Sendable, Hashable {
        case x86_64 = 62
        case aarch64 = 183
    }

    /// The processor it is for.
    package var machine: Machine
    /// The name that others ask for it by (`DT_SONAME`); nil where it has none.
    package var name: String?
    /// The libraries it needs (`DT_NEEDED`), in order.
    package var needed: [String]
    /// The folders it looks for them in (`DT_RUNPATH` or `DT_RPATH`): `$ORIGIN/../x.libs`.
    package var searched: [String]

    /// Reads a file's dynamic section; nil for what is no ELF file of 64 bits for a processor that is known, or cannot be read.
    ///
    /// - Parameter bytes: gives bytes of the file by offset and count; nil where it has none, or none are kept.
    package init?(_ bytes: (_ offset: UInt64, _ count: Int) -> [UInt8]?) {
        guard let head = bytes(0, ELFHeader.size).flatMap(ELFHeader.init),
            let table = bytes(head.segmentsOffset, head.segmentCount * ELFHeader.segmentSize)
        else { return nil }
        let segments = ELFHeader.segments(table)
        guard let dynamic = segments.first(where: { $0.kind == .dynamic }), dynamic.size <= 1 << 20,
            let entries = bytes(dynamic.offset, Int(dynamic.size))
        else { return nil }
        let section = DynamicSection(entries)
        guard let address = section.stringTable, section.stringTableSize <= 64 << 20 else { return nil }
        let loaded = segments.filter { $0.kind == .load }
        guard let segment = loaded.first(where: { $0.holds(address) }) else { return nil }
        let (start, isOverflow) = segment.offset.addingReportingOverflow(address - segment.address)
        guard !isOverflow else { return nil }
        func text(_ offset: UInt64) -> String? {
            guard offset < section.stringTableSize else { return nil }
            let (place, isOverflow) = start.addingReportingOverflow(offset)
            let count = Int(min(section.stringTableSize - offset, 1024))
            guard !isOverflow, let raw = bytes(place, count), let end = raw.firstIndex(of: 0), end > 0 else {
                return nil
            }
            return String(decoding: raw[..<end], as: UTF8.self)
        }
        machine = head.machine
        name = section.name.flatMap(text)
        needed = section.needed.compactMap(text)
        // Half of the truth would pass for all of it.
        guard needed.count == section.needed.count else { return nil }
        searched = section.searched.compactMap(text).flatMap { $0.split(separator: ":").map(String.init) }
    }

    /// Reads a file that is whole in memory.
    package init?(_ file: [UInt8]) {
        self.init { offset, count in
            guard count >= 0, offset <= UInt64(file.count), UInt64(count) <= UInt64(file.count) - offset else {
                return nil
            }
            return Array(file[Int(offset)..<Int(offset) + count])
        }
    }
}

/// The head of an ELF file of 64 bits, least significant byte first.
private struct ELFHeader {
    static let size = 64
    static let segmentSize = 56

    let machine: SharedObject.Machine
    let segmentsOffset: UInt64
    let segmentCount: Int

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.size, Array(bytes[0..<6]) == [0x7F, 0x45, 0x4C, 0x46, 2, 1],
            let machine = SharedObject.Machine(rawValue: UInt16(bytes.number(at: 18, 2))),
            bytes.number(at: 54, 2) == UInt64(Self.segmentSize)
        else { return nil }
        self.machine = machine
        segmentsOffset = bytes.number(at: 32, 8)
        segmentCount = Int(bytes.number(at: 56, 2))
        guard (1...1024).contains(segmentCount) else { return nil }
    }

    static func segments(_ table: [UInt8]) -> [Segment] {
        stride(from: 0, to: table.count - segmentSize + 1, by: segmentSize).map {
            Segment(Array(table[$0..<$0 + segmentSize]))
        }
    }

    struct Segment {
        enum Kind: UInt64 {
            case load = 1
            case dynamic = 2
        }

        let kind: Kind?
        let isCode: Bool
        let isWritable: Bool
        let offset: UInt64
        let address: UInt64
        /// Its bytes in the file.
        let size: UInt64

        init(_ bytes: [UInt8]) {
            kind = Kind(rawValue: bytes.number(at: 0, 4))
            isCode = bytes.number(at: 4, 4) & 1 != 0
            isWritable = bytes.number(at: 4, 4) & 2 != 0
            offset = bytes.number(at: 8, 8)
            address = bytes.number(at: 16, 8)
            size = bytes.number(at: 32, 8)
        }

        func holds(_ place: UInt64) -> Bool { place >= address && place - address < size }
    }
}

/// The entries of a dynamic section that tell of libraries.
private struct DynamicSection {
    var needed: [UInt64] = []
    var name: UInt64?
    var searched: [UInt64] = []
    var stringTable: UInt64?
    var stringTableSize: UInt64 = 0

    /// More libraries than this no file needs.
    private static let mostNeeded = 500

    init(_ bytes: [UInt8]) {
        for start in stride(from: 0, to: bytes.count - 15, by: 16) {
            let value = bytes.number(at: start + 8, 8)
            switch bytes.number(at: start, 8) {
            case 0: return
            case 1: if needed.count < Self.mostNeeded { needed.append(value) }
            case 5: stringTable = value
            case 10: stringTableSize = value
            case 14: name = value
            case 15, 29: if searched.count < 2 { searched.append(value) }
            default: break
            }
        }
    }
}

extension [UInt8] {
    /// A number, least significant byte first; of bytes that are there.
    fileprivate func number(at start: Int, _ count: Int) -> UInt64 {
        self[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Watches the bytes of a file go by, and keeps those that tell what it needs: so a library is read once, as its layer is written.
///
/// The names lie at the beginning of nearly every file, or in a segment at its end; of all else nothing is kept.
package final class SharedObjectScan: Sendable {
    /// What was seen of a file.
    package enum Outcome: Sendable, Hashable {
        /// What it says of itself.
        case object(SharedObject)
        /// It is no shared object of a processor that is known.
        case none
        /// What tells lies where few files have it: a scan that keeps more has to watch it once again.
        case keepsTooLittle
    }

    fileprivate struct State {
        var position: UInt64 = 0
        var head: [UInt8] = []
        /// The ranges that are kept, in order of their offsets; nil until the head is there.
        var wanted: [Range<UInt64>]?
        var kept: [(offset: UInt64, bytes: [UInt8])] = []
        var isNone = false
        /// Whether all that is wanted beside the head is kept elsewhere.
        var isHeadEnough = false
        /// Whether bytes were asked for that went by and were not kept.
        var isShort = false
    }

    /// As much of the beginning as holds the table of segments, and the names in nearly all files.
    private static let headSize = 1 << 20
    /// The most bytes that are kept of one file.
    fileprivate static let limit: UInt64 = 48 << 20

    private let keepsMore: Bool
    private let state = Mutex(State())

    /// A scan of one file.
    ///
    /// - Parameter keepsMore: whether all that may hold names is kept; else what holds them in nearly all files.
    package init(keepsMore: Bool = false) { self.keepsMore = keepsMore }

    /// Takes the next piece of the file.
    package func take(_ piece: UnsafeRawBufferPointer) {
        state.withLock { state in
            guard !state.isNone else { return }
            let start = state.position
            state.position += UInt64(piece.count)
            if !state.isHeadEnough, state.head.count < Self.headSize {
                // A slice would be appended byte by byte.
                state.head += UnsafeRawBufferPointer(rebasing: piece.prefix(Self.headSize - state.head.count))
                if state.wanted == nil { state.choose(keepsMore: keepsMore) }
                if state.isNone { return }
                // What is wanted is kept from here on, and from the beginning where this is the first piece.
                state.isHeadEnough = keepsMore && state.wanted != nil && start == 0
            }
            for range in state.wanted ?? [] where range.lowerBound < state.position && range.upperBound > start {
                let from = max(range.lowerBound, start)
                let part = piece[Int(from - start)..<Int(min(range.upperBound, state.position) - start)]
                let bytes = UnsafeRawBufferPointer(rebasing: part)
                if let last = state.kept.indices.last,
                    state.kept[last].offset + UInt64(state.kept[last].bytes.count) == from
                {
                    state.kept[last].bytes += bytes
                } else {
                    state.kept.append((from, Array(bytes)))
                }
            }
        }
    }

    /// What the file says of itself, after its last piece.
    package func finish() -> Outcome {
        state.withLock { state in
            guard !state.isNone, state.position > 0 else { return .none }
            state.isShort = false
            if let object = SharedObject({ offset, count in state.bytes(offset, count) }) { return .object(object) }
            return state.isShort && !keepsMore ? .keepsTooLittle : .none
        }
    }
}

extension SharedObjectScan.State {
    /// Chooses what is kept, once the table of segments is there.
    fileprivate mutating func choose(keepsMore: Bool) {
        guard head.count >= ELFHeader.size else { return }
        guard let header = ELFHeader(head), header.segmentsOffset < 1 << 19 else {
            isNone = true
            return
        }
        let start = Int(header.segmentsOffset)
        let end = start + header.segmentCount * ELFHeader.segmentSize
        guard head.count >= end else { return }
        let all = ELFHeader.segments(Array(head[start..<end]))
        var total: UInt64 = 0
        var ranges = Self.beginning(of: all, keepsMore: keepsMore)
        for segment in Self.likely(all, keepsMore: keepsMore).sorted(by: { $0.size < $1.size }) {
            let (upper, isOverflow) = segment.offset.addingReportingOverflow(segment.size)
            guard !isOverflow, segment.size > 0, segment.size <= SharedObjectScan.limit - total else { continue }
            total += segment.size
            ranges.append(segment.offset..<upper)
        }
        wanted = Self.merged(ranges)
    }

    /// Linkers put the names before the code and the constants that share their segment: within the head, but for the largest files.
    private static func beginning(of all: [ELFHeader.Segment], keepsMore: Bool) -> [Range<UInt64>] {
        all.filter { $0.kind == .load && $0.offset == 0 && (keepsMore || $0.size > 64 << 20) }
            .map { 0..<min($0.size, 16 << 20) }
    }

    /// The segments that may hold names.
    private static func likely(_ all: [ELFHeader.Segment], keepsMore: Bool) -> [ELFHeader.Segment] {
        let dynamic = all.filter { $0.kind == .dynamic }
        if keepsMore { return dynamic + all.filter { $0.kind == .load } }
        // What moves the names (patchelf) puts them in a segment of their own, the last of all and behind that of the data.
        let writable = all.filter { $0.kind == .load && $0.isWritable && !$0.isCode }
        guard writable.count > 1, let last = writable.max(by: { $0.offset < $1.offset }) else { return dynamic }
        return dynamic + [last]
    }

    private static func merged(_ ranges: [Range<UInt64>]) -> [Range<UInt64>] {
        var merged: [Range<UInt64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    fileprivate mutating func bytes(_ offset: UInt64, _ count: Int) -> [UInt8]? {
        guard count >= 0, offset <= position, UInt64(count) <= position - offset else { return nil }
        if offset <= UInt64(head.count), UInt64(count) <= UInt64(head.count) - offset {
            return Array(head[Int(offset)..<Int(offset) + count])
        }
        for (start, bytes) in kept where offset >= start {
            let place = offset - start
            guard place <= UInt64(bytes.count), UInt64(count) <= UInt64(bytes.count) - place else { continue }
            return Array(bytes[Int(place)..<Int(place) + count])
        }
        isShort = true
        return nil
    }
}
