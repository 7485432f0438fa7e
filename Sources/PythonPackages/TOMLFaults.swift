/// What toml++ checks of a TOML document by an assertion only, which would end the program: it is looked for before that parses.
///
/// Headers of tables that begin with nothing a key can begin with (`[=`, `[[[`), an array that a brace closes, a letter that is not
/// ASCII outside of strings and comments, and a date that no time follows where one should.
enum TOMLFaults {
    /// The first of them: line and column, from 1, and what is wrong.
    struct Fault {
        let line: Int
        let column: Int
        let message: String
    }

    /// The first fault of a document; nil for none.
    static func first(in text: String) -> Fault? {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let (index, message) = scanner.fault() else { return nil }
        let before = scanner.bytes[..<index]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Bytes that go on with a scalar are no columns of their own.
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return Fault(line: line, column: column, message: message)
    }

    /// Goes through the document as far as it takes to know what is a header: past strings, comments and arrays.
    private struct Scanner {
        let bytes: [UInt8]
        private var index = 0
        /// The brackets and braces that are open.
        private var open: [UInt8] = []

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func fault() -> (Int, String)? {
            var isLineStart = true
            while index < bytes.count {
                let byte = bytes[index]
                switch byte {
                case UInt8(ascii: "\n"): isLineStart = true
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
                case UInt8(ascii: "#"): skipComment()
                case UInt8(ascii: "[") where isLineStart && open.isEmpty:
                    if !skipHeaderStart() { return (index, "expected the name of a table after '['") }
                    isLineStart = false
                default:
                    isLineStart = false
                    if let message = faultOfValue(byte) { return (index, message) }
                }
                index += 1
            }
            return nil
        }

        /// What is wrong with a byte inside of a line; goes to the last byte of what begins with it.
        private mutating func faultOfValue(_ byte: UInt8) -> String? {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
            case UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: "}"):
                if open.popLast() == UInt8(ascii: "[") { return "found '}' inside of an array, expected ']'" }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): return faultOfDate()
            case 0x80...: return "found a letter that is not ASCII outside of a string and a comment"
            default: break
            }
            return nil
        }

        /// What is wrong with a date and time, `2026-01-02T03:04:05`; goes to the last byte of a number.
        private mutating func faultOfDate() -> String? {
            let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
            let word = bytes[index...].prefix { isDigit($0) || $0 == UInt8(ascii: "-") }
            let rest = bytes[word.endIndex...]
            index = word.endIndex - 1
            guard word.count == 10, let separator = rest.first, let next = rest.dropFirst().first else { return nil }
            let hasHour = rest.dropFirst().prefix(2).allSatisfy(isDigit) && rest.count > 3
            let hasTime =
                separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t")
                || separator == UInt8(ascii: " ") && isDigit(next)
            let isTime = hasHour && rest.dropFirst(3).first == UInt8(ascii: ":")
            return hasTime && !isTime ? "expected a time after the date" : nil
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
