/// A set of bytes, as `[a-z]` names one.
struct ByteSet: Sendable, Hashable {
    private var words: SIMD4<UInt64> = .zero

    /// A set of these bytes.
    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
    }

    /// All bytes.
    static let all = ByteSet(0...255)

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1
    }

    func removing(_ byte: UInt8) -> ByteSet {
        var set = self
        set.words[Int(byte >> 6)] &= ~(1 << UInt64(byte & 63))
        return set
    }

    private func union(_ other: ByteSet) -> ByteSet {
        var set = self
        set.words |= other.words
        return set
    }

    private var inverted: ByteSet {
        var set = self
        set.words = ~words
        return set
    }

    /// Reads a bracket expression behind its `[`; nil when it is never closed or names an unknown class.
    static func parse(_ rest: inout ArraySlice<UInt8>) -> ByteSet? {
        var set = ByteSet([])
        let isInverted = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isInverted { rest = rest.dropFirst() }
        var previous: UInt8?
        var isFirst = true
        while let byte = rest.popFirst() {
            defer { isFirst = false }
            if byte == UInt8(ascii: "]"), !isFirst { return isInverted ? set.inverted : set }
            if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":") {
                switch parseClass(&rest) {
                case .set(let named):
                    set = set.union(named)
                    previous = nil
                    continue
                case .noClass: break
                case .unknown: return nil
                }
            }
            if byte == UInt8(ascii: "-"), let low = previous, let next = rest.first, next != UInt8(ascii: "]") {
                rest = rest.dropFirst()
                guard let high = next == UInt8(ascii: "\\") ? rest.popFirst() : next else { return nil }
                if low <= high { set = set.union(ByteSet(low...high)) }
                previous = nil
                continue
            }
            guard let plain = byte == UInt8(ascii: "\\") ? rest.popFirst() : byte else { return nil }
            set = set.union(ByteSet([plain]))
            previous = plain
        }
        return nil
    }

    private enum Named {
        case set(ByteSet)
        case noClass
        case unknown
    }

    /// `[:alpha:]` behind its first bracket; git takes `[:x]` without an end for plain bytes.
    private static func parseClass(_ rest: inout ArraySlice<UInt8>) -> Named {
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return .unknown }
        guard end - 1 > rest.startIndex, rest[end - 1] == UInt8(ascii: ":") else { return .noClass }
        let name = String(decoding: rest[(rest.startIndex + 1)..<(end - 1)], as: UTF8.self)
        guard let set = classes[name] else { return .unknown }
        rest = rest[(end + 1)...]
        return .set(set)
    }

    private static let digits = ByteSet(0x30...0x39)
    private static let upper = ByteSet(0x41...0x5A)
    private static let lower = ByteSet(0x61...0x7A)
    private static let letters = upper.union(lower)
    private static let graphic = ByteSet(0x21...0x7E)

    private static let classes: [String: ByteSet] = [
        "alnum": letters.union(digits), "alpha": letters, "blank": ByteSet([0x20, 0x09]),
        "cntrl": ByteSet(Array(0...0x1F) + [0x7F]), "digit": digits, "graph": graphic, "lower": lower,
        "print": graphic.union(ByteSet([0x20])),
        "punct": ByteSet((0x21...0x7E).filter { !letters.union(digits).contains($0) }),
        "space": ByteSet([0x20] + Array(0x09...0x0D)), "upper": upper,
        "xdigit": digits.union(ByteSet(Array(0x41...0x46) + Array(0x61...0x66))),
    ]
}
