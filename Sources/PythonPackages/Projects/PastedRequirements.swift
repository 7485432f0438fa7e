internal import Reporting

/// A list of packages as people paste it from a mail, a notebook or a README, read line by line: what is understood becomes lines of a
/// `requirements.txt`, and what is not is named; one line never takes the others with it.
///
/// Understood are requirements, several on a line with commas or spaces between them, commands (`pip install a b`, `conda install`, `uv add`),
/// items of lists (`- healpy`, conda's with its ways to write versions), an `environment.yml`, what `pip list` prints, quoted strings of a
/// `pyproject.toml`, Poetry's lines, and imports.
package struct PastedRequirements: Sendable, Hashable {
    /// A line, or a part of one, and what is said of it.
    package struct Remark: Sendable, Hashable {
        /// What was written.
        package var text: String
        /// What it was read as, or what is wrong with it.
        package var message: String
    }

    /// Lines for a `requirements.txt`, in their order.
    package private(set) var lines: [String] = []
    /// What was read as something else than was written.
    package private(set) var readings: [Remark] = []
    /// What was not understood, and is not among the lines.
    package private(set) var faults: [Remark] = []
    /// Debian packages that stand for what conda has and PyPI has not.
    package private(set) var systemPackages: [String] = []

    /// The part of a conda environment that is being read.
    private var section = ""

    /// Reads lines as they were typed or pasted.
    package init(_ text: [String]) {
        for line in Self.joined(text) { read(line) }
    }

    /// Lines that go on after a `\` are one.
    private static func joined(_ lines: [String]) -> [String] {
        var result: [String] = []
        var isOpen = false
        for line in lines.flatMap({ $0.split(whereSeparator: \.isNewline).map(String.init) }) {
            var text = Self.trimmed(line)
            let goesOn = text.hasSuffix("\\")
            if goesOn { text = Self.trimmed(String(text.dropLast())) }
            if isOpen, let last = result.popLast() { text = "\(last) \(text)" }
            result.append(text)
            isOpen = goesOn
        }
        return result
    }

    private mutating func read(_ line: String) {
        if line.hasPrefix("#") { return lines.append(line) }
        let content = Self.withoutComment(line)
        guard !content.isEmpty, !isFrame(content) else { return }
        // What is a requirement already stays as it is, with its comment.
        if (try? Requirement(parsing: content)) != nil { return take(line) }
        if let words = PastedCommand(content)?.packages {
            return words.isEmpty ? fault(content, "this command names no packages") : readCommand(content, words)
        }
        if content.hasPrefix("-"), !content.hasPrefix("- ") { return readOption(content) }
        if let imported = Self.imports(content) { return readImports(content, imported) }
        if let (item, mark) = Self.item(content) { return mark == "-" ? readConda(item) : read(item) }
        if let (name, version) = Self.assigned(content) { return readPoetry(content, name, version) }
        let quoted = Self.quotedParts(content)
        guard quoted.isEmpty else { return quoted.forEach { readPlain(Self.trimmed($0)) } }
        readPlain(content.hasSuffix(",") ? String(content.dropLast()) : content)
    }

    /// What stands around lists: brackets, headings, the keys of a conda environment.
    private mutating func isFrame(_ content: String) -> Bool {
        let word = content.lowercased()
        if section == "channels", content.hasPrefix("-") { return true }
        if ["channels:", "dependencies:", "packages:", "requirements:", "pip:", "- pip:"].contains(word) {
            section = word.filter { $0.isLetter }
            return true
        }
        if word.hasPrefix("name: ") || word.hasPrefix("prefix: ") { return true }
        if content.hasSuffix("["), content.contains("=") || content.count == 1 { return true }
        if content.hasPrefix("["), content.hasSuffix("]"), !content.contains("\"") { return true }
        if word.split(separator: " ") == ["package", "version"] { return true }
        return content.allSatisfy { "-=[](){}`, ".contains($0) }
    }

    private mutating func readCommand(_ command: String, _ words: [PastedCommand.Word]) {
        let before = lines.count
        for word in words {
            switch word {
            case .package(let text): readPlain(text)
            case .conda(let text): readConda(text, isTold: false)
            case .line(let text): take(text)
            }
        }
        let read = lines[before...].joined(separator: ", ")
        if !read.isEmpty { readings.append(Remark(text: command, message: read)) }
    }

    /// An option of a requirements file, which counts as it is.
    private mutating func readOption(_ content: String) {
        let known = ["-r", "-c", "-e", "-i", "-f", "--"].contains { content.hasPrefix($0) }
        known ? take(content) : fault(content, "this is no option of a requirements file")
    }

    private mutating func readImports(_ content: String, _ modules: [String]) {
        let found = modules.filter { !StandardModules.isAlwaysIncluded(String($0.prefix { $0 != "." })) }
            .compactMap { ModuleNames.packages(bringing: $0).first }
        guard !found.isEmpty else { return readings.append(Remark(text: content, message: "it comes with Python")) }
        readings.append(Remark(text: content, message: found.joined(separator: ", ")))
        found.forEach { take($0) }
    }

    /// One of conda's packages, by its name on PyPI or in Debian.
    private mutating func readConda(_ text: String, isTold: Bool = true) {
        if (try? Requirement(parsing: text)) == nil, text.contains(",") || text.contains("@"), !text.contains("=") {
            return readPlain(text)
        }
        guard let spec = CondaSpec(text), PackageName.isValid(spec.name) else { return readPlain(text) }
        guard spec.name.lowercased() != "python" else {
            return fault(text, "the version of Python is chosen by 'runtime.txt' or '.python-version'")
        }
        switch CondaNames.meaning(of: spec.name) {
        case .python(let name, let beside):
            guard let specifiers = spec.specifiers else { return fault(text, "PyPI has no such condition on versions") }
            if let beside { systemPackages += beside.split(separator: ",").map(String.init) }
            let isSame = name == PackageName.normalized(spec.name)
            // An address after the name, extras and markers are the requirement's own.
            if isSame, spec.build == nil, spec.channel == nil, (try? Requirement(parsing: text)) != nil {
                return take(text)
            }
            var requirement = Requirement(name: name)
            requirement.specifiers = specifiers
            let line = Self.text(requirement)
            if isTold { readings.append(Remark(text: text, message: line)) }
            take(line)
        case .debian(let packages):
            systemPackages += packages
            readings.append(Remark(text: text, message: "Debian's \(packages.joined(separator: ", "))"))
        case .carried: readings.append(Remark(text: text, message: "it comes with what needs it"))
        case .unknown: fault(text, "neither PyPI nor Debian has it, as far as is known")
        }
    }

    private mutating func readPoetry(_ content: String, _ name: String, _ version: String) {
        guard name.lowercased() != "python" else {
            return fault(content, "the version of Python is chosen by 'runtime.txt' or '.python-version'")
        }
        guard let alternatives = try? PoetryConstraint.alternatives(version),
            let specifiers = PoetryConstraint.newest(alternatives)
        else { return fault(content, "'\(version)' is no condition on versions") }
        var requirement = Requirement(name: name)
        requirement.specifiers = specifiers
        let line = Self.text(requirement)
        readings.append(Remark(text: content, message: line))
        take(line)
    }

    /// A requirement with its conditions in the order of those who wrote them.
    private static func text(_ requirement: Requirement) -> String {
        requirement.name + requirement.specifiers.map(\.description).joined(separator: ",")
    }

    /// A requirement, an address, or several requirements on a line.
    private mutating func readPlain(_ text: String) {
        if DirectAddress.isBare(text) { return take(text) }
        do {
            // Hashes and other options follow a requirement after a space.
            let bare = text.firstRange(of: " --").map { String(text[..<$0.lowerBound]) } ?? text
            _ = try Requirement(parsing: bare)
            return take(text)
        } catch {
            if let parts = PastedLine.requirements(in: text) {
                if parts.count == 1 { readings.append(Remark(text: text, message: parts[0])) }
                return parts.forEach { take($0) }
            }
            if text.contains("=") || text.contains("::"),
                CondaSpec(text).map({ $0.build != nil || $0.channel != nil || $0.version?.first == "=" }) == true
            {
                return readConda(text)
            }
            let problem = error.problems.first
            fault(text, [problem?.message, problem?.hint].compactMap(\.self).joined(separator: "; "))
        }
    }

    private mutating func take(_ line: String) { lines.append(line) }

    private mutating func fault(_ text: String, _ message: String) {
        faults.append(Remark(text: text, message: message))
    }
}

