/// Writes blocks as HTML.
struct BlockWriter {
    private var writer = HTMLWriter()
    private let rules: SafeMarkdown.Rules
    private let references: References
    private let work: Work

    init(_ rules: SafeMarkdown.Rules, _ references: References, _ work: Work) {
        self.rules = rules
        self.references = references
        self.work = work
    }

    mutating func write(_ blocks: [Block]) {
        for block in blocks { write(block) }
    }

    private mutating func write(_ block: Block) {
        switch block {
        case .heading(let level, let text):
            writer.begin(Self.headings[min(max(level + rules.headingShift, 1), 6) - 1])
            write(inline: text)
            writer.end()
        case .paragraph(let text):
            return write(paragraph: text)
        case .code(let text):
            writer.begin("pre")
            writer.begin("code")
            writer.write(text)
            writer.end()
            writer.end()
        case .quotation(let blocks):
            writer.begin("blockquote")
            write(blocks)
            writer.end()
        case .list(let list):
            write(list)
        case .table(let table):
            write(table)
        case .rule:
            writer.empty("<hr>")
        }
        writer.empty("\n")
    }

    private static let headings: [StaticString] = ["h1", "h2", "h3", "h4", "h5", "h6"]

    private mutating func write(paragraph text: Bytes) {
        let pieces = InlineReader(text.trimmed, references, rules, work).pieces()
        // Of a line of tags nothing is left.
        guard pieces.contains(where: \.isShown) else { return }
        writer.begin("p")
        InlineWriter.write(pieces, to: &writer)
        writer.end()
        writer.empty("\n")
    }

    private mutating func write(inline text: Bytes) {
        InlineWriter.write(InlineReader(text, references, rules, work).pieces(), to: &writer)
    }

    private mutating func write(_ list: Block.List) {
        writer.begin(list.start == nil ? "ul" : "ol")
        for entry in list.entries {
            writer.begin("li")
            for block in entry {
                if case .paragraph(let text) = block, !list.isLoose {
                    write(inline: text.trimmed)
                } else {
                    write(block)
                }
            }
            writer.end()
        }
        writer.end()
    }

    private mutating func write(_ table: Block.Table) {
        writer.begin("div", " class=\"table\" tabindex=\"0\"")
        writer.begin("table")
        writer.begin("thead")
        write(row: table.head, "th", " scope=\"col\"")
        writer.end()
        writer.begin("tbody")
        for row in table.rows { write(row: row, "td", "") }
        writer.end()
        writer.end()
        writer.end()
    }

    private mutating func write(row: [Bytes], _ name: StaticString, _ attributes: StaticString) {
        writer.begin("tr")
        for cell in row {
            writer.begin(name, attributes)
            write(inline: cell)
            writer.end()
        }
        writer.end()
    }

    /// Says that the text was longer.
    mutating func writeCut() {
        writer.begin("p")
        writer.write("…")
        writer.end()
    }

    mutating func finish() -> SafeHTML { writer.finish() }
}
