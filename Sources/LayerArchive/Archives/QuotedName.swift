/// A name in single quotes with control characters and quotes escaped, safe to print on a terminal.
package func quotedName(_ name: String) -> String {
    var text = "'"
    for scalar in name.unicodeScalars {
        let value = scalar.value
        let isControl =
            value < 0x20 || (0x7F...0x9F).contains(value) || (0x202A...0x202E).contains(value)
            || (0x2066...0x2069).contains(value)
        if isControl || scalar == "'" || scalar == "\\" {
            text += scalar == "'" || scalar == "\\" ? "\\\(scalar)" : "\\u{\(String(value, radix: 16))}"
        } else {
            text.unicodeScalars.append(scalar)
        }
    }
    return text + "'"
}

/// Bytes that are no UTF-8 as a name in single quotes: printable ASCII as it is, the rest as `\xNN`.
package func quotedName(bytes: some Sequence<UInt8>) -> String {
    var text = "'"
    for byte in bytes {
        if (0x20..<0x7F).contains(byte) {
            text.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
    return text + "'"
}

/// A name with control characters escaped, without quotes, safe to print on a terminal.
package func printable(_ name: String) -> String {
    String(quotedName(name).dropFirst().dropLast()).replacing("\\'", with: "'").replacing("\\\\", with: "\\")
}
