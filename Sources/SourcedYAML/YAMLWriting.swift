/// Values as YAML text.
public enum YAMLWriting {
    /// A text as a scalar on one line: as it is where it cannot be taken for anything else, else in double quotes.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - isInBrackets: whether it stands in a `[list]` or `{mapping}`, where commas and brackets have a meaning.
    /// - Returns: the scalar.
    public static func scalar(_ text: String, isInBrackets: Bool = false) -> String {
        isPlain(text) && !(isInBrackets && text.contains { ",[]{}".contains($0) }) ? text : quoted(text)
    }

    /// A list on one line.
    public static func list(_ texts: [String]) -> String {
        "[\(texts.map { scalar($0, isInBrackets: true) }.joined(separator: ", "))]"
    }

    /// A long text as a folded block (`>`) below its key, or as a scalar where that is short enough.
    ///
    /// - Parameters:
    ///   - text: the text, without line ends.
    ///   - indentation: the spaces before each line.
    ///   - width: the most columns of a line.
    /// - Returns: what stands behind `key: `.
    public static func folded(_ text: String, indentation: Int = 2, width: Int = 100) -> String {
        guard text.count > width - 20, !text.contains(where: \.isNewline), !text.hasPrefix(" ") else {
            return scalar(text)
        }
        let indent = String(repeating: " ", count: indentation)
        var lines = [indent]
        var isBegun = false
        for word in text.split(separator: " ") {
            if isBegun, lines[lines.count - 1].count + 1 + word.count > width {
                lines.append(indent)
                isBegun = false
            }
            lines[lines.count - 1] += (isBegun ? " " : "") + word
            isBegun = true
        }
        return ">\n" + lines.joined(separator: "\n")
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        let special = ["null", "true", "false", "yes", "no", "on", "off", "none"]
        return (first.properties.isAlphabetic || ("0"..."9").contains(first))
            && last != ":" && !last.properties.isWhitespace && !text.contains(": ") && !text.contains(" #")
            && !text.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x2028...0x2029).contains($0.value)
            }
            && !special.contains(text.lowercased())
    }

    /// A text in double quotes, with escapes for what may not stand between them.
    package static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            case "\u{2028}", "\u{2029}": quoted += "\\u" + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
