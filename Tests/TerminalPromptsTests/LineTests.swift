import TerminalPrompts
import Testing

/// Lines while they are edited, shown and wrapped: pure functions.
struct LineTests {
    /// Whether all of the keys mean something to a line.
    private static func apply(_ keys: [Key], _ line: inout EditedLine) -> Bool {
        keys.map { line.apply($0) }.allSatisfy { $0 }
    }

    @Test("Keys edit a line")
    func editing() {
        var line = EditedLine("black bodies")
        let keys: [Key] = [.eraseWord, .text("B"), .start, .delete, .text("b"), .text("l"), .end, .left, .left]
        #expect(Self.apply(keys, &line))
        #expect(line.text == "bllack B" && line.cursor == 6)
        #expect(Self.apply([.eraseBehind, .paste("one\ntwo\t\u{7}three")], &line))
        #expect(line.text == "bllackone two three")
        #expect(Self.apply([.eraseBefore], &line))
        #expect(line.text.isEmpty && line.cursor == 0)
        #expect(!Self.apply([.enter, .other], &line))
    }

    @Test("A mark joins the letter before it and is erased with it")
    func combining() {
        var line = EditedLine("e")
        line.insert("\u{301}")
        #expect(line.characters.count == 1 && line.cursor == 1)
        #expect(Self.apply([.backspace], &line))
        #expect(line.text.isEmpty)
    }

    @Test("The shown part holds the cursor and fits", arguments: [4, 10, 39, 79])
    func view(_ width: Int) {
        for text in ["", "short", String(repeating: "abcdefghij", count: 12), String(repeating: "漢字", count: 40)] {
            var line = EditedLine(text)
            repeat {
                let view = LineView(line, width: width)
                #expect(TextWidth.of(view.text) <= width && view.column < width)
                #expect(view.isWhole == (TextWidth.of(text) < width))
                let before = line.cursor
                _ = line.apply(.left)
                if line.cursor == before { break }
            } while true
        }
    }

    @Test("No wrapped line is wider than it may be, and no word is lost", arguments: [1, 7, 20, 60])
    func wrapping(_ width: Int) {
        let texts = [
            "", "one", "a few words that are wrapped, and 漢字漢字漢字漢字 too", String(repeating: "x", count: 70), "a\n\nb c",
        ]
        for text in texts {
            let lines = TextWrapping.lines(text, width: width)
            let limit = max(width, text.contains("漢") ? 2 : 1)
            #expect(lines.allSatisfy { TextWidth.of($0) <= limit }, "\(lines)")
            #expect(lines.joined().filter { $0 != " " } == text.filter { !$0.isWhitespace })
        }
    }

    @Test("Wrapped lines are indented as asked")
    func indentation() {
        let lines = TextWrapping.lines("one two three four", width: 12, first: "1  ", rest: "   ")
        #expect(lines == ["1  one two", "   three", "   four"])
    }
}
