internal import Foundation

extension CitedPerson {
    /// More names than this are not taken apart.
    private static let mostNames = 200
    /// Words of a name that belong to the family.
    private static let particles: Set<String> = [
        "af", "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter",
        "van",
        "von", "zu", "zur",
    ]
    /// Words that no person is called.
    private static let organisations: Set<String> = [
        "agency", "association", "center", "centre", "collaboration", "college", "consortium", "department",
        "developers",
        "foundation", "group", "institut", "institute", "instituto", "istituto", "laboratory", "mission", "observatory",
        "office",
        "project", "society", "survey", "team", "universidad", "universität", "université", "university",
    ]

    /// The people that a text names, and whether it says that there are more.
    ///
    /// As metadata has them: `Ann Lee, Bo Li`, `Lee, Ann; Li, Bo`, `Ann Lee and Bo Li`, `Ann Lee et al.`
    /// What may be read in two ways is one name, which is left as it is.
    public static func people(named text: String) -> (people: [CitedPerson], hasOthers: Bool) {
        var text = text.trimmed
        let others = text.range(
            of: #"[,;]?\s+(et\s+al\.?|and others)$"#,
            options: [.regularExpression, .caseInsensitive]
        )
        if let others { text = String(text[..<others.lowerBound]) }
        let names = split(text).prefix(mostNames).map(\.trimmed).filter { $0.contains { $0.isLetter || $0.isNumber } }
        return (names.map(person(named:)), others != nil)
    }

    private static func split(_ text: String) -> [String] {
        if text.contains(";") { return text.split(separator: ";").map(String.init) }
        let joined = text.replacing(/,?\s+(and|&)\s+/.ignoresCase(), with: "\u{0}")
        let parts = joined.split { $0 == "," || $0 == "\u{0}" }.map { String($0).trimmed }
        // 'Lee, Ann' is one person, and 'Institute of Space, Bern' one institute.
        let areWhole = parts.allSatisfy { isPerson($0) && $0.contains(" ") }
        return parts.count > 1 && areWhole ? parts : [text]
    }

    private static func isPerson(_ name: String) -> Bool {
        let words = name.lowercased().split { !$0.isLetter && $0 != "-" && $0 != "." && $0 != "'" }.map(String.init)
        return (1...6).contains(words.count) && organisations.isDisjoint(with: words)
            && !words.contains { ["of", "for", "the", "für", "des"].contains($0) } && !name.contains { $0.isNumber }
    }

    private static func person(named name: String) -> CitedPerson {
        let halves = name.split(separator: ",", maxSplits: 2).map { String($0).trimmed }
        if halves.count == 2, isPerson(halves[0]), isPerson(halves[1]), halves[1].split(separator: " ").count <= 3 {
            return CitedPerson(family: halves[0], given: halves[1])
        }
        let words = name.split(separator: " ").map(String.init)
        guard halves.count == 1, isPerson(name), words.count > 1 else {
            return CitedPerson(family: name, isOrganisation: true)
        }
        var start = words.count - 1
        while start > 1, particles.contains(words[start - 1].lowercased()) { start -= 1 }
        return CitedPerson(
            family: words[start...].joined(separator: " "),
            given: words[..<start].joined(separator: " ")
        )
    }
}

extension DatalabMetadata {
    /// Whom it names as makers, with the ORCID iD and the affiliation of the only one, where it has them.
    public var people: (people: [CitedPerson], hasOthers: Bool) {
        guard let creator else { return ([], false) }
        var (people, hasOthers) = CitedPerson.people(named: creator.name)
        if people.count == 1, !hasOthers {
            let orcids = ["creator.orcid", "creator.identifier", "orcid"].compactMap { additionalText($0) }
            people[0].orcid = orcids.lazy.compactMap(CitedPerson.orcid).first
            if people[0].orcid != nil { people[0].isOrganisation = false }
            people[0].affiliation = additionalText("creator.affiliation") ?? additionalText("affiliation")
        }
        return (people, hasOthers)
    }

    private func additionalText(_ key: String) -> String? {
        guard case .text(let text)? = additional[key], !text.trimmed.isEmpty else { return nil }
        return String(text.trimmed.prefix(300))
    }
}
