internal import LayerArchive
internal import Texts

/// The programs that `entry_points.txt` names (packaging specification "Entry points").
///
/// Read as Python's `configparser` and what pip makes of it read the file: sections and keys may be indented, `=` or `:` parts name
/// and value, the last of several of one name counts. What is no program is told and left out: no text of a wheel becomes code but
/// names of Python.
struct EntryPoints: Sendable {
    /// One program: what its wrapper is called, imports and calls.
    struct Script: Sendable, Hashable {
        let name: String
        let module: String
        let attribute: String
    }

    /// Console and GUI programs, in the order of their names' bytes; of two that are named alike the GUI program.
    let scripts: [Script]
    /// What is not understood or not used, each with its line.
    private(set) var remarks: [String] = []

    private static let sections = ["console_scripts", "gui_scripts"]

    /// Reads the file; bytes that are no UTF-8 count as one letter that no name has.
    init(_ bytes: [UInt8]) {
        var found: [BytePath: (script: Script, section: String)] = [:]
        for line in Self.lines(of: bytes) {
            switch Self.script(line.value) {
            case .failure(let fault):
                remarks.append("line \(line.number): \(fault.reason); no program is made of it")
            case .success(let script):
                let key = BytePath(script.name)
                if let other = found[key], other.section == line.section || line.section == "gui_scripts" {
                    if other.script != script {
                        remarks.append(
                            "line \(line.number): the program \(ShownText.quoted(script.name)) is named again; this one is made"
                        )
                    }
                } else if found[key] != nil {
                    continue
                }
                found[key] = (script, line.section)
            }
        }
        remarks += Self.strayLines(in: bytes)
        scripts = found.sorted { $0.key < $1.key }.map(\.value.script)
    }

    // MARK: lines

    private struct Line {
        let section: String
        let number: Int
        var value: String
    }

    /// The lines of the sections that name programs; a line that goes on with the value above is joined to it.
    private static func lines(of bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var section = ""
        for (index, line) in texts(of: bytes).enumerated() {
            let content = line.trimmingSpace
            if content.isEmpty || content.utf8.first == UInt8(ascii: "#") || content.utf8.first == UInt8(ascii: ";") {
                continue
            }
            if content.utf8.first == UInt8(ascii: "["), let end = content.lastIndex(of: "]") {
                section = String(content[content.index(after: content.startIndex)..<end])
                continue
            }
            guard sections.contains(section) else { continue }
            let isIndented = line.utf8.first == UInt8(ascii: " ") || line.utf8.first == UInt8(ascii: "\t")
            if isIndented, !content.contains("="), let last = lines.indices.last, lines[last].section == section {
                lines[last].value += " " + content
            } else {
                lines.append(Line(section: section, number: index + 1, value: content))
            }
        }
        return lines
    }

    private static func texts(of bytes: [UInt8]) -> [String] {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return String(decoding: text, as: UTF8.self).split(omittingEmptySubsequences: false) { character in
            character == "\n" || character == "\r\n" || character == "\r"
        }.map(String.init)
    }

    /// Lines before the first section, and sections that are called nearly like those of programs: no installer reads them.
    private static func strayLines(in bytes: [UInt8]) -> [String] {
        let texts = texts(of: bytes).map(\.trimmingSpace)
        let isText = { (line: String) in !line.isEmpty && !line.hasPrefix("#") && !line.hasPrefix(";") }
        let first = texts.firstIndex(where: isText).flatMap {
            texts[$0].hasPrefix("[") && texts[$0].contains("]") ? nil : $0
        }
        let stray = first.map { ["line \($0 + 1): \(ShownText.quoted(texts[$0])) stands before any section"] } ?? []
        let near = texts.enumerated().compactMap { index, line -> String? in
            let content = line.trimmingSpace
            guard content.utf8.first == UInt8(ascii: "[") else { return nil }
            let name = content.dropFirst().prefix { $0 != "]" }
            let isClosed = content.contains("]")
            guard !(isClosed && sections.contains(String(name))) else { return nil }
            let plain = String(name).trimmingSpace.lowercased().replacing("-", with: "_")
            guard sections.contains(plain) else { return nil }
            return
                "line \(index + 1): the section \(ShownText.quoted(content)) is no '[\(plain)]'; no program is made of it"
        }
        return stray + near
    }

    // MARK: one program

    private struct Fault: Error {
        let reason: String
    }

    private static func script(_ line: String) -> Result<Script, Fault> {
        guard let end = line.firstIndex(of: "=") ?? line.firstIndex(of: ":") else {
            return .failure(Fault(reason: "\(ShownText.quoted(line)) has no '='"))
        }
        let name = line[..<end].trimmingSpace
        guard isProgramName(name) else {
            return .failure(Fault(reason: "\(ShownText.quoted(name)) cannot be the name of a program"))
        }
        let value = reference(line[line.index(after: end)...].trimmingSpace)
        let parts = value.split(separator: ":", omittingEmptySubsequences: false).map(\.trimmingSpace)
        guard parts.count == 2, isDotted(parts[0]), isDotted(parts[1]) else {
            return .failure(Fault(reason: "\(ShownText.quoted(value)) is not of the form 'module:function'"))
        }
        return .success(Script(name: name, module: parts[0], attribute: parts[1]))
    }

    /// A value without what pip passes over behind it: a comment, extras, and the brackets of a call.
    private static func reference(_ value: String) -> String {
        var value = value
        for mark in [" #", " ;", "\t#", "\t;"] {
            if let range = value.firstRange(of: mark) { value = value[..<range.lowerBound].trimmingSpace }
        }
        if value.hasSuffix("]"), let bracket = value.firstIndex(of: "[") { value = value[..<bracket].trimmingSpace }
        return value.hasSuffix("()") ? String(value.dropLast(2)) : value
    }

    /// Whether a name can be that of a file in the folder of programs.
    private static func isProgramName(_ name: String) -> Bool {
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\u{FFFD}"
        }
        return (1...255).contains(name.utf8.count) && !name.utf8.contains(UInt8(ascii: "/"))
            && ![".", ".."].contains(name) && !PathBytes.starts(name, with: ".wh.")
            && !name.unicodeScalars.contains(where: isControl)
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
