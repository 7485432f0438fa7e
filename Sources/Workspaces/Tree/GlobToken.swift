/// A part of a pattern that matches one byte, or any number of them.
enum GlobToken: Sendable, Hashable {
    /// Any byte of a set.
    case bytes(ByteSet)
    /// Any number of bytes but slashes: `*`.
    case star
    /// Any number of bytes: `**` at the end, after a slash.
    case anything
    /// Nothing, or anything that ends in a slash: `**/` at the start or after a slash.
    case folders

    private static let slash = UInt8(ascii: "/")

    /// Reads a pattern; nil when it can match nothing (an open `[`, a backslash at the end).
    static func parse(_ pattern: ArraySlice<UInt8>) -> [GlobToken]? {
        var tokens: [GlobToken] = []
        var rest = pattern
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"):
                let start = rest.startIndex - 1
                let isFirst = start == pattern.startIndex || pattern[start - 1] == slash
                rest = rest.drop { $0 == UInt8(ascii: "*") }
                let isDouble = rest.startIndex - start > 1
                tokens.append(double(isFirst: isFirst, isDouble: isDouble, &rest))
            case UInt8(ascii: "?"):
                tokens.append(.bytes(.all.removing(slash)))
            case UInt8(ascii: "["):
                guard let set = ByteSet.parse(&rest) else { return nil }
                tokens.append(.bytes(set.removing(slash)))
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                tokens.append(.bytes(ByteSet([escaped])))
            default:
                tokens.append(.bytes(ByteSet([byte])))
            }
        }
        return tokens
    }

    private static func double(isFirst: Bool, isDouble: Bool, _ rest: inout ArraySlice<UInt8>) -> GlobToken {
        guard isDouble, isFirst else { return .star }
        if rest.isEmpty { return .anything }
        if rest.first == slash {
            rest = rest.dropFirst()
            return .folders
        }
        return rest.starts(with: [UInt8(ascii: "\\"), slash]) ? .anything : .star
    }

    /// Whether the tokens match the whole text: all ways through the tokens are followed at once.
    static func match(_ tokens: [GlobToken], _ text: ArraySlice<UInt8>) -> Bool {
        // State `i`: the tokens before `i` are matched. A `folders` token has a second state: within a folder's name.
        var states = [Bool](repeating: false, count: tokens.count + 1)
        var inside = states
        enter(0, tokens, &states, &inside)
        for byte in text {
            var nextStates = [Bool](repeating: false, count: tokens.count + 1)
            var nextInside = nextStates
            for (index, token) in tokens.enumerated() where states[index] || inside[index] {
                switch token {
                case .bytes(let set):
                    if set.contains(byte) { enter(index + 1, tokens, &nextStates, &nextInside) }
                case .star:
                    if byte != slash { enter(index, tokens, &nextStates, &nextInside) }
                case .anything:
                    enter(index, tokens, &nextStates, &nextInside)
                case .folders:
                    nextInside[index] = true
                    if byte == slash { enter(index + 1, tokens, &nextStates, &nextInside) }
                }
            }
            (states, inside) = (nextStates, nextInside)
        }
        return states[tokens.count]
    }

    /// Enters a state, and those that are reached from it without a byte.
    private static func enter(_ index: Int, _ tokens: [GlobToken], _ states: inout [Bool], _ inside: inout [Bool]) {
        guard !states[index] else { return }
        states[index] = true
        guard index < tokens.count else { return }
        switch tokens[index] {
        case .bytes: return
        case .star, .anything: enter(index + 1, tokens, &states, &inside)
        case .folders:
            inside[index] = true
            enter(index + 1, tokens, &states, &inside)
        }
    }
}
