extension LicenceList {
    /// Licences whose identifier or name fits a text, the best first; deprecated ones come last.
    ///
    /// An exact identifier, then identifiers and names that start with the text, then those that contain all of its
    /// words, then those that differ by a few letters.
    ///
    /// - Parameters:
    ///   - text: what was typed, in any case.
    ///   - limit: the most licences that are returned.
    /// - Returns: the licences; all of them, by group, for an empty text.
    public static func search(_ text: String, limit: Int = 20) -> [Licence] {
        let wanted = LicenceWords.normalised(text)
        guard !wanted.isEmpty else { return Array(all.prefix(limit)) }
        guard wanted.utf8.count <= 200 else { return [] }
        let words = wanted.split(separator: " ").map(String.init)
        let ranked = searchable.enumerated().compactMap { position, entry -> (Int, Int, Licence)? in
            guard let rank = entry.rank(of: wanted, words: words) else { return nil }
            let penalty = entry.licence.isDeprecated ? 1_000 : 0
            return (rank + penalty, position, entry.licence)
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map { $0.2 }
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

    private static let searchable = all.map(SearchableLicence.init)
}

private struct SearchableLicence: Sendable {
    let licence: Licence
    let identifier: String
    let name: String

    init(_ licence: Licence) {
        self.licence = licence
        identifier = LicenceWords.normalised(licence.identifier)
        name = LicenceWords.normalised(licence.name)
    }

    /// The distance to a text, or to as many of its first words as were typed.
    private static func distance(_ wanted: String, _ text: String, _ count: Int, atMost limit: Int) -> Int? {
        let start = text.split(separator: " ").prefix(count).joined(separator: " ")
        let whole = Spelling.distance(wanted, text, atMost: limit)
        let first = Spelling.distance(wanted, start, atMost: limit - 1).map { $0 + 1 }
        return [whole, first].compactMap { $0 }.min()
    }

    /// How well the licence fits, 0 for best; nil when it does not.
    func rank(of wanted: String, words: [String]) -> Int? {
        if identifier == wanted || name == wanted { return 0 }
        let popular = licence.group == .others ? 5 : 0
        if identifier.hasPrefix(wanted) { return 10 + popular }
        if name.hasPrefix(wanted) { return 20 + popular }
        let all = "\(identifier) \(name)"
        if words.allSatisfy(all.contains) { return 30 + popular }
        let allowed = max(1, wanted.count / 3)
        let steps = [identifier, name].compactMap { Self.distance(wanted, $0, words.count, atMost: allowed) }
        return steps.min().map { 40 + 10 * $0 + popular }
    }
}
