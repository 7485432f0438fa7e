internal import Reporting

/// What is wrong with single answers, told while they are given.
extension MetadataDraft {
    /// What is wrong with a version; nil when nothing is.
    package static func fault(inVersion text: String) -> String? {
        do {
            _ = try DatalabVersion(text)
            return nil
        } catch {
            let problem = error.problem(at: nil)
            return [problem.message, problem.hint].compactMap(\.self).joined(separator: "; ")
        }
    }

    /// What is wrong with an e-mail address; nil when nothing is.
    package static func fault(inEmail text: String) -> String? {
        MetadataInterpreter.looksLikeEmail(text) ? nil : "an e-mail address looks like name@institute.eu"
    }

    /// What is wrong with a short name; nil when nothing is.
    package static func fault(inShortName text: String) -> String? {
        var name = MetadataDraft()
        name.alternateName = text
        return name.suggestedShortName == text
            ? nil : "use lower case letters, digits and single '-', such as black-bodies"
    }

    /// A short name made of the alternate name, or of the title.
    package var suggestedShortName: String? {
        guard let text = alternateName ?? title else { return nil }
        return Self.shortName(of: text)
    }

    /// A short name made of a text: `l'étoile β` becomes `l-etoile-beta`; nil for a text without letters that have names in ASCII.
    package static func shortName(of text: String) -> String? {
        let letters = text.lowercased().unicodeScalars.map(ascii).joined()
        let words = letters.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? nil : words.joined(separator: "-")
    }

    /// What a letter is in ASCII, by its name in Unicode: `é` is a Latin letter E with something, `β` the Greek letter beta.
    private static func ascii(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII { return String(scalar) }
        // A mark belongs to the letter before it.
        if scalar.properties.generalCategory == .nonspacingMark { return "" }
        if let known = ["ß": "ss", "ı": "i", "þ": "th", "ð": "d", "đ": "d"][String(scalar)] { return known }
        let words = (scalar.properties.name ?? "").split(separator: " ")
        guard words.count > 3, words[2] == "LETTER" else { return "-" }
        switch words[0] {
        case "LATIN" where words[3].utf8.count <= 2: return words[3].lowercased()
        case "GREEK": return "-\(words[3] == "FINAL" ? "sigma" : words[3].lowercased())-"
        default: return "-"
        }
    }
}
