import SafeMarkdown
import Testing

@Suite("Markdown: what strangers try", .timeLimit(.minutes(5)))
struct HostileMarkdownTests {
    @Test(
        "no text makes a tag, an attribute or a link that is not ours",
        arguments: [
            "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>",
            "<a href='javascript:alert(1)'>x</a>",
            "<style>*{background:url(//evil.example)}</style>", "<base href=//evil.example>",
            "<form action=//evil.example>",
            "<meta http-equiv=refresh content='0;url=//evil.example'>", "<<script>alert(1)//<</script>",
            "<b onclick=alert(1)",
            "<!--><script>alert(1)</script>-->", "<!-- a\n\nb --><img src=x>", "<!-- without an end\n\n<b>x",
            "<?php x ?>",
            "<![CDATA[<script>alert(1)</script>]]>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
            "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](javascript&colon;alert(1))",
            "[x](\\javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox)", "[x](file:///etc/passwd)", "[x](//evil.example)",
            "[x](https://a\" onmouseover=\"alert(1))",
            "[x](https://a'><script>)", "[x](<https://a\" onx=\"1>)", "[x]: javascript:alert(1)\n\n[x]",
            "![x](javascript:alert(1))",
            "![x](https://evil.example/pixel.png)", "![\"><script>](a)", "<javascript:alert(1)>", "<https://a\"b>",
            "https://a\"onmouseover=alert(1)//", "`<script>`", "```html\n<script>alert(1)</script>\n```",
            "```\" onload=alert(1)\nx\n```", "# <img src=x onerror=alert(1)>", "|<script>|b|\n|-|-|\n|<img src=x>|\"'|",
            "[a](b \"><script>\")", "[a [b](c) d](e)", "[![a](b)](javascript:c)", "**a [b** c](d)", "*a **b* c**",
            "~~a *b~~ c*",
            "\u{0}<script\u{0}>", "\u{1B}[31mred", "\u{202E}txt.exe\u{2066}", "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;", "&#x0;&#xFFFFFFFF;&#99999999999;", "{{{formToken}}} {{userName}}", "<a@b.c onx=1>",
            "[x](mailto:a@b?subject=\"><script>)", "<mailto:a@b\"c>", "\\<script\\>", "[\u{5}](x\u{7}y)",
        ]
    )
    func hostile(text: String) {
        for form in [
            text, "> \(text)", "- \(text)", "**\(text)**", "[\(text)](https://a.example)", "|\(text)|x|\n|-|-|\n",
        ] {
            let html = SafeMarkdown.html(form, MarkdownAudit.rules)
            #expect(MarkdownAudit.problems(html) == [], "\(form) → \(html.text)")
            #expect(!html.text.contains("\u{202E}") && !html.text.contains("src="), "\(html.text)")
        }
    }

    @Test("no text keeps the reader busy, grows without end, or goes deep", arguments: GreedyTexts.all.indices)
    func greedy(index: Int) {
        let (name, text) = GreedyTexts.all[index]
        let html = SafeMarkdown.html(text, MarkdownAudit.rules)
        #expect(html.text.utf8.count < SafeMarkdown.Limits.output + 10_000, "\(name)")
        #expect(MarkdownAudit.problems(html).prefix(3) == [], "\(name)")
    }

    @Test("a text that is too long is cut, and it is told")
    func cut() {
        let html = MarkdownAudit.html(String(repeating: "word ", count: SafeMarkdown.Limits.text / 4))
        #expect(html.hasSuffix("<p>…</p>"))
    }

    @Test("texts mixed of all signs stay within our tags")
    func mixed() {
        let parts = [
            "[", "]", "(", ")", "!", "*", "**", "_", "__", "~~", "`", "```", "<", ">", "<b>", "</b>", "<!--", "-->",
            "\n", "\n\n",
            "    ", "- ", "1. ", "> ", "#", "# ", "|", "|-|-|", "\n|", "---", "===", "\\", "&amp;", "&", "a", "b c",
            "[a]: b", "https://x.y",
            "javascript:x", "<https://x>", "\"", "'", "\t", "é", "<script>", "=", ":", "[^1]", "![", "](", ")[",
        ]
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<20_000 {
            let text = (0..<(1 + random(40))).map { _ in parts[random(parts.count)] }.joined()
            let html = SafeMarkdown.html(text, MarkdownAudit.rules)
            #expect(MarkdownAudit.problems(html) == [], "\(text.debugDescription) → \(html.text)")
        }
    }
}
