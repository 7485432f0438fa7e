/// Decodes small text files as editors on all systems write them: the one way in which files of a repository become text.
///
/// UTF-8, with or without a byte order mark, or UTF-16 with one, as PowerShell's `>` writes.
package enum TextFile {
    /// What is wrong with a file that should be text.
    package struct Fault: Error, Sendable, Hashable {
        /// The fault as an error with its place.
        package let problem: Problem
    }

    /// The text of a file, without its byte order mark.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    /// - Returns: the text.
    /// - Throws: `Fault` for a damaged encoding, or for a NUL, which no text has.
    package static func decode(_ bytes: [UInt8], file: String) throws(Fault) -> String {
        if let isBigEndian = isBigEndianUTF16(bytes) {
            return try utf16(bytes.dropFirst(2), file: file, isBigEndian: isBigEndian)
        }
        return try utf8(bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...], file: file)
    }

    /// The lines without their ends, which may be LF, CR LF or CR.
    package static func lines(of text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = [[]]
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !wasReturn) {
                lines.append([])
            } else if scalar != "\n" {
                lines[lines.count - 1].append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return lines
    }

    /// The bytes of a file that may hold other bytes than text, such as names of files: in UTF-8 where they were in UTF-16, else
    /// as they are; without a byte order mark.
    package static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        if let isBigEndian = isBigEndianUTF16(bytes),
            let text = try? utf16(bytes.dropFirst(2), file: "", isBigEndian: isBigEndian)
        {
            return Array(text.utf8)
        }
        return bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Whether bytes with a mark of UTF-16 have the higher byte first; nil without such a mark.
    private static func isBigEndianUTF16(_ bytes: [UInt8]) -> Bool? {
        if bytes.starts(with: [0xFF, 0xFE]) { return false }
        return bytes.starts(with: [0xFE, 0xFF]) ? true : nil
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>, file: String) throws(Fault) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains("\0") { return text }
        let repaired = String(decoding: bytes, as: UTF8.self)
        let isFault = { (scalar: Unicode.Scalar) in scalar == "\u{FFFD}" || scalar == "\0" }
        let lines = lines(of: repaired)
        let line = lines.firstIndex { $0.contains(where: isFault) } ?? 0
        let column = lines[line].firstIndex(where: isFault) ?? 0
        let place = Place(file: file, line: line + 1, column: column + 1)
        throw Fault(problem: .error(at: place, "the file is not UTF-8 text", hint: "save it as UTF-8"))
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, file: String, isBigEndian: Bool) throws(Fault) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
        }
        if bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self),
            !text.unicodeScalars.contains("\0")
        {
            return text
        }
        let message = "the file begins as UTF-16 text but is damaged"
        throw Fault(problem: .error(at: Place(file: file), message, hint: "save it as UTF-8"))
    }
}
