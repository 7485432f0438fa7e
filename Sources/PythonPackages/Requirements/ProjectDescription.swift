/// What a `pyproject.toml` says of its project beside what it needs: the tables `[project]` (packaging specification
/// "pyproject.toml") and `[tool.poetry]`.
package struct ProjectDescription: Sendable, Hashable {
    /// The name.
    package let name: String?
    /// The version, where it is written down.
    package let version: String?
    /// The one-line description.
    package let summary: String?
    /// The first author's name.
    package let author: String?
    /// The first e-mail address among the authors and maintainers.
    package let email: String?
    /// The licence, in whatever words; a file that has its text is none.
    package let licence: String?

    /// Reads a file; nil for one that is no TOML or describes no project.
    ///
    /// - Parameter bytes: the file's content.
    package init?(_ bytes: [UInt8]) {
        guard let root = try? TOMLNode.parse(bytes, file: "pyproject.toml", code: .requirements),
            let table = root["project"] ?? root["tool"]?["poetry"]
        else { return nil }
        let text = { (key: String) in Self.said(table[key]?.string) }
        name = text("name")
        version = text("version")
        summary = text("description")
        let people = ["authors", "maintainers"].flatMap { table[$0]?.array ?? [] }.map(Self.person)
        author = people.lazy.compactMap(\.name).first
        email = people.lazy.compactMap(\.email).first
        licence = text("license") ?? Self.said(table["license"]?["text"]?.string)
    }

    /// `{name = "Ann", email = "ann@lab.eu"}`, or Poetry's `Ann <ann@lab.eu>`.
    private static func person(_ node: TOMLNode) -> (name: String?, email: String?) {
        guard let text = node.string else { return (said(node["name"]?.string), said(node["email"]?.string)) }
        guard let open = text.firstIndex(of: "<"), let end = text.lastIndex(of: ">"), open < end else {
            return (said(text), nil)
        }
        return (said(String(text[..<open])), said(String(text[text.index(after: open)..<end])))
    }

    private static func said(_ text: String?) -> String? {
        guard let words = text?.split(whereSeparator: \.isWhitespace), !words.isEmpty else { return nil }
        return words.joined(separator: " ")
    }
}
