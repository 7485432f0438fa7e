internal import Reporting
internal import SourcedYAML

/// `CITATION.cff`, as far as it says what metadata does (Citation File Format 1.2.0).
public enum CitationFile {
    static let names = ["CITATION.cff"]

    /// What the file says; nothing of one that cannot be read.
    static func facts(_ text: String, file: String) -> ProjectFacts {
        var facts = ProjectFacts(file: file)
        let document = YAMLDocument.parse(Array(text.utf8), file: file, isLenient: true)
        guard let root = document.root, root.mapping != nil else { return facts }
        let text = { (key: String) in said(root[key]) }
        facts.name = text("title")
        facts.version = text("version")
        facts.summary = text("abstract")
        facts.licence = text("license") ?? joined(root["license"])
        let people = root["authors"]?.sequence ?? []
        let names = people.compactMap(name)
        // Of a collaboration of hundreds, the first stands for all.
        facts.author = names.isEmpty ? nil : names.count > 5 ? "\(names[0]) et al." : names.joined(separator: ", ")
        let contacts = (root["contact"]?.sequence ?? []) + people
        facts.email = contacts.lazy.compactMap { said($0["email"]) }.first
        return facts
    }

    private static func name(of person: YAMLNode) -> String? {
        let parts = ["given-names", "name-particle", "family-names", "name-suffix"].compactMap { said(person[$0]) }
        return parts.isEmpty ? said(person["name"]) ?? said(person["alias"]) : parts.joined(separator: " ")
    }

    /// The licences of a list: whoever uses the work may choose (the format's rule).
    private static func joined(_ node: YAMLNode?) -> String? {
        let texts = node?.sequence?.compactMap(said) ?? []
        return texts.isEmpty ? nil : texts.joined(separator: " OR ")
    }

    static func said(_ node: YAMLNode?) -> String? {
        guard let scalar = node?.scalar, !scalar.isNull else { return nil }
        let text = scalar.text.trimmed
        return text.isEmpty || MetadataInterpreter.saysNothing(text) ? nil : text
    }
}
