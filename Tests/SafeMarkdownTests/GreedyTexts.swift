import SafeMarkdown

enum GreedyTexts {
    /// Texts that keep careless readers busy, or grow; each as long as a text may be.
    static let all: [(name: String, text: String)] = {
        let many = { (piece: String) in
            String(repeating: piece, count: SafeMarkdown.Limits.text / piece.utf8.count)
        }
        let pieces = [
            "[", "![", "]", "*a ", "*a **b ", "**a *b_", "_a __b ", "a**b_", "<", "<a ", "<!--", "`", "``a`", "`a``",
            "> ", "- ",
            "1. ", "  - a\n", ">", "#", "|", "|a", "|-", "~~~\n", "```\n", "[a](", "[a](b", "[a]: b\n", "[a][",
            "![a](<b", "&#1;",
            "&", "\\", "https://", "https://a)", "https://a))))", "h", "<a@", "a\n===\n", "* * ", "***", "~~a",
            "[a](b\"", "(", "\t",
            " \n", "\u{E9}", "\u{202E}", "<?", "[[a]](b)", "*[a](b)*", "a  \n",
        ]
        var texts = pieces.map { ($0, many($0)) }
        let ticks = (1..<700).map { String(repeating: "`", count: $0) + " " }.joined()
        texts.append(("marks of code of all lengths", ticks))
        let long = String(repeating: "u", count: 2000)
        texts.append(("one long address for many links", "[a]: https://\(long)\n\n" + many("[a] ")))
        texts.append(
            ("a wide table of empty cells", many("|").prefix(49) + "|\n" + many("|-").prefix(98) + "|\n" + many("|\n"))
        )
        texts.append(("a deep list", (0..<900).map { String(repeating: "  ", count: $0 % 300) + "- a\n" }.joined()))
        return texts
    }()
}
