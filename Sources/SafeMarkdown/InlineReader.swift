/// Reads the text of a block: emphasis, code, links, pictures, breaks.
struct InlineReader {
    private struct Bracket {
        let piece: Int
        let delimiters: Int
        let isPicture: Bool
        /// Where the text within begins.
        let start: Int
    }

    private let text: Bytes
    private let references: References
    private let rules: SafeMarkdown.Rules
    private let work: Work
    private var place: Int
    private var textStart: Int
    private var found: [Piece] = []
    private var emphasis = Emphasis()
    private var brackets: [Bracket] = []
    /// Brackets below this place of the stack begin no link: there is none within another.
    private var linkFloor = 0
    /// Lengths of marks of code that have no end further on.
    private var endless: Set<Int> = []

    init(_ text: Bytes, _ references: References, _ rules: SafeMarkdown.Rules, _ work: Work) {
        self.text = text
        self.references = references
        self.rules = rules
        self.work = work
        place = text.startIndex
        textStart = text.startIndex
    }

    /// The parts of the text in their order.
    func pieces() -> [Piece] {
        var reader = self
        reader.read()
        return reader.found
    }

    private mutating func read() {
        while place < text.endIndex {
            guard !work.isSpent else { break }
            work.spend(1)
            switch text[place] {
            case UInt8(ascii: "\\"): readBackslash()
            case UInt8(ascii: "`"): readCode()
            case UInt8(ascii: "<"): readAngle()
            case UInt8(ascii: "&"): readEntity()
            case UInt8(ascii: "\n"): readLineEnd()
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): readMarks()
            case UInt8(ascii: "["): begin(isPicture: false)
            case UInt8(ascii: "!") where place + 1 < text.endIndex && text[place + 1] == UInt8(ascii: "["):
                begin(isPicture: true)
            case UInt8(ascii: "]"): readBracketEnd()
            case UInt8(ascii: "h"), UInt8(ascii: "H"): readBareAddress()
            default: place += 1
            }
        }
        flush(to: text.endIndex)
        emphasis.close(from: 0, &found, work)
    }

    /// Takes what was passed over as text, up to a place.
    private mutating func flush(to end: Int) {
        if textStart < end { found.append(.text(text[textStart..<end])) }
        textStart = end
    }

    /// Takes a piece that ends at a place.
    private mutating func take(_ piece: Piece?, to end: Int) {
        flush(to: place)
        if let piece { found.append(piece) }
        place = end
        textStart = end
    }

    private mutating func readBackslash() {
        guard place + 1 < text.endIndex else { return place += 1 }
        let next = text[place + 1]
        if next == UInt8(ascii: "\n") {
            take(.lineBreak, to: place + 2)
        } else if next.isPunctuation {
            take(.text(text[(place + 1)..<(place + 2)]), to: place + 2)
        } else {
            place += 1
        }
    }

    private mutating func readCode() {
        let marks = text[place...].prefix { $0 == UInt8(ascii: "`") }.count
        guard !endless.contains(marks) else { return place += marks }
        var search = place + marks
        while search < text.endIndex {
            guard let start = text[search...].firstIndex(of: UInt8(ascii: "`")) else { break }
            let run = text[start...].prefix { $0 == UInt8(ascii: "`") }.count
            work.spend(start + run - search)
            if run == marks {
                var code = text[(place + marks)..<start]
                let isPadded = code.first?.isSpace == true && code.last?.isSpace == true && !code.trimmed.isEmpty
                if isPadded { code = code.dropFirst().dropLast() }
                take(.code(code), to: start + run)
                return
            }
            search = start + run
        }
        work.spend(text.endIndex - place)
        endless.insert(marks)
        place += marks
    }

    private mutating func readEntity() {
        guard let (character, length) = Entity.read(text[place...]) else { return place += 1 }
        take(.text(Array(character.utf8)[...]), to: place + length)
    }

    private mutating func readLineEnd() {
        var end = place
        while end > textStart, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let isBreak = place - end >= 2
        flush(to: end)
        found.append(isBreak ? .lineBreak : .text([UInt8(ascii: "\n")]))
        place += 1
        while place < text.endIndex, text[place].isBlank { place += 1 }
        textStart = place
    }

    // MARK: - emphasis

    private mutating func readMarks() {
        let mark = text[place]
        let count = text[place...].prefix { $0 == mark }.count
        guard mark != UInt8(ascii: "~") || count == 2 else { return place += count }
        let before = place > text.startIndex ? text[place - 1] : UInt8(ascii: " ")
        let after = place + count < text.endIndex ? text[place + count] : UInt8(ascii: " ")
        let isLeft = !after.isSpace && (!after.isPunctuation || before.isSpace || before.isPunctuation)
        let isRight = !before.isSpace && (!before.isPunctuation || after.isSpace || after.isPunctuation)
        let isUnderline = mark == UInt8(ascii: "_")
        let canBegin = isLeft && (!isUnderline || !isRight || before.isPunctuation)
        let canEnd = isRight && (!isUnderline || !isLeft || after.isPunctuation)
        take(.marks(.init(mark: mark, count: count)), to: place + count)
        guard canBegin || canEnd else { return }
        emphasis.add(
            .init(piece: found.count - 1, mark: mark, canBegin: canBegin, canEnd: canEnd, length: count)
        )
    }

    // MARK: - links and pictures

    private mutating func begin(isPicture: Bool) {
        let length = isPicture ? 2 : 1
        take(.bracket(text[place..<(place + length)]), to: place + length)
        let piece = found.count - 1
        brackets.append(
            Bracket(piece: piece, delimiters: emphasis.delimiters.count, isPicture: isPicture, start: place)
        )
    }

    private mutating func readBracketEnd() {
        guard let bracket = brackets.popLast() else { return place += 1 }
        let isAllowed = bracket.isPicture || brackets.count >= linkFloor
        linkFloor = min(linkFloor, brackets.count)
        guard isAllowed, let (address, end) = target(bracket) else { return place += 1 }
        flush(to: place)
        emphasis.close(from: bracket.delimiters, &found, work)
        found[bracket.piece] = .begin(bracket.isPicture ? .picture : .link(rules.link(address)))
        found.append(.end)
        place = end
        textStart = end
        if !bracket.isPicture { linkFloor = brackets.count }
    }

    /// Where the brackets that end here lead, and where all of the link ends; nil when they are none of a link.
    private func target(_ bracket: Bracket) -> (address: String, end: Int)? {
        let after = text[(place + 1)...]
        if after.first == UInt8(ascii: "(") {
            work.spend(min(after.count, SafeMarkdown.Limits.address))
            if let (address, rest) = References.target(after) { return (address, rest.startIndex) }
        }
        let inner = text[bracket.start..<place]
        if let (label, rest) = References.label(after) {
            work.spend(label.count)
            if let address = references.address(label.isEmpty ? inner : label) { return (address, rest.startIndex) }
        }
        work.spend(min(inner.count, 300))
        return references.address(inner).map { ($0, place + 1) }
    }

    // MARK: - tags and addresses

    private mutating func readAngle() {
        let window = text[place...].prefix(SafeMarkdown.Limits.address)
        if window.starts(with: "<!--") {
            work.spend(text.endIndex - place)
            let rest = text[place...]
            let end = rest.indices.first { rest[$0...].starts(with: "-->") }
            return take(nil, to: end.map { $0 + 3 } ?? text.endIndex)
        }
        work.spend(window.count / 8)
        guard let end = window.firstIndex(of: UInt8(ascii: ">")), let next = window.dropFirst().first else {
            return place += 1
        }
        let inner = window[(place + 1)..<end]
        if !inner.contains(where: { $0.isSpace }), Self.isAddress(inner) {
            return takeLink(inner, address: Self.isMail(inner) ? "mailto:" + inner.string : inner.string, to: end + 1)
        }
        let name = inner.prefix { $0.isLetter }
        if name.count == 2, name.starts(withWord: "br") { return take(.lineBreak, to: end + 1) }
        // Any other tag is left out.
        let isTag = next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
        isTag ? take(nil, to: end + 1) : (place += 1)
    }

    private mutating func takeLink(_ shown: Bytes, address: String, to end: Int) {
        take(.begin(.link(rules.link(address))), to: end)
        found += [.text(shown), .end]
        linkFloor = brackets.count
    }

    private static func isAddress(_ text: Bytes) -> Bool {
        let scheme = text.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        return (2...32).contains(scheme.count) && text.dropFirst(scheme.count).first == UInt8(ascii: ":")
            || isMail(text)
    }

    private static func isMail(_ text: Bytes) -> Bool {
        text.count { $0 == UInt8(ascii: "@") } == 1 && !text.contains(UInt8(ascii: ":"))
    }

    /// An address that stands in the text as it is.
    private mutating func readBareAddress() {
        let rest = text[place...].prefix(SafeMarkdown.Limits.address)
        let isWord = place == text.startIndex || !(text[place - 1].isLetter || text[place - 1].isDigit)
        guard isWord, rest.starts(withWord: "http://") || rest.starts(withWord: "https://") else { return place += 1 }
        var address = rest.prefix { !$0.isSpace && $0 != UInt8(ascii: "<") && $0 >= 0x20 }
        work.spend(address.count)
        while let last = address.last, !work.isSpent, Self.isEnding(last, address) {
            address = address.dropLast()
            work.spend(address.count)
        }
        guard address.count > 8, brackets.isEmpty else { return place += max(address.count, 1) }
        takeLink(address, address: address.string, to: address.endIndex)
    }

    /// Whether a sign at an address's end belongs to the sentence around it.
    private static func isEnding(_ last: UInt8, _ address: Bytes) -> Bool {
        if last == UInt8(ascii: ")") {
            return address.count { $0 == UInt8(ascii: "(") } < address.count { $0 == last }
        }
        return "?!.,:;*_~'\"]`".utf8.contains(last)
    }
}
