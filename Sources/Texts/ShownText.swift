/// Text of others, made safe to show: in a terminal, in a log, in a message.
///
/// Such text may hold sequences that a terminal obeys, and characters that turn the order of the rest round or are not seen at all.
package enum ShownText {
    /// Whether a character controls something, orders the text around it, or shows nothing: the control characters (C0, DEL, C1),
    /// separators of lines and paragraphs, and the formatting characters, among them all of the writing direction.
    package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // But for the two joiners, without which neither Persian nor many pictures can be written.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }

    /// A character, or for a harmful one its number: `\u{1b}`.
    package static func escaped(_ scalar: Unicode.Scalar) -> String {
        isHarmful(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }

    /// A text on one line, in which harmful characters are written as their numbers.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - kept: harmful characters that stay: such as a tab in what a program said.
    /// - Returns: the line.
    package static func escaped(_ text: some StringProtocol, keeping kept: Set<Unicode.Scalar> = []) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if kept.contains(scalar) {
                shown.append(scalar)
            } else {
                shown.append(contentsOf: escaped(scalar).unicodeScalars)
            }
        }
        return String(shown)
    }

    /// A name in single quotes, in which harmful characters are written as their numbers, and quotes and backslashes after one.
    package static func quoted(_ name: some StringProtocol) -> String {
        var shown = "'"
        for scalar in name.unicodeScalars {
            shown += scalar == "'" || scalar == "\\" ? "\\\(scalar)" : escaped(scalar)
        }
        return shown + "'"
    }

    /// Bytes that are no UTF-8 as a name in single quotes: printable ASCII as it is, the rest as `\xNN`.
    package static func quoted(bytes: some Sequence<UInt8>) -> String {
        var shown = "'"
        for byte in bytes {
            if (0x20..<0x7F).contains(byte) {
                shown.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                shown += "\\x" + Hex.encode([byte])
            }
        }
        return shown + "'"
    }

    /// Prose on one line, with a blank for each harmful character.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - limit: the most characters (Unicode scalars) that are shown; `…` is put for the rest.
    /// - Returns: the line.
    package static func line(_ text: some StringProtocol, limit: Int = .max) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) { shown.append(isHarmful(scalar) ? " " : scalar) }
        return String(shown) + (text.unicodeScalars.count > limit ? "…" : "")
    }
}
