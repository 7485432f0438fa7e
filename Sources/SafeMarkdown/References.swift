/// Where links of a text lead: in the link itself, or defined elsewhere in the text.
struct References {
    private var addresses: [String: String] = [:]

    /// The longest name of a definition, in bytes.
    private static let longestLabel = 300

    /// Takes a definition (`[label]: address "title"`) off the beginning of a text.
    ///
    /// - Returns: what follows; nil when there is none.
    mutating func define(_ text: Bytes) -> Bytes? {
        guard let (label, after) = Self.label(text), after.first == UInt8(ascii: ":"), !label.trimmed.isEmpty,
            let (address, follows) = Self.address(after.dropFirst().drop { $0.isSpace })
        else { return nil }
        let line = follows.prefix { $0 != UInt8(ascii: "\n") }
        if !line.isBlankLine {
            guard let title = Self.title(line.drop { $0.isBlank }), title.isBlankLine else { return nil }
        }
        let key = Self.key(label)
        if addresses[key] == nil, addresses.count < SafeMarkdown.Limits.references { addresses[key] = address }
        return follows[line.endIndex...]
    }

    /// The address that a label stands for.
    func address(_ label: Bytes) -> String? {
        label.count <= Self.longestLabel ? addresses[Self.key(label)] : nil
    }

    private static func key(_ label: Bytes) -> String {
        label.split { $0.isSpace }.map { $0.string.lowercased() }.joined(separator: " ")
    }

    /// A text in square brackets at the beginning, and what follows.
    static func label(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
        guard text.first == UInt8(ascii: "[") else { return nil }
        var isEscaped = false
        for place in text.dropFirst().prefix(longestLabel + 1).indices {
            let byte = text[place]
            if !isEscaped {
                if byte == UInt8(ascii: "]") { return (text[(text.startIndex + 1)..<place], text[(place + 1)...]) }
                if byte == UInt8(ascii: "[") { return nil }
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return nil
    }

    /// An address in parentheses with its title at the beginning (`(address "title")`), and what follows.
    static func target(_ text: Bytes) -> (address: String, rest: Bytes)? {
        guard text.first == UInt8(ascii: "(") else { return nil }
        let inner = text.dropFirst().drop { $0.isSpace }
        if inner.first == UInt8(ascii: ")") { return ("", inner.dropFirst()) }
        guard let (address, after) = address(inner) else { return nil }
        var rest = after.drop { $0.isSpace }
        if rest.first != UInt8(ascii: ")"), let title = title(rest) { rest = title.drop { $0.isSpace } }
        return rest.first == UInt8(ascii: ")") ? (address, rest.dropFirst()) : nil
    }

    /// An address at the beginning, in angle brackets or up to a space, and what follows.
    private static func address(_ text: Bytes) -> (address: String, rest: Bytes)? {
        let window = text.prefix(SafeMarkdown.Limits.address)
        if window.first == UInt8(ascii: "<") {
            guard let end = window.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            let inner = window[(window.startIndex + 1)..<end]
            guard !inner.contains(UInt8(ascii: "\n")), !inner.dropFirst().contains(UInt8(ascii: "<")) else {
                return nil
            }
            return (plain(inner), text[(end + 1)...])
        }
        var depth = 0
        var place = window.startIndex
        while place < window.endIndex {
            let byte = window[place]
            if byte.isSpace || byte < 0x20 { break }
            if byte == UInt8(ascii: "\\"), place + 1 < window.endIndex, window[place + 1].isPunctuation {
                place += 2
                continue
            }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            }
            place += 1
        }
        place = min(place, window.endIndex)
        guard place > window.startIndex, depth == 0 else { return nil }
        return (plain(window[..<place]), text[place...])
    }

    /// What follows a title in quotes or parentheses.
    private static func title(_ text: Bytes) -> Bytes? {
        guard let first = text.first else { return nil }
        let end: UInt8
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): end = first
        case UInt8(ascii: "("): end = UInt8(ascii: ")")
        default: return nil
        }
        var isEscaped = false
        for place in text.dropFirst().prefix(SafeMarkdown.Limits.address).indices {
            if text[place] == end, !isEscaped { return text[(place + 1)...] }
            isEscaped = text[place] == UInt8(ascii: "\\") && !isEscaped
        }
        return nil
    }

    /// An address without backslashes and with what its entities stand for.
    private static func plain(_ text: Bytes) -> String {
        var bytes: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            if text[place] == UInt8(ascii: "\\"), place + 1 < text.endIndex, text[place + 1].isPunctuation {
                place += 1
            } else if let (character, length) = Entity.read(text[place...]) {
                bytes += Array(character.utf8)
                place += length
                continue
            }
            bytes.append(text[place])
            place += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Characters by name or number (`&amp;`, `&#8364;`).
enum Entity {
    private static let names: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
        "deg": "°", "plusmn": "±", "times": "×", "middot": "·", "hellip": "…", "ndash": "–", "mdash": "—",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "lambda": "λ", "mu": "μ", "micro": "µ", "pi": "π",
        "sigma": "σ", "omega": "ω", "larr": "←", "rarr": "→", "euro": "€", "Tab": "\t", "NewLine": "\n", "colon": ":",
    ]

    /// The character at the beginning, and how many bytes it takes there; nil when there is none.
    static func read(_ text: Bytes) -> (text: String, length: Int)? {
        guard text.first == UInt8(ascii: "&"), let end = text.prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let name = text[(text.startIndex + 1)..<end].string
        let length = end - text.startIndex + 1
        if let named = names[name] { return (named, length) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.map { (String(Unicode.Scalar($0).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"), length) }
    }
}
