import SafeMarkdown

/// Looks at HTML as a browser would, without trust in what made it: which tags, which attributes, whether each has its end.
enum MarkdownAudit {
    private static let names: Set<Substring> = [
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "code", "blockquote", "ul", "ol", "li", "div", "table", "thead",
        "tbody", "tr", "th", "td", "em", "strong", "del", "span", "a",
    ]
    private static let attributes: Set<Substring> = [
        "", #" class="table" tabindex="0""#, #" scope="col""#, #" class="picture""#,
    ]

    /// What is wrong with it.
    static func problems(_ html: SafeHTML) -> [String] {
        var problems: [String] = []
        var open: [Substring] = []
        var rest = html.text[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return problems + ["a tag without an end"] }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag == "hr" || tag == "br" { continue }
            if tag.hasPrefix("/") {
                if open.popLast() != tag.dropFirst() { problems.append("</\(tag.dropFirst())> ends nothing") }
                continue
            }
            let name = tag.prefix { $0 != " " }
            let attribute = tag.dropFirst(name.count)
            if !names.contains(name) { problems.append("<\(tag)> is no tag of ours") }
            if !attributes.contains(attribute), !(name == "a" && isLink(attribute)) { problems.append("<\(tag)>") }
            if name == "a", open.contains("a") { problems.append("a link in a link") }
            open.append(name)
            if open.count > 48 { problems.append("\(open.count) deep") }
        }
        if !open.isEmpty { problems.append("\(open) have no end") }
        if html.text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
            problems.append("a control character")
        }
        return problems
    }

    private static func isLink(_ attribute: Substring) -> Bool {
        let form = #/ href="(?:https:\/\/|http:\/\/|mailto:|\/files\/)[^"<>]*" rel="nofollow noopener ugc"/#
        return attribute.wholeMatch(of: form) != nil
    }

    /// Rules such as pages have.
    static let rules = SafeMarkdown.Rules(headingShift: 2) { address in
        if address.hasPrefix("https://") || address.hasPrefix("http://") || address.hasPrefix("mailto:") {
            return address
        }
        return address.contains(":") || address.hasPrefix("/") || address.isEmpty ? nil : "/files/\(address)"
    }

    static func html(_ text: String) -> String { SafeMarkdown.html(text, rules).text }
}
