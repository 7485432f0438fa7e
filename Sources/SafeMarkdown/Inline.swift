/// A part of a line of text.
enum Piece {
    case text(Bytes)
    case code(Bytes)
    case lineBreak
    case begin(Tag)
    case end
    /// `*`, `_` or `~~`: what is left of them is text; emphasis ends before and begins after it.
    case marks(Marks)
    /// The place of a bracket that begins a link or a picture, if it turns out to be one.
    case bracket(Bytes)

    /// An element within a text.
    enum Tag {
        case emphasis
        case strong
        case deleted
        case picture
        /// Nil where it may not lead.
        case link(String?)
    }

    struct Marks {
        let mark: UInt8
        var count: Int
        var ends = 0
        var begins: [Tag] = []
    }

    /// Whether anything is to be seen of it.
    var isShown: Bool {
        switch self {
        case .text(let text), .bracket(let text): !text.trimmed.isEmpty
        case .code: true
        case .marks(let marks): marks.count > 0
        case .lineBreak, .begin, .end: false
        }
    }
}

/// Writes the pieces of a text.
enum InlineWriter {
    static func write(_ pieces: [Piece], to writer: inout HTMLWriter) {
        for piece in pieces {
            switch piece {
            case .text(let text), .bracket(let text): writer.write(text)
            case .code(let text):
                writer.begin("code")
                writer.write(text)
                writer.end()
            case .lineBreak: writer.empty("<br>\n")
            case .begin(let tag): begin(tag, &writer)
            case .end: writer.end()
            case .marks(let marks):
                for _ in 0..<marks.ends { writer.end() }
                writer.write([UInt8](repeating: marks.mark, count: marks.count)[...])
                for tag in marks.begins.reversed() { begin(tag, &writer) }
            }
        }
    }

    private static func begin(_ tag: Piece.Tag, _ writer: inout HTMLWriter) {
        switch tag {
        case .emphasis: writer.begin("em")
        case .strong: writer.begin("strong")
        case .deleted: writer.begin("del")
        case .picture: writer.begin("span", " class=\"picture\"")
        case .link(let address?): writer.begin("a", address: address)
        case .link(nil): writer.begin("span")
        }
    }
}

/// Finds which marks begin emphasis and which end it (CommonMark, "An algorithm for parsing nested emphasis and links").
struct Emphasis {
    struct Delimiter {
        let piece: Int
        let mark: UInt8
        let canBegin: Bool
        let canEnd: Bool
        let length: Int
    }

    private(set) var delimiters: [Delimiter] = []

    mutating func add(_ delimiter: Delimiter) { delimiters.append(delimiter) }

    /// Pairs the marks from a place on, and forgets them.
    mutating func close(from bottom: Int, _ pieces: inout [Piece], _ work: Work) {
        var stack: [Delimiter] = []
        // Below this place of the stack there is none that fits a kind of end.
        var floors = [Int](repeating: 0, count: 3 * 6)
        for delimiter in delimiters[bottom...] {
            if delimiter.canEnd {
                let kind = Self.number(of: delimiter.mark) * 6 + (delimiter.canBegin ? 3 : 0) + delimiter.length % 3
                var isFound = true
                while isFound, Self.count(pieces[delimiter.piece]) > 0, !work.isSpent {
                    isFound = false
                    var place = stack.count - 1
                    while place >= floors[kind] {
                        work.spend(1)
                        if Self.fits(stack[place], delimiter) {
                            isFound = Self.pair(stack[place].piece, delimiter.piece, &pieces)
                            // What stands between belongs to nothing.
                            let isUsedUp = Self.count(pieces[stack[place].piece]) == 0
                            stack.removeSubrange((isUsedUp ? place : place + 1)...)
                            for index in floors.indices where floors[index] > stack.count {
                                floors[index] = stack.count
                            }
                            break
                        }
                        place -= 1
                    }
                    if !isFound { floors[kind] = stack.count }
                }
            }
            if delimiter.canBegin, Self.count(pieces[delimiter.piece]) > 0 { stack.append(delimiter) }
        }
        delimiters.removeSubrange(bottom...)
    }

    private static func number(of mark: UInt8) -> Int {
        mark == UInt8(ascii: "*") ? 0 : mark == UInt8(ascii: "_") ? 1 : 2
    }

    private static func count(_ piece: Piece) -> Int {
        if case .marks(let marks) = piece { marks.count } else { 0 }
    }

    private static func fits(_ begin: Delimiter, _ end: Delimiter) -> Bool {
        guard begin.mark == end.mark else { return false }
        if begin.mark == UInt8(ascii: "~") { return begin.length == end.length }
        // The rule of three.
        let isOdd = (begin.canEnd || end.canBegin) && (begin.length + end.length) % 3 == 0
        return !isOdd || (begin.length % 3 == 0 && end.length % 3 == 0)
    }

    private static func pair(_ begin: Int, _ end: Int, _ pieces: inout [Piece]) -> Bool {
        guard case .marks(var first) = pieces[begin], case .marks(var second) = pieces[end] else { return false }
        let isDouble = first.count >= 2 && second.count >= 2
        let used = first.mark == UInt8(ascii: "~") ? first.count : isDouble ? 2 : 1
        first.begins.append(first.mark == UInt8(ascii: "~") ? .deleted : isDouble ? .strong : .emphasis)
        first.count -= used
        second.ends += 1
        second.count -= used
        pieces[begin] = .marks(first)
        pieces[end] = .marks(second)
        return true
    }
}
