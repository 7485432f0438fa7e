internal import DatalabModel
internal import Foundation

/// A citation as text, for BibTeX, and for programs that read RIS.
extension Citation {
    /// So many people are named in a sentence.
    private static let mostNamed = 12

    /// A line such as reference lists have (DataCite's recommendation): creators, year, title, version, publisher, identifier.
    var plainText: String {
        let names = people.prefix(Self.mostNamed).map { person in
            person.given.map { "\(person.family), \($0)" } ?? person.family
        }
        let isCut = hasOthers || people.count > Self.mostNamed
        let authors = names.isEmpty ? "" : names.joined(separator: "; ") + (isCut ? " et al." : "") + " "
        return Self.line(
            "\(authors)(\(year)): \(title), version \(version) [datalab]. \(publisher). \(place) (\(digest))."
        )
    }

    /// An entry for BibTeX and BibLaTeX.
    var bibTeX: String {
        let authors =
            people.map { person in
                guard let given = person.given else { return "{\(Self.tex(person.family))}" }
                return "\(Self.tex(person.family)), \(Self.tex(given))"
            } + (hasOthers ? ["others"] : [])
        let fields: [(String, String?)] = [
            ("author", authors.isEmpty ? nil : authors.joined(separator: " and ")), ("title", "{\(Self.tex(title))}"),
            ("year", year), ("version", Self.tex(version)), ("publisher", "{\(Self.tex(publisher))}"),
            ("url", place), ("doi", doi), ("note", "Datalab, \(digest)"),
        ]
        let lines = fields.compactMap { name, value in value.map { "  \(name) = {\($0)}" } }
        return "@software{\(key),\n\(lines.joined(separator: ",\n"))\n}"
    }

    /// A record of the form RIS (Research Information Systems): a computer program.
    var ris: String {
        var lines = ["TY  - COMP"]
        lines += people.map { "AU  - \([$0.family, $0.given].compactMap { $0 }.joined(separator: ", "))" }
        lines += ["TI  - \(title)", "PY  - \(year)", "DA  - \(day.replacing("-", with: "/"))", "ET  - \(version)"]
        lines += [abstract.map { "AB  - \($0)" }, doi.map { "DO  - \($0)" }].compactMap { $0 }
        lines += ["UR  - \(address)", "PB  - \(publisher)"] + keywords.map { "KW  - \($0)" }
        return (lines.map(Self.line) + ["ER  - ", ""]).joined(separator: "\r\n")
    }

    /// A text in which BibTeX and LaTeX find no commands.
    private static func tex(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&", "%", "$", "#", "_": result += "\\\(character)"
            case "{", "}": break
            case "\\": result += "{\\textbackslash}"
            case "~": result += "{\\textasciitilde}"
            case "^": result += "{\\textasciicircum}"
            case _ where character.isNewline: result += " "
            default: result.append(character)
            }
        }
        return result
    }

    private var key: String {
        let parts = [people.first?.family ?? "", year, shortName].map { part in
            part.folding(options: .diacriticInsensitive, locale: nil).lowercased().filter {
                $0.isASCII && ($0.isLetter || $0.isNumber)
            }
        }
        return parts.filter { !$0.isEmpty }.map { String($0.prefix(40)) }.joined(separator: "-")
    }
}
