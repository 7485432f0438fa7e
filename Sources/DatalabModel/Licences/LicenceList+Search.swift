extension LicenceList {
    /// Licences whose identifier or name fits a text, the best first; deprecated ones come last.
    ///
    /// What the text is known to stand for (`apache`, `gnu gpl 3`, `cc by`), then an exact identifier or name, then those that
    /// start with it, then those that have all of its words. Words that no licence has are read as the nearest that one has.
    ///
    /// - Parameters:
    ///   - text: what was typed, in any case.
    ///   - limit: the most licences that are returned.
    /// - Returns: the licences; all of them, by group, for an empty text.
    public static func search(_ text: String, limit: Int = 20) -> [Licence] {
        let typed = LicenceWords.normalised(text)
        guard !typed.isEmpty else { return Array(all.prefix(limit)) }
        guard typed.utf8.count <= 200 else { return [] }
        let words = typed.split(separator: " ").map { LicenceVocabulary.nearest(String($0)) }
        let wanted = words.joined(separator: " ")
        // Of several names in a row, the last that is known: the whole has no licence's words then.
        let endings = words.indices.dropFirst().map { words[$0...].joined(separator: " ") }
        let meant = meant(by: [typed, wanted] + endings)
        let ranked = searchable.enumerated().compactMap { position, entry -> (Int, Int, Licence)? in
            if let place = meant.firstIndex(of: entry.licence.identifier) {
                return (place - meant.count, 0, entry.licence)
            }
            guard let rank = entry.rank(of: wanted, words: words) else { return nil }
            let penalty = entry.licence.isDeprecated ? 1_000 : 0
            return (rank + penalty, position, entry.licence)
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map { $0.2 }
    }

    /// The licence that a text stands for without doubt; nil where it only resembles one.
    ///
    /// That is an identifier or a name, or what is usually meant by the words; no misspelling is forgiven.
    public static func certain(_ text: String) -> Licence? {
        let typed = LicenceWords.normalised(text)
        guard !typed.isEmpty, typed.utf8.count <= 200 else { return nil }
        if let exact = searchable.first(where: { [$0.identifier, $0.name].contains(typed) && !$0.licence.isDeprecated })
        {
            return exact.licence
        }
        if let identifier = LicenceWords.meanings[typed] { return licence(identifier) }
        // Of several that fit, the usual one is meant where it is called so: 'gpl', not 'free'.
        guard let usual = LicenceWords.favourites[typed] ?? LicenceWords.ambiguous[typed], let first = usual.first,
            usual.count == 1 || LicenceWords.normalised(first).hasPrefix(typed)
        else { return nil }
        return licence(first)
    }

    /// What to do about an unknown licence.
    static func hint(for text: String) -> String {
        let candidates = candidates(for: text)
        return Spelling.didYouMean(candidates) ?? "'datalab licences' lists all that are known"
    }

    /// Identifiers that may have been meant, the most likely first.
    static func candidates(for text: String) -> [String] {
        let words = LicenceWords.normalised(text)
        if let known = LicenceWords.ambiguous[words] { return known }
        return search(text, limit: 3).filter { !$0.isDeprecated }.map(\.identifier)
    }

    /// The licences that usual words stand for.
    private static func meant(by texts: [String]) -> [String] {
        for text in texts {
            // An identifier that is typed in full is meant, whatever its words usually stand for.
            if let exact = searchable.first(where: { $0.identifier == text && !$0.licence.isDeprecated }) {
                return [exact.licence.identifier]
            }
            if let identifier = LicenceWords.meanings[text] { return [identifier] }
            if let identifiers = LicenceWords.favourites[text] ?? LicenceWords.ambiguous[text] { return identifiers }
        }
        return []
    }

    private static let searchable = all.map(SearchableLicence.init)
}

private struct SearchableLicence: Sendable {
    let licence: Licence
    let identifier: String
    let name: String
    let words: [Substring]

    init(_ licence: Licence) {
        self.licence = licence
        identifier = LicenceWords.normalised(licence.identifier)
        name = LicenceWords.normalised(licence.name)
        words = "\(identifier) \(name)".split(separator: " ")
    }

    /// How well the licence fits, 0 for best; nil when it does not.
    func rank(of wanted: String, words wantedWords: [String]) -> Int? {
        if identifier == wanted || name == wanted { return 0 }
        let popular = licence.group == .others ? 5 : 0
        if identifier.hasPrefix(wanted) { return 10 + popular }
        if name.hasPrefix(wanted) { return 20 + popular }
        guard wantedWords.allSatisfy({ word in words.contains { $0.contains(word) } }) else { return nil }
        let whole = wantedWords.allSatisfy { word in words.contains { $0 == word } }
        return (whole ? 30 : 40) + popular
    }
}

/// The words that licences are called by.
private enum LicenceVocabulary {
    private static let words: Set<Substring> = {
        let names = LicenceList.all.flatMap { [$0.identifier, $0.name] }.map(LicenceWords.normalised)
        let usual = Array(LicenceWords.meanings.keys) + LicenceWords.ambiguous.keys + LicenceWords.favourites.keys
        return Set((names + usual).flatMap { $0.split(separator: " ") })
    }()

    private static let sorted = words.filter { $0.count > 2 }.sorted()

    /// The word itself when licences have it, or one that begins with it; else the nearest that they have.
    static func nearest(_ word: String) -> String {
        guard word.count > 2, !words.contains(word[...]), !word.allSatisfy({ $0.isNumber || $0 == "." }),
            !sorted.contains(where: { $0.contains(word) })
        else { return word }
        // One wrong letter in three or four, two in a longer word.
        let limit = word.count < 5 ? 1 : 2
        let near = sorted.compactMap { candidate in
            Spelling.distance(word, candidate, atMost: limit).map { ($0, abs(candidate.count - word.count), candidate) }
        }
        // What begins alike is meant more often.
        let best = near.min { first, second in
            let (a, b) = (first.2.first == word.first ? 0 : 1, second.2.first == word.first ? 0 : 1)
            return (first.0, a, first.1, first.2) < (second.0, b, second.1, second.2)
        }
        return best.map { String($0.2) } ?? word
    }
}
