internal import LayerArchive

/// Paths of one person's computer in notebooks and scripts: `/home/ann/…`, `/Users/ann/…`, `C:\…`.
///
/// What a notebook's cells have printed is passed over: it is not what runs elsewhere.
package struct HomePaths: Sendable, Hashable, Codable {
    /// How many there are.
    package var count: Int
    /// The line of the first, from 1.
    package var line: Int
    /// The first, cut to what fits a message.
    package var first: String

    private static let endings: Set<String> = [
        "ipynb", "py", "R", "r", "Rmd", "qmd", "jl", "sh", "bash", "m", "pro", "pl", "js", "ts",
    ]
    private static let shown = 60

    /// Whether a file is a notebook or script, by the ending of its name.
    static func areLookedFor(in path: String) -> Bool { ending(of: path).map(endings.contains) ?? false }

    private static func ending(of path: String) -> String? {
        PathBytes.name(path).split(separator: ".").dropFirst().last.map(String.init)
    }

    /// The paths in a file; nil for none.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - path: its name, which tells notebooks from scripts.
    package init?(in bytes: [UInt8], of path: String) {
        let isNotebook = Self.ending(of: path) == "ipynb"
        var starts: [Range<Int>] = []
        var isPrinted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isNotebook, byte == UInt8(ascii: "\""), index == 0 || bytes[index - 1] != UInt8(ascii: "\\") {
                // No text holds a quotation mark without a backslash before it, so these are the notebook's own keys.
                if bytes[index...].starts(with: "\"outputs\"".utf8) { isPrinted = true }
                if bytes[index...].starts(with: "\"source\"".utf8) { isPrinted = false }
            }
            if !isPrinted, let path = Self.path(in: bytes, at: index, isNotebook: isNotebook) {
                starts.append(path)
                index = path.upperBound
            } else {
                index += 1
            }
        }
        guard let first = starts.first else { return nil }
        count = starts.count
        line = 1 + bytes[..<first.lowerBound].count { $0 == UInt8(ascii: "\n") }
        let text = String(decoding: bytes[first], as: UTF8.self)
        self.first = isNotebook ? text.replacing("\\\\", with: "\\") : text
    }

    /// The path that begins at a place.
    private static func path(in bytes: [UInt8], at index: Int, isNotebook: Bool) -> Range<Int>? {
        switch bytes[index] {
        case UInt8(ascii: "/"):
            guard begins(bytes, index), let name = ["/home/", "/Users/"].first(where: bytes[index...].starts) else {
                return nil
            }
            let start = index + name.utf8.count
            guard start < bytes.count, isWord(bytes[start]) else { return nil }
            return index..<end(of: bytes, from: start)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            guard begins(bytes, index), index + 3 < bytes.count, bytes[index + 1] == UInt8(ascii: ":") else {
                return nil
            }
            // In a notebook every backslash is written twice: 'C:\n' there is a letter and the end of a line.
            let separator = Array((isNotebook ? "\\\\" : "\\").utf8)
            let start = index + 2 + separator.count
            guard bytes[(index + 2)...].starts(with: separator), start < bytes.count,
                isWord(bytes[start]) || bytes[start] == UInt8(ascii: "\\")
            else { return nil }
            return index..<end(of: bytes, from: start)
        default: return nil
        }
    }

    /// Whether a path can begin here: behind a letter it is the inside of a word, an address or a longer path.
    private static func begins(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        if before == UInt8(ascii: "/") { return bytes[..<index].suffix(7).elementsEqual("file://".utf8) }
        return !isWord(before) && ![".", "~", "}", "$", "-"].contains(Character(Unicode.Scalar(before)))
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        let stops = Set("\"'`<>|,;) \t\r\n]}".utf8)
        let rest = bytes[start...].prefix(shown).prefix { !stops.contains($0) && $0 >= 0x20 }
        return rest.endIndex
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func starts(with text: String) -> Bool { starts(with: text.utf8) }
}
