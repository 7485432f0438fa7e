internal import Reporting

/// Adds requirements to the text of a file that names some, in the file's own form; everything else of it stays as it is.
public struct RequirementsEditor: Sendable {
    /// The text as it is by now.
    public private(set) var text: String
    private let file: String
    private let form: RequirementsForm

    /// An editor of a file.
    ///
    /// - Parameters:
    ///   - text: its text; empty for a new one.
    ///   - file: its path, which tells its form.
    public init(_ text: String, file: String) {
        self.text = text
        self.file = file
        form = RequirementsForm(file)
    }

    /// Adds a requirement, or puts it in the place of the one that the file has for the same package.
    ///
    /// - Parameters:
    ///   - requirement: the requirement.
    ///   - written: the requirement as it is to be written, where the form is that of requirements.
    ///   - present: the one that the file has for the package; nil for none.
    /// - Throws: `PackagesError` with code `requirements` for a form that cannot be changed, with where to do it by hand.
    public mutating func add(_ requirement: Requirement, written: String, insteadOf present: Requirement?)
        throws(PackagesError)
    {
        if form == .requirements {
            return present == nil ? insert(written, at: lines.count) : try replace(written, present)
        }
        if let present {
            let line = Place(file: file, line: present.place?.line)
            throw refusal(
                "'\(present.name)' is required here already",
                at: line,
                hint: "change it here to '\(written)'"
            )
        }
        let isAdded: Bool
        switch form {
        case .environment: isAdded = addToEnvironment(written)
        case .pipfile where !file.hasSuffix(".lock"): isAdded = addToTable(requirement, ["packages"])
        case .project: isAdded = addToProject(requirement, written)
        case .requirements, .lock, .pipfile, .setup: isAdded = false
        }
        guard !isAdded else { return }
        let hint = "write '\(written)' into it by hand, or begin a 'requirements.txt' ('datalab convert')"
        throw refusal("a requirement cannot be added to this form by itself", at: Place(file: file), hint: hint)
    }

    private func refusal(_ message: String, at place: Place, hint: String) -> PackagesError {
        PackagesError(.requirements, message, at: place, hint: hint)
    }

    // MARK: lines

