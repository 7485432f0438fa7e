import Testing
import Texts

@Suite("text of others that is shown")
struct ShownTextTests {
    /// What terminals obey, what turns text round, what breaks lines, what is not seen.
    private static let harmful: [Unicode.Scalar] =
        ((0x00...0x1F).map { $0 } + (0x7F...0x9F).map { $0 } + (0x202A...0x202E).map { $0 }
        + (0x2066...0x2069).map { $0 }
        + [0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xE0041])
        .compactMap { Unicode.Scalar(UInt32($0)) }

    @Test("nothing that a terminal obeys or that hides gets through in any form", arguments: harmful)
    func hostile(scalar: Unicode.Scalar) {
        let text = "a\(scalar)b"
        let number = "\\u{\(String(scalar.value, radix: 16))}"
        #expect(ShownText.escaped(text) == "a\(number)b")
        #expect(ShownText.quoted(text) == "'a\(number)b'")
        #expect(ShownText.line(text) == "a b")
        #expect(ShownText.escaped(text, keeping: [scalar]) == text)
    }

    @Test("what people write stays as it is", arguments: ["", "é漢字🧪", "می\u{200C}خواهم", "👩\u{200D}🔬", "cafe\u{301}"])
    func harmless(text: String) {
        #expect(ShownText.escaped(text).unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(ShownText.line(text).unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(ShownText.quoted(text) == "'\(text)'")
    }

    @Test("a name in quotes cannot end them")
    func quotes() {
        #expect(ShownText.quoted("it's a \\") == #"'it\'s a \\'"#)
        #expect(ShownText.quoted(bytes: [0x61, 0xFF, 0x1B, 0x7F]) == #"'a\xff\x1b\x7f'"#)
    }

    @Test("a long line is cut, and says so")
    func long() {
        #expect(ShownText.line("abcdef", limit: 6) == "abcdef")
        #expect(ShownText.line("abcdefg", limit: 6) == "abcdef…")
    }
}
