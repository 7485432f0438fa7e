/// A line of text while it is edited.
package struct EditedLine: Sendable, Hashable {
    /// Its characters.
    package private(set) var characters: [Character]
    /// How many characters are before the cursor.
    package private(set) var cursor: Int

    /// A line with the cursor at its end.
    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    /// The text.
    package var text: String { String(characters) }

    /// Puts text in at the cursor; control characters are left out, line ends and tabs become spaces.
    package mutating func insert(_ text: String) {
        let plain = text.map { $0.isWhitespace ? " " : $0 }.filter { !$0.isControl }
        // A mark that belongs to the letter before it joins it.
        let before = String(characters[..<cursor]) + String(plain)
        characters = Array(before) + characters[cursor...]
        cursor = before.count
    }

    /// Does what a key asks for.
    ///
    /// - Returns: whether the key means something to a line.
    package mutating func apply(_ key: Key) -> Bool {
        switch key {
        case .text(let character): insert(String(character))
        case .tab: insert(" ")
        case .paste(let text): insert(text.split(whereSeparator: \.isNewline).joined(separator: " "))
        case .backspace: erase(from: max(0, cursor - 1), to: cursor)
        case .delete: erase(from: cursor, to: min(characters.count, cursor + 1))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .start: cursor = 0
        case .end: cursor = characters.count
        case .eraseBefore: erase(from: 0, to: cursor)
        case .eraseBehind: erase(from: cursor, to: characters.count)
        case .eraseWord: erase(from: startOfWord, to: cursor)
        case .enter, .interrupt, .endOfInput, .other: return false
        }
        return true
    }

    private mutating func erase(from start: Int, to end: Int) {
        characters.removeSubrange(start..<end)
        cursor = start
    }

    private var startOfWord: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
        return index
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
