internal import Reporting

extension LicenceResolver {
    /// The identifier of the licence that a name, a usual short form or an address stands for.
    static func meaning(of text: String, words: String) -> String? {
        LicenceWords.meanings[words] ?? byName[words] ?? byAddress(text) ?? inParentheses(text)
            ?? esaLicence(words)
    }

    /// Every full name and identifier in words; current licences before deprecated ones.
    private static let byName: [String: String] = {
        var names: [String: String] = [:]
        for licence in LicenceList.all.filter({ !$0.isDeprecated }) + LicenceList.all.filter(\.isDeprecated) {
            for text in [licence.identifier, licence.name] {
                let words = LicenceWords.normalised(text)
                if names[words] == nil { names[words] = licence.identifier }
            }
        }
        return names
    }()

    /// A licence given by the address of its text: `https://creativecommons.org/licenses/by/4.0/`.
    private static func byAddress(_ text: String) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        let parts = text.split(separator: "/").map(String.init)
        guard let last = parts.last else { return nil }
        let name = last.hasSuffix(".html") ? String(last.dropLast(5)) : last
        if let known = LicenceList.licence(name) { return known.identifier }
        guard parts.count >= 3, text.contains("creativecommons.org/licenses/") else { return nil }
        return LicenceList.licence("CC-\(parts[parts.count - 2])-\(last)")?.identifier
    }

    /// The identifier after a name: `The MIT License (MIT)`.
    private static func inParentheses(_ text: String) -> String? {
        guard text.hasSuffix(")"), let opening = text.firstIndex(of: "("), opening > text.startIndex else { return nil }
        let name = LicenceWords.normalised(String(text[..<opening]))
        let inner = String(text[text.index(after: opening)...].dropLast())
        guard let licence = LicenceList.licence(inner) else { return nil }
        let named = LicenceWords.meanings[name] ?? byName[name]
        return named == nil || named == licence.identifier ? licence.identifier : nil
    }

    private static func isESA(_ words: String) -> Bool {
        let parts = words.split(separator: " ")
        return parts.contains("escl") || parts.contains("esa") || words.contains("european space agency")
    }

    /// The type and the version that words about a licence of the agency name.
    private static func esaFacts(_ words: String) -> (community: Bool, version: String?, type: Int?) {
        let parts = words.split(separator: " ").map(String.init)
        let type = parts.firstIndex(of: "type").flatMap { $0 + 1 < parts.count ? Int(parts[$0 + 1]) : nil }
        let named = ESALicences.types.first { type in
            words.contains(type.word.split(separator: "-").joined(separator: " "))
        }
        let version = parts.first { $0.contains(".") }
        return (parts.contains("escl") || parts.contains("community"), version, type ?? named?.number)
    }

    private static func esaLicence(_ words: String) -> String? {
        guard isESA(words) else { return nil }
        let facts = esaFacts(words)
        return facts.type.flatMap {
            ESALicences.identifier(community: facts.community, version: facts.version, type: $0)
        }
    }

    /// What is wrong with words about a licence of the agency; nil when they are about something else.
    static func esaProblem(_ text: String, words: String, at place: Place?) -> Problem? {
        guard isESA(words) else { return nil }
        let facts = esaFacts(words)
        let candidates = ESALicences.types.compactMap { type in
            ESALicences.identifier(community: facts.community, version: facts.version, type: type.number)
                ?? ESALicences.identifier(community: facts.community, version: nil, type: type.number)
        }
        let family = facts.community ? "community licence" : "public licence"
        let message =
            if let type = facts.type, !(1...3).contains(type) {
                "there is no ESA \(family) of type \(type), there are types 1, 2 and 3"
            } else if facts.type != nil {
                "there is no ESA \(family) of version \(facts.version ?? "")"
            } else {
                "'\(Spelling.shortened(text))' does not say which type of the ESA \(family) is meant"
            }
        return .error(at: place, message, hint: Spelling.didYouMean(candidates))
    }
}
