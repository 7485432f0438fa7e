import Testing

@Suite("Markdown: what it makes of a scientist's README")
struct MarkdownFormTests {
    @Test(
        "the common forms",
        arguments: [
            ("# Black *bodies* #", "<h3>Black <em>bodies</em></h3>\n"),
            ("Title\n=====\n\nSub\n---", "<h3>Title</h3>\n<h4>Sub</h4>\n"),
            ("###### six", "<h6>six</h6>\n"), ("#no heading", "<p>#no heading</p>\n"),
            ("one\ntwo  \nthree\\\nfour", "<p>one\ntwo<br>\nthree<br>\nfour</p>\n"),
            (
                "**strong** __too__ *em* _em_ ***both*** snake_case_name",
                """
                <p><strong>strong</strong> <strong>too</strong> <em>em</em> <em>em</em> <em><strong>both</strong></em> \
                snake_case_name</p>\n
                """
            ),
            ("~~gone~~ a~b", "<p><del>gone</del> a~b</p>\n"), ("2 * 3 * 4", "<p>2 * 3 * 4</p>\n"),
            ("`a < b` ``a ` b`` `x", "<p><code>a &lt; b</code> <code>a ` b</code> `x</p>\n"),
            (
                "[site](https://a.example/x?y=1&z=2 \"T\")",
                """
                <p><a href="https://a.example/x?y=1&amp;z=2" rel="nofollow noopener ugc">site</a></p>\n
                """
            ),
            (
                "[*a*][r], [r] and [r][]\n\n[R]: <https://r.example>",
                """
                <p><a href="https://r.example" rel="nofollow noopener ugc"><em>a</em></a>, \
                <a href="https://r.example" rel="nofollow noopener ugc">r</a> and \
                <a href="https://r.example" rel="nofollow noopener ugc">r</a></p>\n
                """
            ),
            (
                "see https://a.example/b_(c). <https://d.example> <x@y.eu>",
                """
                <p>see <a href="https://a.example/b_(c)" rel="nofollow noopener ugc">https://a.example/b_(c)</a>. \
                <a href="https://d.example" rel="nofollow noopener ugc">https://d.example</a> \
                <a href="mailto:x@y.eu" rel="nofollow noopener ugc">x@y.eu</a></p>\n
                """
            ),
            (
                "[![DOI](https://z.example/b.svg)](https://doi.org/10.1/x)",
                """
                <p><a href="https://doi.org/10.1/x" rel="nofollow noopener ugc"><span class="picture">DOI</span></a></p>\n
                """
            ),
            (
                "[start](notebooks/a%20b.ipynb)",
                """
                <p><a href="/files/notebooks/a%20b.ipynb" rel="nofollow noopener ugc">start</a></p>\n
                """
            ),
            ("[no](javascript:x) [x]", "<p><span>no</span> [x]</p>\n"),
            (
                "- a\n- b\n  - c\n\n1. x\n2. y",
                """
                <ul><li>a</li><li>b<ul><li>c</li></ul>\n</li></ul>\n<ol><li>x</li><li>y</li></ol>\n
                """
            ),
            ("- a\n\n- b", "<ul><li><p>a</p>\n</li><li><p>b</p>\n</li></ul>\n"),
            ("> quoted\ngoes on\n\nafter", "<blockquote><p>quoted\ngoes on</p>\n</blockquote>\n<p>after</p>\n"),
            (
                "```python\nx = \"<b>\"\n\ny\n```\nafter",
                "<pre><code>x = &quot;&lt;b&gt;&quot;\n\ny</code></pre>\n<p>after</p>\n"
            ),
            ("    pip install x\n\ntext", "<pre><code>pip install x</code></pre>\n<p>text</p>\n"),
            ("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
            (
                "| a | b |\n|---|:-:|\n| `x` | 1 \\| 2 |\n| only",
                """
                <div class="table" tabindex="0"><table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>\
                <tbody><tr><td><code>x</code></td><td>1 | 2</td></tr><tr><td>only</td></tr></tbody></table></div>\n
                """
            ),
            ("<p align=\"center\">\n<img src=\"logo.png\">\n</p>\n\ntext<br>more", "<p>text<br>\nmore</p>\n"),
            ("<!-- hidden\n\nstill -->\nshown", "<p>shown</p>\n"),
            ("&copy; &alpha; &nosuch; AT&T", "<p>© α &amp;nosuch; AT&amp;T</p>\n"),
            ("tab\there\r\nnext", "<p>tab\there\nnext</p>\n"), ("", ""),
            ("\\*no\\* \\[x\\](y)", "<p>*no* [x](y)</p>\n"),
            ("Grüße, 星 and 🌟 *ü*", "<p>Grüße, 星 and 🌟 <em>ü</em></p>\n"),
        ]
    )
    func form(text: String, html: String) {
        #expect(MarkdownAudit.html(text) == html)
    }
}