    /// The lines, each with its end.
    private var lines: [String] {
        var lines: [String] = []
        var line = ""
        for character in text {
            line.append(character)
            if character.isNewline {
                lines.append(line)
                line = ""
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private var newline: String { text.contains("\r\n") ? "\r\n" : "\n" }

    private mutating func insert(_ line: String, at index: Int) {
        var all = lines
        if index > 0, index == all.count, let last = all.last, last.last?.isNewline != true {
            all[index - 1] += newline
        }
        all.insert(line + newline, at: index)
        text = all.joined()
    }

    private static func bare(_ line: String) -> Substring {
        var line = line[...]
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
    }

    private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

    // MARK: requirements.txt

    private mutating func replace(_ requirement: String, _ present: Requirement?) throws(PackagesError) {
        var all = lines
        guard let number = present?.place?.line, number > 0, number <= all.count else {
            throw refusal("the line of '\(requirement)' is not found", at: Place(file: file), hint: "change it by hand")
        }
        let line = all[number - 1]
        let bare = Self.bare(line)
        guard bare.last != "\\", !bare.contains("--hash") else {
            let place = Place(file: file, line: number)
            throw refusal(
                "'\(present?.name ?? requirement)' goes on over lines, or has hashes",
                at: place,
                hint: "change it by hand"
            )
        }
        let indent = line.prefix { $0 == " " || $0 == "\t" }
        let comment = bare.firstRange(of: " #").map { bare[$0.lowerBound...] } ?? ""
        // More than one space before a comment sets it in a column.
        let gap = bare.firstRange(of: " #").map { bare[..<$0.lowerBound].reversed().prefix { $0 == " " }.count } ?? 0
        let end = line[bare.endIndex...]
        all[number - 1] = "\(indent)\(requirement)\(String(repeating: " ", count: gap))\(comment)\(end)"
        text = all.joined()
    }

    // MARK: environment.yml

    /// An item of the part for pip, which is made where there is none.
    private mutating func addToEnvironment(_ requirement: String) -> Bool {
        let all = lines
        let isItem = { (line: String) in line.drop { $0 == " " }.hasPrefix("- ") }
        if let pip = all.firstIndex(where: { Self.bare($0).drop { $0 == " " } == "- pip:" }) {
            let indent = Self.indentation(all[pip])
            let items = all[(pip + 1)...].indices.prefix { isItem(all[$0]) && Self.indentation(all[$0]) > indent }
            let inner = items.first.map { Self.indentation(all[$0]) } ?? indent + 2
            insert(String(repeating: " ", count: inner) + "- \(requirement)", at: items.upperBound)
            return true
        }
        guard let head = all.firstIndex(where: { Self.bare($0) == "dependencies:" }) else { return false }
        let items = all[(head + 1)...].indices.prefix { isItem(all[$0]) || Self.bare(all[$0]).isEmpty }
        guard let first = items.first(where: { isItem(all[$0]) }), let last = items.last(where: { isItem(all[$0]) })
        else { return false }
        let indent = String(repeating: " ", count: Self.indentation(all[first]))
        insert("\(indent)- pip:", at: last + 1)
        insert("\(indent)  - \(requirement)", at: last + 2)
        return true
    }

    // MARK: TOML

    private mutating func addToProject(_ requirement: Requirement, _ written: String) -> Bool {
        let element = "\"\(written.replacing("\\", with: "\\\\").replacing("\"", with: "'"))\""
        if addToArray(element) { return true }
        if addToTable(requirement, ["tool.poetry.dependencies"]) { return true }
        guard let head = header(["project"]) else { return false }
        insert("dependencies = [\(element)]", at: head + 1)
        return true
    }

    private func header(_ names: [String]) -> Int? {
        lines.firstIndex { line in names.contains { Self.bare(line) == "[\($0)]" } }
    }

    /// An element of `dependencies` in `[project]`.
    private mutating func addToArray(_ element: String) -> Bool {
        let all = lines
        guard let head = header(["project"]) else { return false }
        let body = all[(head + 1)...].indices.prefix { !all[$0].hasPrefix("[") }
        guard let start = body.first(where: { all[$0].prefixMatch(of: /dependencies\s*=\s*\[/) != nil }) else {
            return false
        }
        guard let end = Self.end(ofArrayIn: all, from: start) else { return false }
        var changed = all
        let line = all[end.line]
        let before = line[..<end.index]
        let isAlone = end.line > start && before.allSatisfy(\.isWhitespace)
        guard isAlone else {
            let head = Self.bare(String(before))
            let separator = head.last == "[" || head.last == "," ? (head.last == "," ? " " : "") : ", "
            changed[end.line] = "\(head)\(separator)\(element)\(line[end.index...])"
            text = changed.joined()
            return true
        }
        if let last = (start..<end.line).last(where: { Self.element(all[$0]) != nil }),
            let item = Self.element(all[last]),
            last > start || !item.text.hasSuffix("[")
        {
            if !item.text.hasSuffix(",") { changed[last] = "\(item.text),\(item.rest)" }
        }
        let example = (start + 1..<end.line).first { Self.element(all[$0]) != nil }
        let indent = example.map { String(all[$0].prefix { $0 == " " || $0 == "\t" }) } ?? "    "
        changed.insert("\(indent)\(element),\(newline)", at: end.line)
        text = changed.joined()
        return true
    }

    /// A line's content and what follows it: spaces, a comment, the end; nil for a line with nothing but these.
    private static func element(_ line: String) -> (text: String, rest: String)? {
        var quote: Character?
        var end = line.startIndex
        scan: for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "#" {
                break scan
            } else if character == "\"" || character == "'" {
                quote = character
            }
            if !character.isWhitespace { end = line.index(after: index) }
        }
        return end == line.startIndex ? nil : (String(line[..<end]), String(line[end...]))
    }

    /// Where an array ends that begins on a line: brackets in strings and comments do not count.
    private static func end(ofArrayIn lines: [String], from start: Int) -> (line: Int, index: String.Index)? {
        var depth = 0
        for number in start..<lines.count {
            var quote: Character?
            scan: for index in lines[number].indices {
                let character = lines[number][index]
                if let open = quote {
                    if character == open { quote = nil }
                    continue
                }
                switch character {
                case "\"", "'": quote = character
                case "[": depth += 1
                case "]":
                    depth -= 1
                    if depth == 0 { return (number, index) }
                default: break
                }
                if character == "#" { break scan }
            }
        }
        return nil
    }

    /// A key of a table in which packages are keys: Poetry's, pipenv's.
    private mutating func addToTable(_ requirement: Requirement, _ names: [String]) -> Bool {
        guard requirement.url == nil, requirement.source == nil, requirement.marker == nil, let head = header(names)
        else {
            return false
        }
        let all = lines
        let body = all[(head + 1)...].indices.prefix { !all[$0].hasPrefix("[") }
        let last = body.last { !Self.bare(all[$0]).isEmpty } ?? head
        let version =
            requirement.specifiers.isEmpty
            ? "*" : requirement.specifiers.map(\.description).sorted().joined(separator: ",")
        let extras = requirement.extras.map { "\"\($0)\"" }.joined(separator: ", ")
        let value = extras.isEmpty ? "\"\(version)\"" : "{version = \"\(version)\", extras = [\(extras)]}"
        insert("\(requirement.name) = \(value)", at: last + 1)
        return true
    }
}
