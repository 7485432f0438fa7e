/// A response's status and header fields, gathered from the lines libcurl hands over.
struct ResponseHead: Sendable {
    private(set) var status = 0
    private(set) var headers = HeaderFields()
    /// Whether the empty line after the final (not a 1xx) head has come; later lines are trailers.
    private(set) var isComplete = false

    /// Takes one line with its line end.
    mutating func take(_ line: String) {
        guard !isComplete else { return }
        let text = line.trimmed
        if text.isEmpty {
            isComplete = status >= 200
        } else if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            status = words.count > 1 ? Int(words[1]) ?? 0 : 0
            headers = HeaderFields()
        } else if let colon = text.firstIndex(of: ":") {
            headers.append(String(text[..<colon]), text[text.index(after: colon)...].trimmed)
        }
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a }
        var bytes = Array(utf8)[...]
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
