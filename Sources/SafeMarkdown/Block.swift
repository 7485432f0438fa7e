/// A part of a text that stands for itself.
indirect enum Block {
    case heading(level: Int, Bytes)
    case paragraph(Bytes)
    case code(Bytes)
    case quotation([Block])
    case list(List)
    case table(Table)
    case rule

    /// A list with its entries.
    struct List {
        /// The first entry's number; nil for a list without numbers.
        var start: Int?
        var entries: [[Block]] = []
        /// Whether there are empty lines between its parts.
        var isLoose = false
    }

    /// A table: texts of its cells.
    struct Table {
        var head: [Bytes]
        var rows: [[Bytes]] = []
    }
}

/// What a line begins.
enum LineStart {
    case blank
    case indented
    case fence(Fence)
    case heading(level: Int, Bytes)
    case rule
    case quotation(Bytes)
    case entry(Marker)
    case hidden(until: StaticString)
    case text

    /// The beginning of a block of code.
    struct Fence {
        let mark: UInt8
        let length: Int
        let indent: Int
    }

    /// The beginning of an entry of a list.
    struct Marker {
        /// `-`, `+`, `*`, `.` or `)`: another one begins another list.
        let mark: UInt8
        /// The number; nil where there is none.
        let number: Int?
        /// So many columns the entry's text is moved in.
        let width: Int
        /// What follows on the line.
        let rest: Bytes
    }

    init(_ line: Bytes) {
        let indent = line.indent
        let text = line.dropFirst(indent)
        guard let first = text.first, !text.isBlankLine else {
            self = .blank
            return
        }
        guard indent < 4 else {
            self = .indented
            return
        }
        switch first {
        case UInt8(ascii: "#"): self = Self.heading(text) ?? .text
        case UInt8(ascii: "`"), UInt8(ascii: "~"): self = Self.fence(text, first, indent) ?? .text
        case UInt8(ascii: ">"):
            let rest = text.dropFirst()
            self = .quotation(rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest)
        case UInt8(ascii: "<"): self = Self.hidden(text) ?? .text
        default:
            if Self.isRule(text, first) {
                self = .rule
            } else if let marker = Self.marker(text, indent) {
                self = .entry(marker)
            } else {
                self = .text
            }
        }
    }

    private static func heading(_ text: Bytes) -> LineStart? {
        let level = text.prefix { $0 == UInt8(ascii: "#") }.count
        let rest = text.dropFirst(level)
        guard level <= 6, rest.first?.isBlank ?? true else { return nil }
        let title = rest.trimmed
        // Signs at the end belong to the heading's form.
        let bare = title[..<(title.lastIndex { $0 != UInt8(ascii: "#") }.map { $0 + 1 } ?? title.startIndex)]
        let isClosed = bare.isEmpty || bare.last?.isBlank == true
        return .heading(level: level, isClosed ? bare.trimmed : title)
    }

    private static func fence(_ text: Bytes, _ mark: UInt8, _ indent: Int) -> LineStart? {
        let length = text.prefix { $0 == mark }.count
        let isInline = mark == UInt8(ascii: "`") && text.dropFirst(length).contains(mark)
        return length >= 3 && !isInline ? .fence(Fence(mark: mark, length: length, indent: indent)) : nil
    }

    private static func isRule(_ text: Bytes, _ first: UInt8) -> Bool {
        guard first == UInt8(ascii: "*") || first == UInt8(ascii: "-") || first == UInt8(ascii: "_") else {
            return false
        }
        return text.allSatisfy { $0 == first || $0.isBlank } && text.count { $0 == first } >= 3
    }

    private static func hidden(_ text: Bytes) -> LineStart? {
        if text.starts(with: "<!--") { return .hidden(until: "-->") }
        if text.starts(withWord: "<script") { return .hidden(until: "</script>") }
        if text.starts(withWord: "<style") { return .hidden(until: "</style>") }
        return nil
    }

    private static func marker(_ text: Bytes, _ indent: Int) -> Marker? {
        let digits = text.prefix { $0.isDigit }
        guard digits.count <= 9, let mark = text.dropFirst(digits.count).first else { return nil }
        let isNumber = mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
        let isBullet = mark == UInt8(ascii: "-") || mark == UInt8(ascii: "+") || mark == UInt8(ascii: "*")
        guard digits.isEmpty ? isBullet : isNumber else { return nil }
        let rest = text.dropFirst(digits.count + 1)
        guard rest.first?.isBlank ?? true else { return nil }
        let spaces = rest.prefix { $0.isBlank }.count
        // More than four spaces are an entry that begins with code.
        let gap = (1...4).contains(spaces) && spaces < rest.count ? spaces : 1
        return Marker(
            mark: mark,
            number: Int(digits.string),
            width: indent + digits.count + 1 + gap,
            rest: rest.dropFirst(min(gap, rest.count))
        )
    }
}
