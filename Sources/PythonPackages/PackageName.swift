/// Names of Python projects as the packaging specification "Names and normalization" has them.
public enum PackageName {
    /// The one spelling of a name: lower case, runs of `-`, `_` and `.` as a single `-`.
    public static func normalized(_ name: some StringProtocol) -> String {
        var result = ""
        var inRun = false
        for character in name.lowercased() {
            if character == "-" || character == "_" || character == "." {
                inRun = true
                continue
            }
            if inRun { result.append("-") }
            inRun = false
            result.append(character)
        }
        return inRun ? result + "-" : result
    }

    /// Whether a text is a name: ASCII letters, digits, `.`, `_` and `-`, the first and the last a letter or a digit.
    public static func isValid(_ name: some StringProtocol) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy(isNameByte)
    }

    /// Whether a byte may stand inside a name.
    static func isNameByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// Whether a byte is an ASCII letter or digit.
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default:
            false
        }
    }
}
