internal import Reporting

/// Where keys stand in a TOML file: the parser tells values only.
///
/// Headers and keys at the beginnings of lines are found, which is how people and tools write them; what is not found
/// so has the place of its table.
struct TOMLPlaces {
    let file: String
    private let lines: [[Unicode.Scalar]]
    private var keys: [Key: Position] = [:]
    private var tables: [String: [Int]] = [:]

    private struct Key: Hashable {
        let table: String
        let name: String
    }

    private struct Position {
        let line: Int
        let column: Int
    }

    init(_ bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        lines = SourceText.physicalLines(try SourceText.decode(bytes, file: file))
        var table = ""
        for (number, line) in lines.enumerated() {
            let start = line.firstIndex { $0 != " " && $0 != "\t" } ?? line.count
            let content = line[start...]
            if content.first == "[", let header = Self.header(content) {
                table = header
                tables[header, default: []].append(number)
            } else if let name = Self.key(content) {
                // A key that stands in the file again belongs to the next of an array of tables: the first is kept.
                let key = Key(table: table, name: name)
                if keys[key] == nil { keys[key] = Position(line: number, column: start) }
            }
        }
    }

    /// The place of a key in a table, or of the table; of the file where neither is found.
    func place(_ key: String, in table: String) -> Place {
        guard let position = keys[Key(table: table, name: key)] else { return place(ofTable: table) }
        return Place(file: file, line: position.line + 1, column: position.column + 1)
    }

    /// The place of a key by its line alone, where a message speaks of the whole value.
    func line(_ key: String, in table: String) -> Place {
        var place = place(key, in: table)
        place.column = nil
        return place
    }

    /// The place of a table's header; of an array of tables, the one with a number.
    func place(ofTable table: String, _ number: Int = 0) -> Place {
        let found = tables[table] ?? []
        return Place(file: file, line: number < found.count ? found[number] + 1 : nil)
    }

    /// The place of a text's first character inside its quotes, on the line of a key or some lines after it.
    func place(of text: String, after start: Place) -> Place {
        let first = max(0, (start.line ?? 1) - 1)
        for number in first..<max(first, min(lines.count, first + 400)) {
            for quote in ["\"", "'"] {
                let literal = Array((quote + text + quote).unicodeScalars)
                guard let column = lines[number].firstRange(of: literal)?.lowerBound else { continue }
                return Place(file: file, line: number + 1, column: column + 2)
            }
        }
        return start
    }

    /// `tool.poetry` of `[ tool . "poetry" ] # comment`, also of `[[tool.poetry]]`.
    private static func header(_ content: ArraySlice<Unicode.Scalar>) -> String? {
        let inner = content.drop { $0 == "[" || $0 == " " || $0 == "\t" }
        guard let end = inner.firstIndex(of: "]") else { return nil }
        let rest = content[end...].drop { $0 == "]" || $0 == " " || $0 == "\t" }
        // An element of an array that is an array itself is no header.
        guard rest.isEmpty || rest.first == "#" else { return nil }
        let parts = inner[..<end].split(separator: ".", omittingEmptySubsequences: false).map(bare)
        return parts.contains("") ? nil : parts.joined(separator: ".")
    }

    /// The key of `key = value`, without quotes; the first part of a dotted one.
    private static func key(_ content: ArraySlice<Unicode.Scalar>) -> String? {
        guard let first = content.first, first != "#", let end = content.firstIndex(of: "=") else { return nil }
        if first == "\"" || first == "'" { return bare(content.dropFirst().prefix { $0 != first }) }
        let name = bare(content[..<end].prefix { $0 != "." })
        let isBare = name.utf8.allSatisfy { PackageName.isNameByte($0) }
        return name.isEmpty || !isBare ? nil : name
    }

    private static func bare(_ part: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: part.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" })
        return String(text)
    }
}
