/// Reads lines as blocks, and collects the definitions of links.
struct BlockReader {
    let work: Work
    private(set) var references = References()

    init(work: Work) { self.work = work }

    /// The blocks of some lines.
    mutating func blocks(_ lines: [Bytes], depth: Int) -> [Block] {
        var blocks: [Block] = []
        var place = 0
        while place < lines.count {
            work.spend(lines[place].count + 1)
            switch LineStart(lines[place]) {
            case .blank:
                place += 1
            case .indented:
                blocks.append(indented(lines, &place))
            case .fence(let fence):
                blocks.append(fenced(lines, &place, fence))
            case .heading(let level, let text):
                blocks.append(.heading(level: level, text))
                place += 1
            case .rule:
                blocks.append(.rule)
                place += 1
            case .hidden(let end):
                Self.skip(lines, &place, end)
            case .quotation where depth < SafeMarkdown.Limits.depth && !work.isSpent:
                blocks.append(quotation(lines, &place, depth))
            case .entry(let marker) where depth < SafeMarkdown.Limits.depth && !work.isSpent:
                blocks.append(list(lines, &place, marker, depth))
            case .quotation, .entry, .text:
                if let table = TableReader.read(lines, &place) {
                    blocks.append(.table(table))
                } else {
                    blocks += paragraph(lines, &place)
                }
            }
        }
        return blocks
    }

    private func indented(_ lines: [Bytes], _ place: inout Int) -> Block {
        var code: [Bytes] = []
        while place < lines.count, lines[place].isBlankLine || lines[place].indent >= 4 {
            code.append(lines[place].dropFirst(min(4, lines[place].indent)))
            place += 1
        }
        while code.last?.isBlankLine == true { code.removeLast() }
        return .code(Self.joined(code))
    }

    private func fenced(_ lines: [Bytes], _ place: inout Int, _ fence: LineStart.Fence) -> Block {
        var code: [Bytes] = []
        place += 1
        while place < lines.count {
            let line = lines[place]
            place += 1
            let text = line.dropFirst(line.indent).trimmed
            let isEnd = line.indent < 4 && text.count >= fence.length && text.allSatisfy { $0 == fence.mark }
            if isEnd { break }
            code.append(line.dropFirst(min(fence.indent, line.indent)))
        }
        return .code(Self.joined(code))
    }

    /// Leaves out what HTML hides: all to a line with its end.
    private static func skip(_ lines: [Bytes], _ place: inout Int, _ end: StaticString) {
        while place < lines.count {
            let line = lines[place]
            place += 1
            if line.indices.contains(where: { line[$0...].starts(withWord: end) }) { return }
        }
    }

    private mutating func quotation(_ lines: [Bytes], _ place: inout Int, _ depth: Int) -> Block {
        var inner: [Bytes] = []
        var goesOn = false
        while place < lines.count {
            if case .quotation(let rest) = LineStart(lines[place]) {
                inner.append(rest)
                goesOn = Self.isText(rest)
            } else if goesOn, Self.isText(lines[place]) {
                // A paragraph goes on without its sign.
                inner.append(lines[place])
            } else {
                break
            }
            place += 1
        }
        return .quotation(blocks(inner, depth: depth + 1))
    }

    private mutating func list(_ lines: [Bytes], _ place: inout Int, _ first: LineStart.Marker, _ depth: Int) -> Block {
        var list = Block.List(start: first.number)
        var marker = first
        while true {
            let entry = Self.entry(lines, &place, marker)
            list.isLoose = list.isLoose || entry.hasGap
            list.entries.append(blocks(entry.lines, depth: depth + 1))
            guard place < lines.count, case .entry(let next) = LineStart(lines[place]), next.mark == first.mark else {
                break
            }
            list.isLoose = list.isLoose || entry.endsBlank
            marker = next
        }
        return .list(list)
    }

    /// The lines of one entry without what they are moved in by.
    private static func entry(_ lines: [Bytes], _ place: inout Int, _ marker: LineStart.Marker) -> (
        lines: [Bytes], hasGap: Bool, endsBlank: Bool
    ) {
        var inner = [marker.rest]
        var blanks = 0
        var hasGap = false
        place += 1
        while place < lines.count {
            let line = lines[place]
            if line.isBlankLine {
                blanks += 1
            } else if line.indent >= marker.width {
                hasGap = hasGap || blanks > 0
                inner += [Bytes](repeating: [], count: blanks) + [line.dropFirst(marker.width)]
                blanks = 0
            } else if blanks == 0, isText(line), inner.last.map(isText) == true {
                inner.append(line)
            } else {
                break
            }
            place += 1
        }
        return (inner, hasGap, blanks > 0)
    }

    /// Whether a line is of a paragraph, or goes on with one.
    private static func isText(_ line: Bytes) -> Bool {
        switch LineStart(line) {
        case .text: true
        default: false
        }
    }

    private mutating func paragraph(_ lines: [Bytes], _ place: inout Int) -> [Block] {
        var text = [lines[place]]
        place += 1
        while place < lines.count {
            let line = lines[place]
            if let level = Self.underline(line) {
                place += 1
                let title = definitions(Self.joined(text))
                return title.isEmpty ? [] : [.heading(level: level, title.trimmed)]
            }
            guard Self.goesOn(line) else { break }
            text.append(line)
            place += 1
        }
        let rest = definitions(Self.joined(text))
        return rest.isEmpty ? [] : [.paragraph(rest)]
    }

    /// Whether a line does not end a paragraph.
    private static func goesOn(_ line: Bytes) -> Bool {
        switch LineStart(line) {
        case .text, .indented: true
        // A number at the beginning of a line ends a paragraph only where a list begins with it.
        case .entry(let marker): marker.rest.isBlankLine || (marker.number ?? 1) != 1
        default: false
        }
    }

    /// The level of a heading that a line makes of the text above it.
    private static func underline(_ line: Bytes) -> Int? {
        guard line.indent < 4, let mark = line.trimmed.first, line.trimmed.allSatisfy({ $0 == mark }) else {
            return nil
        }
        return mark == UInt8(ascii: "=") ? 1 : mark == UInt8(ascii: "-") ? 2 : nil
    }

    /// Takes the definitions of links off the beginning of a text.
    private mutating func definitions(_ text: Bytes) -> Bytes {
        var rest = text.drop { $0.isSpace }
        while rest.first == UInt8(ascii: "["), !work.isSpent {
            work.spend(min(rest.count, SafeMarkdown.Limits.address))
            guard let after = references.define(rest) else { break }
            rest = after.drop { $0.isSpace }
        }
        return rest
    }

    private static func joined(_ lines: [Bytes]) -> Bytes {
        Array(lines.joined(separator: [UInt8(ascii: "\n")]))[...]
    }
}
