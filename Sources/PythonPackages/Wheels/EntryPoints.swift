/// The programs that `entry_points.txt` names (packaging specification "Entry points").
struct EntryPoints: Sendable {
    /// One program: what its wrapper is called, imports and calls.
    struct Script: Sendable, Hashable {
        let name: String
        let module: String
        let attribute: String
    }

    /// Why the file is refused.
    struct SyntaxError: Error {
        let line: Int
        let reason: String
    }

    /// Console and GUI programs, in the order of their names.
    let scripts: [Script]

    /// Reads the INI file: case matters, only `=` parts name and value, `#` and `;` begin comment lines.
    init(_ bytes: [UInt8]) throws(SyntaxError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SyntaxError(line: 1, reason: "it is not UTF-8")
        }
        var found: [String: Script] = [:]
        var section = ""
        var seen: Set<[String]> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let fail = { (reason: String) in SyntaxError(line: index + 1, reason: reason) }
            let content = line.trimmingSpace
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("["), line.first == "[" {
                guard content.hasSuffix("]") else { throw fail("a section's name is not closed") }
                section = String(content.dropFirst().dropLast())
                continue
            }
            guard section == "console_scripts" || section == "gui_scripts" else { continue }
            // Python's configparser would take such a line as more of the value above: no name of a program has two lines.
            guard line.first?.isWhitespace == false else { throw fail("a line is indented") }
            let script = try Self.script(content, fail)
            guard seen.insert([section, script.name]).inserted, found[script.name].map({ $0 == script }) ?? true else {
                throw fail("the program \(quoted(script.name)) is named twice")
            }
            found[script.name] = script
        }
        scripts = found.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func script(_ line: String, _ fail: (String) -> SyntaxError) throws(SyntaxError) -> Script {
        guard let equals = line.firstIndex(of: "=") else { throw fail("\(quoted(line)) has no '='") }
        let name = line[..<equals].trimmingSpace
        guard isProgramName(name) else {
            throw fail("\(quoted(name)) cannot be the name of a program (letters, digits, '.', '_', '+' and '-' can)")
        }
        var value = line[line.index(after: equals)...].trimmingSpace
        if value.hasSuffix("]"), let bracket = value.firstIndex(of: "[") {
            value = value[..<bracket].trimmingSpace
        }
        let parts = value.split(separator: ":", omittingEmptySubsequences: false).map(\.trimmingSpace)
        guard parts.count == 2, isDotted(parts[0]), isDotted(parts[1]) else {
            throw fail("\(quoted(value)) is not of the form 'module:function'")
        }
        return Script(name: name, module: parts[0], attribute: parts[1])
    }

    private static func isProgramName(_ name: String) -> Bool {
        let isAllowed = { (byte: UInt8) in PackageName.isNameByte(byte) || byte == UInt8(ascii: "+") }
        guard let first = name.utf8.first, name.utf8.count <= 255, name.utf8.allSatisfy(isAllowed) else { return false }
        return first != UInt8(ascii: "-") && first != UInt8(ascii: ".")
    }

    /// Whether a text is Python names joined by dots.
    private static func isDotted(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.unicodeScalars.first else { return false }
            return (first == "_" || first.properties.isXIDStart)
                && part.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
        }
    }
}

extension StringProtocol {
    /// The text without spaces and tabs at its ends.
    var trimmingSpace: String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
