import TerminalPrompts
import Testing

/// What terminals send, cut wherever it may be.
struct KeyDecoderTests {
    private static let sent =
        "aé漢\u{1B}[D\u{1B}OC\u{1B}[3~\u{7F}\u{1}\u{15}\u{1B}[200~two\r\nlines\u{1B}[201~\r\u{3}\u{1B}[99;5Xz"

    private static let keys: [Key] = [
        .text("a"), .text("é"), .text("漢"), .left, .right, .delete, .backspace, .start, .eraseBefore,
        .paste("two\nlines"), .enter, .interrupt, .other, .text("z"),
    ]

    @Test("Keys are the same however their bytes are cut", arguments: 1...9)
    func cut(_ size: Int) {
        let bytes = Array(Self.sent.utf8)
        var decoder = KeyDecoder()
        let found = stride(from: 0, to: bytes.count, by: size).flatMap {
            decoder.take(Array(bytes[$0..<min($0 + size, bytes.count)]))
        }
        #expect(found == Self.keys)
    }

    @Test("A lone Escape is forgotten when nothing follows, and what is no UTF-8 is no text")
    func odd() {
        var decoder = KeyDecoder()
        let parts = [[0x1B], [], Array("[D".utf8), [0xFF, 0x41, 0x42, 0x43]].map { decoder.take($0) }
        #expect(parts == [[], [], [.text("["), .text("D")], [.other, .text("A"), .text("B"), .text("C")]])
    }
}
