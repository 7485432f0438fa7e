/// The names of zip entries: decoding them, and what a name must be.
enum ZipName {
    /// The text of a name's bytes (APPNOTE appendix D), or nil when the bytes are not what the header says.
    ///
    /// A valid Info-ZIP Unicode name replaces a name that is not ASCII; beside an ASCII name it must be the same.
    static func decode(_ header: ZipHeader, guessesUTF8: Bool) -> String? {
        let raw = header.name
        let isASCII = raw.allSatisfy { $0 < 0x80 }
        if let unicode = header.unicodeName, unicode.crc == CRC32.checksum(Array(raw)) {
            guard let text = String(validating: unicode.name, as: UTF8.self) else { return nil }
            return isASCII || header.isUTF8 ? (text.utf8.elementsEqual(raw) ? text : nil) : text
        }
        if isASCII || header.isUTF8 { return String(validating: raw, as: UTF8.self) }
        if guessesUTF8, let text = String(validating: raw, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(raw.map { $0 < 0x80 ? Unicode.Scalar($0) : upperHalf[Int($0) - 0x80] }))
    }

    /// A name as the rules take it: with slashes for the backslashes of Windows, or without empty and `.` parts.
    static func normalised(_ name: String, isOfUnix: Bool, rules: ZipRules) -> String {
        let path = name.utf8.last == UInt8(ascii: "/") ? String(name.utf8.dropLast()) ?? name : name
        if PathBytes.areOrdinary(path) { return name }
        var name = name
        if hasWindowsFolders(name, isOfUnix: isOfUnix, rules: rules) {
            let slashes = name.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
            name = String(decoding: slashes, as: UTF8.self)
        }
        let isLenient = !rules.isDisjoint(with: [.linuxNames, .windowsFolders])
        guard isLenient, name.utf8.first != UInt8(ascii: "/") else { return name }
        let parts = PathBytes.parts(name).filter { $0 != "." }
        return parts.joined(separator: "/") + (name.utf8.last == UInt8(ascii: "/") ? "/" : "")
    }

    /// Whether the backslashes of a name stand between folders.
    static func hasWindowsFolders(_ name: String, isOfUnix: Bool, rules: ZipRules) -> Bool {
        rules.contains(.windowsFolders) && !isOfUnix && name.utf8.contains(UInt8(ascii: "\\"))
    }

    /// What is wrong with a name as a relative path, or nil; a trailing slash is not part of it.
    static func fault(_ path: String, isOfUnix: Bool, rules: ZipRules) -> String? {
        if PathBytes.areOrdinary(path) { return nil }
        let bytes = path.utf8
        let isLinux = rules.contains(.linuxNames)
        if bytes.isEmpty { return "the name is empty" }
        if bytes.count > 4096 { return "the name has \(bytes.count) bytes, more than 4096" }
        if bytes.contains(0) { return "the name holds a NUL character" }
        let takesBackslash = isLinux || (rules.contains(.windowsFolders) && isOfUnix)
        if !takesBackslash, bytes.contains(UInt8(ascii: "\\")) { return "the name holds a backslash" }
        if bytes.first == UInt8(ascii: "/") { return "the name is absolute" }
        if !isLinux, startsWithDrive(path) { return "the name begins with a drive letter" }
        for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if part.isEmpty { return "the name has an empty part" }
            if part.elementsEqual("..".utf8) { return "the name has a '..' part" }
            if part.elementsEqual(".".utf8) { return "the name has a '.' part" }
            if part.count > 255 { return "a part of the name has \(part.count) bytes, more than 255" }
        }
        return nil
    }

    private static func startsWithDrive(_ path: String) -> Bool {
        let bytes = path.utf8
        guard let letter = bytes.first, bytes.dropFirst().first == UInt8(ascii: ":") else { return false }
        let isLetter = (0x41...0x5A).contains(letter) || (0x61...0x7A).contains(letter)
        return isLetter && (bytes.count == 2 || bytes.dropFirst(2).first == UInt8(ascii: "/"))
    }

    /// Code page 437 from 0x80 on (unicode.org, MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT).
    private static let upperHalf = Array(
        """
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
        αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}
        """.unicodeScalars
    )
}
