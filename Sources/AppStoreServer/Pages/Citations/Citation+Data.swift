internal import DatalabModel
internal import Foundation
internal import Mustache

/// A citation as data: `CITATION.cff`, and JSON-LD with schema.org's words.
extension Citation {
    /// A file of the Citation File Format 1.2.0; its texts are quoted as JSON, which YAML reads too.
    var cff: String {
        var lines = [
            "cff-version: 1.2.0", "message: \(Self.quoted("If you use this datalab, please cite it as below."))",
            "type: software", "title: \(Self.quoted(title))", "version: \(Self.quoted(version))",
            "date-released: \(Self.quoted(day))",
        ]
        if let doi { lines.append("doi: \(Self.quoted(doi))") }
        lines.append("url: \(Self.quoted(address))")
        if let source { lines.append("repository-code: \(Self.quoted(source))") }
        if let abstract { lines.append("abstract: \(Self.quoted(abstract))") }
        // The format knows one identifier or a list of them, and no expressions.
        if let licence, licence.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }),
            !licence.hasPrefix("LicenseRef-")
        {
            lines.append("license: \(Self.quoted(licence))")
        }
        if !keywords.isEmpty { lines += ["keywords:"] + keywords.map { "  - \(Self.quoted($0))" } }
        lines.append("authors:")
        let named = people.isEmpty ? [CitedPerson(family: publisher, isOrganisation: true)] : people
        for person in named { lines += Self.cff(person) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cff(_ person: CitedPerson) -> [String] {
        let fields: [(String, String?)] =
            person.isOrganisation
            ? [("name", person.family)]
            : [
                ("family-names", person.family), ("given-names", person.given),
                ("orcid", person.orcid.map { "https://orcid.org/\($0)" }), ("affiliation", person.affiliation),
            ]
        let lines = fields.compactMap { key, value in value.map { "\(key): \(quoted($0))" } }
        return lines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
    }

    private static func quoted(_ text: String) -> String {
        let data = try? JSONSerialization.data(
            withJSONObject: text,
            options: [.fragmentsAllowed, .withoutEscapingSlashes]
        )
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    /// What search engines for data read (schema.org `SoftwareApplication`, as DataCite writes it).
    var schema: [String: Any] {
        var value: [String: Any] = [
            "@context": "https://schema.org", "@type": "SoftwareApplication", "@id": place, "name": title,
            "version": version, "datePublished": day, "url": address,
            "publisher": ["@type": "Organization", "name": publisher],
            "identifier": ([doi.map { "https://doi.org/\($0)" }, digest].compactMap { $0 }),
        ]
        if !people.isEmpty { value["author"] = people.map(Self.schema) }
        value["description"] = abstract
        value["codeRepository"] = source
        if !keywords.isEmpty { value["keywords"] = keywords }
        value["license"] = licence
        return value
    }

    private static func schema(_ person: CitedPerson) -> [String: Any] {
        var value: [String: Any] = [
            "@type": person.isOrganisation ? "Organization" : "Person", "name": person.name,
        ]
        value["givenName"] = person.given
        if !person.isOrganisation { value["familyName"] = person.family }
        value["@id"] = person.orcid.map { "https://orcid.org/\($0)" }
        value["affiliation"] = person.affiliation.map { ["@type": "Organization", "name": $0] }
        return value
    }
}

/// JSON in which no browser finds the end of what it stands in: nothing of it is a sign of HTML.
struct EmbeddedJSON: MustacheCustomRenderable {
    /// The JSON.
    let text: String

    init(_ value: [String: Any]) {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? JSONSerialization.data(withJSONObject: value, options: options)
        var text = ""
        for scalar in String(decoding: data ?? Data("{}".utf8), as: UTF8.self).unicodeScalars {
            switch scalar {
            case "<", ">", "&", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        self.text = text
    }

    var renderText: String { text }
    var isNull: Bool { false }
}
