internal import Reporting

/// A requirements file as text: decoded, cut into logical lines, without comments.
enum RequirementsText {
    /// The logical lines that hold something.
    ///
    /// - Throws: a problem when the bytes are not text.
    static func lines(_ bytes: [UInt8], file: String) throws(PackagesError) -> [LogicalLine] {
        let text = try SourceText.decode(bytes, file: file)
        var lines: [LogicalLine] = []
        var open: LogicalLine?
        for (index, physical) in SourceText.physicalLines(text).enumerated() {
            let isComment = physical.first { $0 != " " && $0 != "\t" } == "#"
            let continues = physical.last == "\\" && !isComment
            let content = continues ? Array(physical.dropLast()) : physical
            if open == nil {
                open = LogicalLine(file: file, scalars: content, line: index + 1)
            } else if isComment {
                open?.append([" "] + content, line: index + 1)
            } else {
                open?.append(content, line: index + 1)
            }
            if !continues {
                lines += [open].compactMap { $0.flatMap(withoutComment) }
                open = nil
            }
        }
        return lines + [open].compactMap { $0.flatMap(withoutComment) }
    }

    /// The line up to a `#` that begins it or follows a space, without spaces at its end; nil when nothing is left.
    private static func withoutComment(_ line: LogicalLine) -> LogicalLine? {
        var line = line
        let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" || scalar == "\u{0C}" }
        for index in line.scalars.indices where line.scalars[index] == "#" {
            guard index == 0 || isSpace(line.scalars[index - 1]) else { continue }
            line.scalars.removeSubrange(index...)
            break
        }
        while let last = line.scalars.last, isSpace(last) { line.scalars.removeLast() }
        return line.scalars.allSatisfy(isSpace) ? nil : line
    }
}
