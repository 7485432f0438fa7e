/// A line that mends a problem when it is written: what the hint says in words, as a value that a program can follow.
public struct ProposedLine: Sendable, Hashable, Codable {
    /// The line, without its end.
    public var text: String
    /// The file it belongs in, by the name problems have.
    public var file: String
    /// The line, from 1, whose place it takes; nil for one that is added at the end.
    public var line: Int?

    /// A line for a file.
    public init(_ text: String, in file: String, replacing line: Int? = nil) {
        self.text = text
        self.file = file
        self.line = line
    }

    /// The text of the file with the line in it; its line ends stay as they are.
    ///
    /// - Parameter content: the text of the file.
    /// - Returns: the changed text.
    package func applied(to content: String) -> String {
        var scalars = Array(content.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
        guard let line, (1...starts.count).contains(line) else {
            let isOpen = scalars.last.map { $0 != "\n" } ?? false
            return content + (isOpen ? "\n" : "") + text + "\n"
        }
        let start = starts[line - 1]
        var end = start
        while end < scalars.count, scalars[end] != "\n", scalars[end] != "\r" { end += 1 }
        scalars.replaceSubrange(start..<end, with: Array(text.unicodeScalars))
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }
}
