/// The heading and the first paragraph of a README, in Markdown or reStructuredText or neither, as plain text.
struct ReadmeText: Sendable, Hashable {
    static let names = ["README.md", "README.rst", "README.txt", "README", "README.markdown", "README.org"]

    /// The first heading; nil without one.
    private(set) var heading: String?
    /// The first paragraph that is a sentence or two: no badge, list, table or code.
    private(set) var paragraph: String?

    init(_ text: String, name: String) {
        let blocks = Self.blocks(text)
        for (index, block) in blocks.enumerated() {
            if let title = Self.heading(block.lines, next: index + 1 < blocks.count ? blocks[index + 1].lines : []) {
                if heading == nil, !Self.isSection(title) { heading = DerivedFacts.line(title, limit: 200) }
            } else if paragraph == nil, !block.isCode, let text = Self.sentence(block.lines) {
                paragraph = DerivedFacts.line(text, limit: 500)
            }
            if heading != nil, paragraph != nil { return }
        }
    }

    /// Headings of parts of a README: one that begins with them does not say what it is about.
    private static let sections: Set<String> = [
        "about", "abstract", "authors", "background", "citation", "content", "contents", "contributing", "dependencies",
        "description", "getting started", "how to run", "how to use", "install", "installation", "instructions",
        "introduction",
        "license", "licence", "notebooks", "overview", "prerequisites", "quick start", "quickstart", "readme",
        "requirements",
        "running", "setup", "summary", "table of contents", "toc", "tutorials", "usage", "welcome",
    ]

    private static func isSection(_ title: String) -> Bool {
        title.isEmpty || sections.contains(title.lowercased().split { !$0.isLetter }.joined(separator: " "))
    }

    private struct Block {
        var lines: [String]
        var isCode = false
    }

    /// What lies between empty lines; a fence of code is a block, a heading is one by itself, front matter is none.
    private static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        var current: [String] = []
        var fence: String?
        let close = { (isCode: Bool) in
            if !current.isEmpty { blocks.append(Block(lines: current, isCode: isCode)) }
            current = []
        }
        for line in withoutFrontMatter(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)) {
            let trimmed = line.trimmed
            if let mark = fence {
                if trimmed.hasPrefix(mark) { fence = nil }
                continue
            }
            if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
                close(false)
                fence = String(trimmed.prefix(3))
            } else if trimmed.isEmpty {
                close(current.first.map { $0.hasPrefix("    ") || $0.hasPrefix("\t") } ?? false)
            } else if isMarked(trimmed) {
                close(false)
                current = [line]
                close(false)
            } else {
                current.append(line)
                // A line of '=' or '-' below one of text makes that a heading, whatever follows.
                if isRule(trimmed), current.count == 2 || current.count == 3 && isRule(current[0].trimmed) {
                    close(false)
                }
            }
        }
        close(current.first.map { $0.hasPrefix("    ") } ?? false)
        return blocks
    }

    private static func withoutFrontMatter(_ lines: [String]) -> [String] {
        guard lines.first?.trimmed == "---", let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" })
        else {
            return lines
        }
        return Array(lines[(end + 1)...])
    }

    /// Whether a line is a heading by its own mark: `# Title`, `<h1>Title</h1>`, `* Title` of Org is left as a list.
    private static func isMarked(_ line: String) -> Bool {
        line.hasPrefix("#") || line.lowercased().hasPrefix("<h1")
    }

    /// Whether a line only underlines.
    private static func isRule(_ line: String) -> Bool {
        guard let first = line.first, "=-~*^#\"'`+_:.".contains(first), line.count >= 3 else { return false }
        return line.allSatisfy { $0 == first }
    }

    /// The heading that a block is; nil for one that is none.
    private static func heading(_ lines: [String], next: [String]) -> String? {
        let first = lines[0].trimmed
        if isMarked(first) { return plain(first.drop { $0 == "#" }.description) }
        if lines.count == 2, isRule(lines[1].trimmed) { return plain(first) }
        if lines.count == 3, isRule(first), isRule(lines[2].trimmed) { return plain(lines[1]) }
        return nil
    }

    /// A block as a sentence; nil for one that is a list, a table, a quotation, a directive or only pictures.
    private static func sentence(_ lines: [String]) -> String? {
        let first = lines[0].trimmed
        let marks = ["- ", "* ", "+ ", "|", ">", "..", ":", "$", "![", "[![", "<!--", "<img", "<p align", "<div", "1."]
        let text = plain(lines.prefix(50).joined(separator: " "))
        guard text.count >= 20, text.contains(" "), text.contains(where: \.isLetter) else { return nil }
        if marks.contains(where: first.hasPrefix) {
            // A picture, or a picture and then text, is text without the picture.
            guard first.hasPrefix("!") || first.hasPrefix("[!") || first.hasPrefix("<") else { return nil }
            return first.hasPrefix("<!--") ? nil : text
        }
        return isRule(first) ? nil : text
    }

    /// A text without the marks of its form: pictures, links, emphasis, code, tags.
    static func plain(_ text: String) -> String {
        var plain = String(text.prefix(4_000))
        plain = plain.replacing(#/!\[[^\]]{0,300}\]\([^)]{0,1000}\)/#, with: "")
        plain = plain.replacing(#/\[[ \t]*\]\([^)]{0,1000}\)/#, with: "")
        plain = plain.replacing(#/\[([^\]]{0,300})\]\([^)]{0,1000}\)/#) { "\($0.1)" }
        plain = plain.replacing(#/\[([^\]]{1,300})\]\[[^\]]{0,100}\]/#) { "\($0.1)" }
        plain = plain.replacing(#/`([^`<]{1,300}) <[^>]{1,1000}>`_{1,2}/#) { "\($0.1)" }
        plain = plain.replacing(#/<[^>]{1,1000}>/#, with: "")
        plain = plain.replacing(#/:[a-z]{2,10}:`([^`]{1,300})`/#) { "\($0.1)" }
        plain = plain.replacing(#/\*{1,3}([^*]{1,300})\*{1,3}/#) { "\($0.1)" }
        for (entity, character) in [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " ")] {
            plain = plain.replacing(entity, with: character)
        }
        plain = plain.filter { $0 != "`" }
        let words = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(words.drop { $0 == "#" || $0 == " " }.reversed().drop { $0 == "#" || $0 == " " }.reversed())
    }
}
