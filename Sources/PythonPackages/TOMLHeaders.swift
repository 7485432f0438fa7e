/// Headers of tables in a TOML document that begin with nothing a key can begin with, such as `[=` or `[[[`.
///
/// toml++ checks for them by an assertion only, which would end the program; so they are looked for before it parses.
enum TOMLHeaders {
    /// Where the first such header has what cannot be: line and column, from 1; nil for none.
    static func fault(in text: String) -> (line: Int, column: Int)? {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let index = scanner.fault() else { return nil }
        let before = scanner.bytes[..<index]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Bytes that go on with a scalar are no columns of their own.
        return (line, before[start...].count { $0 & 0xC0 != 0x80 } + 1)
    }

    /// Goes through the document as far as it takes to know what is a header: past strings, comments and arrays.
    private struct Scanner {
        let bytes: [UInt8]
        private var index = 0
        private var depth = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func fault() -> Int? {
            var isLineStart = true
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\n"): isLineStart = true
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
                case UInt8(ascii: "#"): skipComment()
                case UInt8(ascii: "["):
                    if isLineStart, depth == 0 {
                        if !skipHeaderStart() { return index }
                    } else {
                        depth += 1
                    }
                    isLineStart = false
                case UInt8(ascii: "{"):
                    depth += 1
                    isLineStart = false
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    depth = max(0, depth - 1)
                    isLineStart = false
                case let quote where quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"):
                    skipString(quote)
                    isLineStart = false
                default: isLineStart = false
                }
                index += 1
            }
            return nil
        }

        /// Goes to the last byte before the key of a header; false where there is no key.
        private mutating func skipHeaderStart() -> Bool {
            if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") { index += 1 }
            var next = index + 1
            while next < bytes.count, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") {
                next += 1
            }
            guard next < bytes.count else { return true }
            let byte = bytes[next]
            let isKey = PackageName.isNameByte(byte) && byte != UInt8(ascii: ".")
            guard isKey || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
                index = next
                return false
            }
            index = next - 1
            return true
        }

        /// Goes to the last byte before the line's end.
        private mutating func skipComment() {
            while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
        }

        /// How many quotes follow each other from here, of the five that can.
        private func run(of quote: UInt8) -> Int { bytes[index...].prefix(5).prefix { $0 == quote }.count }

        /// Goes to the last byte of a string; of one that is not closed, to the end of its line or of the document.
        private mutating func skipString(_ quote: UInt8) {
            let isLong = run(of: quote) > 2
            index += isLong ? 3 : 1
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                    index += 1
                } else if !isLong, bytes[index] == UInt8(ascii: "\n") {
                    index -= 1
                    return
                } else if bytes[index] == quote, !isLong || run(of: quote) > 2 {
                    // Up to two quotes may stand before the three that close a long string.
                    if isLong { index += run(of: quote) - 1 }
                    return
                }
                index += 1
            }
        }
    }
}
