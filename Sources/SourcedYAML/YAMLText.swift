internal import Reporting

/// A reason to stop reading a file.
struct YAMLStop: Error {
    var problem: Problem

    init(_ place: Place, _ message: String, hint: String? = nil) {
        problem = .error(at: place, message, hint: hint)
    }
}

/// A file's text without byte order mark, and where its lines start.
struct YAMLText {
    let file: String
    /// The text in UTF-8.
    let bytes: [UInt8]
    /// The index of the first scalar of each line, counted in Unicode scalars.
    private let lineStarts: [Int]

    init(_ content: [UInt8], file: String) throws(YAMLStop) {
        guard content.count <= YAMLDocument.maximumSize else {
            throw YAMLStop(
                Place(file: file),
                "the file has \(content.count) bytes, at most \(YAMLDocument.maximumSize) are read",
                hint: "is it the right file?",
            )
        }
        self.file = file
        if let units = Self.utf16Units(content) {
            bytes = try Self.decode(units, file: file)
        } else {
            bytes = content.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(content.dropFirst(3)) : content
        }
        let scan = Self.scan(bytes)
        lineStarts = scan.lineStarts
        if let index = scan.invalid {
            throw YAMLStop(
                place(atScalar: index),
                "the byte \(Self.hex(bytes[scan.invalidOffset])) is not UTF-8",
                hint: "save the file with the encoding UTF-8",
            )
        }
    }

    /// The place of the scalar with a given index.
    func place(atScalar index: Int) -> Place {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= index { low = middle } else { high = middle }
        }
        return Place(file: file, line: low + 1, column: index - lineStarts[low] + 1)
    }

    /// The place of the scalar that starts at a given byte.
    func place(atByte offset: Int) -> Place {
        place(atScalar: bytes[..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 })
    }

    /// The scalar with a given index; nil at the end.
    func scalar(at index: Int) -> Unicode.Scalar? {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        guard let position = scalars.index(scalars.startIndex, offsetBy: index, limitedBy: scalars.endIndex),
            position < scalars.endIndex
        else { return nil }
        return scalars[position]
    }

    /// The code units of UTF-16 content, which is known by its byte order mark; nil for anything else.
    private static func utf16Units(_ content: [UInt8]) -> [UInt16]? {
        let little = content.starts(with: [0xFF, 0xFE])
        guard little || content.starts(with: [0xFE, 0xFF]) else { return nil }
        return stride(from: 2, to: content.count, by: 2).map { index in
            // Half a unit at the end becomes one that no UTF-16 ends with.
            guard index + 1 < content.count else { return 0xD800 }
            let (first, second) = (UInt16(content[index]), UInt16(content[index + 1]))
            return little ? first | second << 8 : first << 8 | second
        }
    }

    private static func decode(_ units: [UInt16], file: String) throws(YAMLStop) -> [UInt8] {
        guard let text = String(validating: units, as: UTF16.self) else {
            throw YAMLStop(
                Place(file: file),
                "the file starts like UTF-16 and is not",
                hint: "save the file with the encoding UTF-8",
            )
        }
        return Array(text.utf8)
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0x0\(digits)" : "0x\(digits)"
    }

    /// Finds the starts of lines, and the first byte that is not UTF-8.
    private static func scan(_ bytes: [UInt8]) -> (lineStarts: [Int], invalid: Int?, invalidOffset: Int) {
        var starts = [0]
        var index = 0
        var offset = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case let step = decoder.decode(&iterator), step != .emptyInput {
            guard case .scalarValue(let scalar) = step else { return (starts, index, offset) }
            offset += UTF8.width(scalar)
            index += 1
            let endsLine = scalar == "\n" || (scalar == "\r" && !(offset < bytes.count && bytes[offset] == 0x0A))
            if endsLine { starts.append(index) }
        }
        return (starts, nil, 0)
    }
}
