/// Writes HTML: escaped text, and this module's own tags, each closed where it was opened.
struct HTMLWriter {
    private var bytes: [UInt8] = []
    /// Names of what is open; nil for what was not written, as it would be too deep or too long.
    private var open: [StaticString?] = []

    private var isFull: Bool { bytes.count >= SafeMarkdown.Limits.output }

    /// Opens an element.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - attributes: after a space; nothing of a stranger.
    ///   - address: of a link.
    mutating func begin(_ name: StaticString, _ attributes: StaticString = "", address: String? = nil) {
        guard !isFull, open.count < SafeMarkdown.Limits.depth * 3 + SafeMarkdown.Limits.inlineDepth else {
            open.append(nil)
            return
        }
        raw("<")
        raw(name)
        raw(attributes)
        if let address {
            raw(" href=\"")
            write(address)
            raw("\" rel=\"nofollow noopener ugc\"")
        }
        raw(">")
        open.append(name)
    }

    /// Closes what was opened last.
    mutating func end() {
        guard let name = open.popLast() ?? nil else { return }
        raw("</")
        raw(name)
        raw(">")
    }

    /// An element without content.
    mutating func empty(_ tag: StaticString) {
        if !isFull { raw(tag) }
    }

    /// Text.
    mutating func write(_ text: String) { write(Array(text.utf8)[...]) }

    /// Text, without what steers a terminal or turns the direction of what stands beside it.
    mutating func write(_ text: Bytes) {
        guard !isFull else { return }
        var place = text.startIndex
        while place < text.endIndex, !isFull {
            let byte = text[place]
            if Self.isDirection(text[place...]) {
                place += 3
                continue
            }
            switch byte {
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            case 0..<0x20 where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t"): break
            case 0x7F: break
            default: bytes.append(byte)
            }
            place += 1
        }
    }

    /// U+202A to U+202E and U+2066 to U+2069.
    private static func isDirection(_ text: Bytes) -> Bool {
        guard text.first == 0xE2, text.count >= 3 else { return false }
        let (second, third) = (text[text.startIndex + 1], text[text.startIndex + 2])
        return second == 0x80 && (0xAA...0xAE).contains(third) || second == 0x81 && (0xA6...0xA9).contains(third)
    }

    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// What was written, with the ends of what is open.
    mutating func finish() -> SafeHTML {
        while !open.isEmpty { end() }
        return SafeHTML(text: String(decoding: bytes, as: UTF8.self))
    }
}
