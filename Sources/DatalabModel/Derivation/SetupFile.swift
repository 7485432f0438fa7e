/// The section `[metadata]` of `setup.cfg`, as Python's configparser reads it (setuptools, "Configuring setuptools using
/// setup.cfg files").
enum SetupFile {
    static let names = ["setup.cfg"]

    /// What the file says; a value that is to be looked up elsewhere (`attr:`, `file:`) is none.
    static func facts(_ text: String, file: String) -> ProjectFacts {
        var facts = ProjectFacts(file: file)
        let values = metadata(text)
        let value = { (names: [String]) in names.lazy.compactMap { values[$0] }.first }
        facts.name = value(["name"])
        facts.version = value(["version"])
        facts.summary = value(["description", "summary"])
        facts.author = value(["author", "maintainer"])
        facts.email = value(["author_email", "author-email", "maintainer_email", "maintainer-email"])
        facts.licence = value(["license", "license_expression"])
        return facts
    }

    private static func metadata(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        var isMetadata = false
        for line in text.split(separator: "\n") {
            let trimmed = String(line).trimmed
            if trimmed.hasPrefix("[") {
                isMetadata = trimmed.lowercased() == "[metadata]"
            } else if isMetadata, let first = line.first, !first.isWhitespace, first != "#", first != ";",
                let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" })
            {
                let key = String(line[..<mark]).trimmed.lowercased()
                let value = String(line[line.index(after: mark)...]).trimmed
                let isElsewhere = ["attr:", "file:"].contains { value.hasPrefix($0) }
                if !value.isEmpty, !isElsewhere, values[key] == nil { values[key] = value }
            }
        }
        return values
    }
}
