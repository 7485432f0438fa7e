internal import Foundation
internal import SourcedYAML

/// Somebody who made a datalab, as a citation names them.
public struct CitedPerson: Sendable, Hashable, Codable {
    /// The family name, or the whole name of what has no family: an organisation, or a name that nobody took apart.
    public var family: String
    /// The given names.
    public var given: String?
    /// Whether the name is one that must not be taken apart.
    public var isOrganisation: Bool
    /// The ORCID iD, `0000-0002-1825-0097`, whose check digit is right.
    public var orcid: String?
    /// Where they work.
    public var affiliation: String?

    /// Somebody.
    public init(
        family: String,
        given: String? = nil,
        isOrganisation: Bool = false,
        orcid: String? = nil,
        affiliation: String? = nil
    ) {
        self.family = family
        self.given = given
        self.isOrganisation = isOrganisation
        self.orcid = orcid
        self.affiliation = affiliation
    }

    /// The whole name as people write it.
    public var name: String { [given, family].compactMap { $0 }.joined(separator: " ") }

    /// An ORCID iD without its address; nil for what is none, or has a wrong check digit (ISO 7064, MOD 11-2).
    public static func orcid(_ text: String) -> String? {
        let bare = text.trimmed.replacing(/^(https?:\/\/)?orcid\.org\//.ignoresCase(), with: "").uppercased()
        guard bare.wholeMatch(of: /(\d{4}-){3}\d{3}[\dX]/) != nil else { return nil }
        let signs = bare.filter { $0 != "-" }
        let total = signs.dropLast().reduce(0) { ($0 + ($1.wholeNumberValue ?? 0)) * 2 % 11 }
        let check = (12 - total) % 11
        return signs.last == (check == 10 ? "X" : Character("\(check)")) ? bare : nil
    }
}

extension CitationFile {
    /// More people than this are not read.
    private static let mostPeople = 200
    /// The longest name, in characters.
    private static let longestName = 200

    /// The authors that a `CITATION.cff` names; none of one that cannot be read.
    public static func people(_ text: String) -> [CitedPerson] {
        let document = YAMLDocument.parse(Array(text.utf8), file: names[0], isLenient: true)
        return (document.root?["authors"]?.sequence ?? []).prefix(mostPeople).compactMap(person)
    }

    private static func person(_ node: YAMLNode) -> CitedPerson? {
        let text = { (key: String) in said(node[key]).map { String($0.prefix(longestName)) } }
        let family = [text("name-particle"), text("family-names"), text("name-suffix")].compactMap { $0 }
        let orcid = said(node["orcid"]).flatMap { CitedPerson.orcid($0) }
        if !family.isEmpty {
            return CitedPerson(
                family: family.joined(separator: " "),
                given: text("given-names"),
                orcid: orcid,
                affiliation: text("affiliation")
            )
        }
        if let given = text("given-names") {
            return CitedPerson(family: given, orcid: orcid, affiliation: text("affiliation"))
        }
        return (text("name") ?? text("alias")).map { CitedPerson(family: $0, isOrganisation: node["name"] != nil) }
    }
}
