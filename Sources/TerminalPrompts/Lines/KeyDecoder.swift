/// Makes keys of the bytes a terminal sends, which can be cut anywhere.
package struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    private var pasted: [UInt8]?

    private static let pasteStart = Array("\u{1B}[200~".utf8)
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// A decoder.
    package init() {}

    /// Takes bytes in.
    ///
    /// - Parameter bytes: what was read; empty when nothing came for a while, which ends a lone Escape.
    /// - Returns: the keys that are whole.
    package mutating func take(_ bytes: [UInt8]) -> [Key] {
        if bytes.isEmpty {
            if pending == [0x1B] { pending = [] }
            return []
        }
        pending += bytes
        var keys: [Key] = []
        while !pending.isEmpty {
            if pasted != nil {
                guard let key = takePaste() else { break }
                keys.append(key)
            } else {
                guard let (key, length) = Self.first(in: pending) else { break }
                let isPaste = pending.starts(with: Self.pasteStart)
                pending.removeFirst(length)
                if isPaste { pasted = [] } else { keys.append(key) }
            }
        }
        return keys
    }

    /// The paste, once its end has come.
    private mutating func takePaste() -> Key? {
        guard let end = pending.firstRange(of: Self.pasteEnd) else {
            // The end may be cut: so many bytes of it stay.
            let kept = min(pending.count, Self.pasteEnd.count - 1)
            pasted? += pending.dropLast(kept)
            pending = Array(pending.suffix(kept))
            return nil
        }
        let text = (pasted ?? []) + pending[..<end.lowerBound]
        pending.removeSubrange(..<end.upperBound)
        pasted = nil
        return .paste(String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    }

    /// The first key and its length in bytes; nil when it is not whole yet.
    private static func first(in bytes: [UInt8]) -> (Key, Int)? {
        let byte = bytes[0]
        if byte == 0x1B { return sequence(bytes) }
        if byte < 0x20 || byte == 0x7F { return (control[byte] ?? .other, 1) }
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        let text = String(decoding: bytes[..<length], as: UTF8.self)
        guard text.count == 1, let character = text.first, character != "\u{FFFD}" else { return (.other, 1) }
        return (.text(character), length)
    }

    /// A key that begins with Escape (ECMA-48, 5.4: parameters, then a final byte).
    private static func sequence(_ bytes: [UInt8]) -> (Key, Int)? {
        guard bytes.count > 1 else { return nil }
        if bytes[1] == UInt8(ascii: "O") {
            return bytes.count > 2 ? (named[String(UnicodeScalar(bytes[2]))] ?? .other, 3) : nil
        }
        guard bytes[1] == UInt8(ascii: "[") else { return (.other, 2) }
        guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
            // No sequence is that long: it is something else.
            return bytes.count > 16 ? (.other, bytes.count) : nil
        }
        return (named[String(decoding: bytes[2...end], as: UTF8.self)] ?? .other, end + 1)
    }

    private static let named: [String: Key] = [
        "D": .left, "C": .right, "H": .start, "F": .end, "1~": .start, "7~": .start, "4~": .end, "8~": .end,
        "3~": .delete,
    ]

    private static let control: [UInt8: Key] = [
        0x01: .start, 0x02: .left, 0x03: .interrupt, 0x04: .endOfInput, 0x05: .end, 0x06: .right, 0x08: .backspace,
        0x09: .tab,
        0x0A: .enter, 0x0B: .eraseBehind, 0x0D: .enter, 0x15: .eraseBefore, 0x17: .eraseWord, 0x7F: .backspace,
    ]
}
