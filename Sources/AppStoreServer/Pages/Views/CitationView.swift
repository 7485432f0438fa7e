internal import AppStoreCore
internal import Foundation

/// How a datalab is cited: in words and for BibTeX.
struct CitationView {
    /// What the authors ask for.
    let authorsWish: String?
    let plainText: String
    let bibTeX: String

    /// The citation of a datalab's version.
    ///
    /// - Parameters:
    ///   - datalab: the datalab.
    ///   - address: its page's address.
    init(_ datalab: DatalabDetail, at address: String) {
        let summary = datalab.summary
        let year = PageText.year(summary.modified)
        let author = summary.author ?? summary.owner
        let doi = datalab.doi.flatMap { PageAddress.doi($0) }
        authorsWish = datalab.citation
        plainText =
            "\(author) (\(year)). \(summary.title), version \(summary.version) [datalab]. "
            + "\(doi ?? address) (\(summary.digest))."
        let fields: [(String, String?)] = [
            ("author", "{\(Self.escaped(author))}"), ("title", "{\(Self.escaped(summary.title))}"),
            ("year", year), ("version", Self.escaped(summary.version)),
            ("url", address), ("doi", doi.map { String($0.dropFirst("https://doi.org/".count)) }),
            ("note", "Datalab, \(summary.digest)"),
        ]
        let lines = fields.compactMap { name, value in value.map { "  \(name) = {\($0)}" } }
        bibTeX = "@software{\(Self.key(author, year, summary.shortName)),\n\(lines.joined(separator: ",\n"))\n}"
    }

    /// A text in which BibTeX and LaTeX find no commands.
    private static func escaped(_ text: String) -> String {
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

    private static func key(_ author: String, _ year: String, _ name: String) -> String {
        let last = author.split(separator: " ").last.map(String.init) ?? ""
        let parts = [last, year, name].map { part in
            part.folding(options: .diacriticInsensitive, locale: nil).lowercased().filter {
                $0.isASCII && ($0.isLetter || $0.isNumber)
            }
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "-")
    }
}
