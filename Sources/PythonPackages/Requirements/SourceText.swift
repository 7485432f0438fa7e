internal import Reporting

/// Decodes text files as editors on all systems write them.
enum SourceText {
    /// UTF-8, with or without a byte order mark, or UTF-16 with one (as PowerShell writes).
    static func decode(_ bytes: [UInt8], file: String) throws(PackagesError) -> String {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return try decodeUTF8(bytes.dropFirst(3), file: file) }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return try decodeUTF16(bytes.dropFirst(2), file: file, isBigEndian: false)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return try decodeUTF16(bytes.dropFirst(2), file: file, isBigEndian: true)
        }
        return try decodeUTF8(bytes[...], file: file)
    }

    /// The lines without their ends, which may be LF, CR LF or CR.
    static func physicalLines(_ text: String) -> [[Unicode.Scalar]] {
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

    private static func decodeUTF8(_ bytes: ArraySlice<UInt8>, file: String) throws(PackagesError) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains("\0") { return text }
        let repaired = String(decoding: bytes, as: UTF8.self)
        let isFault = { (scalar: Unicode.Scalar) in scalar == "\u{FFFD}" || scalar == "\0" }
        let lines = physicalLines(repaired)
        let line = lines.firstIndex { $0.contains(where: isFault) } ?? 0
        let column = lines[line].firstIndex(where: isFault) ?? 0
        throw PackagesError(
            .requirements,
            "the file is not UTF-8 text",
            at: Place(file: file, line: line + 1, column: column + 1),
            hint: "save it as UTF-8",
            file: file,
        )
    }

    private static func decodeUTF16(
        _ bytes: ArraySlice<UInt8>,
        file: String,
        isBigEndian: Bool,
    ) throws(PackagesError) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
        }
        if bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self) { return text }
        throw PackagesError(
            .requirements,
            "the file begins as UTF-16 text but is damaged",
            at: Place(file: file),
            hint: "save it as UTF-8",
            file: file,
        )
    }
}
