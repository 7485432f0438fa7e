/// One line of an ignore file, in gitignore syntax (gitignore(5), "PATTERN FORMAT").
///
/// Matched byte for byte in time proportional to the text, whatever the pattern: a hostile pattern cannot stall a
/// build.
struct IgnorePattern: Sendable {
    /// Whether the line begins with `!` and takes paths back in.
    let isNegative: Bool
    private let isFolderOnly: Bool
    /// Whether the pattern has no slash and is compared with the last part of a path.
    private let isNameOnly: Bool
    private let prefix: [UInt8]
    private let tokens: [GlobToken]

    /// Reads a line without its line end; nil for an empty line or a comment.
    init?(_ line: ArraySlice<UInt8>) {
        var text = Self.trimmed(line)
        guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
        isNegative = first == UInt8(ascii: "!")
        if isNegative { text = text.dropFirst() }
        isFolderOnly = text.last == UInt8(ascii: "/")
        if isFolderOnly { text = text.dropLast() }
        isNameOnly = !text.contains(UInt8(ascii: "/"))
        if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
        guard !text.isEmpty else { return nil }
        // Git compares the text before the first special character as it is, and takes the rest for a pattern of its
        // own.
        let special = "*?[\\".utf8
        let plain = text.prefix { !special.contains($0) }
        prefix = Array(plain)
        guard let tokens = GlobToken.parse(text.dropFirst(plain.count)) else { return nil }
        self.tokens = tokens
    }

    /// Whether a path (relative to the ignore file's folder) is matched.
    func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
        if isFolderOnly && !isFolder { return false }
        var text = path
        if isNameOnly, let slash = path.lastIndex(of: UInt8(ascii: "/")) { text = path[(slash + 1)...] }
        guard text.starts(with: prefix) else { return false }
        return GlobToken.match(tokens, text.dropFirst(prefix.count))
    }

    /// Spaces at the end do not count unless a backslash stands before them.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == UInt8(ascii: "\\") {
                index = min(index + 2, line.endIndex)
                end = index
            } else {
                index += 1
                if line[index - 1] != UInt8(ascii: " ") { end = index }
            }
        }
        return line[..<end]
    }
}