extension PastedRequirements {
    /// The modules of an import; nil for what is none.
    private static func imports(_ text: String) -> [String]? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        guard words.count > 1 else { return nil }
        if words[0] == "from", words.count > 2, words[2] == "import" {
            return words[1].hasPrefix(".") ? nil : [words[1]]
        }
        guard words[0] == "import" else { return nil }
        return text.dropFirst("import".count).split(separator: ",").compactMap { part in
            part.split(separator: " ").first.map(String.init)
        }
    }

    /// An item of a list without its mark: `- healpy`, `* healpy`, `1. healpy`.
    private static func item(_ text: String) -> (String, mark: String)? {
        let mark = text.prefix { $0 != " " }
        let rest = trimmed(String(text.dropFirst(mark.count)))
        let isNumber =
            mark.count > 1 && mark.dropLast().allSatisfy(\.isNumber) && (mark.hasSuffix(".") || mark.hasSuffix(")"))
        guard !rest.isEmpty, ["-", "*", "•", "+"].contains(mark) || isNumber else { return nil }
        return (rest.filter { $0 != "`" }, String(mark))
    }

    /// `numpy = "^1.26"`, as Poetry, PDM and pipenv write it.
    private static func assigned(_ text: String) -> (name: String, version: String)? {
        guard let match = text.wholeMatch(of: /([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*["']([^"']*)["'],?/) else {
            return nil
        }
        return (String(match.1), String(match.2))
    }

    /// The strings of a line that has some: `"numpy", "scipy>=1",`; none where quotes belong to a marker.
    private static func quotedParts(_ text: String) -> [String] {
        guard text.first == "\"" || text.first == "'" else {
            guard let open = text.firstIndex(of: "["), text.contains("="), text.hasSuffix("]"),
                text[..<open].contains("=")
            else { return [] }
            return quotedParts(trimmed(String(text[text.index(after: open)...].dropLast())))
        }
        return text.matches(of: /"([^"]*)"|'([^']*)'/).map { String($0.1 ?? $0.2 ?? "") }.filter { !$0.isEmpty }
    }

    /// A comment follows a space (pip, "Requirements File Format").
    static func withoutComment(_ line: String) -> String {
        trimmed(line.firstRange(of: " #").map { String(line[..<$0.lowerBound]) } ?? line)
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace || first == "\u{FEFF}" || first == "\u{200B}" {
            text.removeFirst()
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
