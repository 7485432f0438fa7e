internal import Texts

/// Finds what a person probably meant to write.
package enum Spelling {
    /// The distance of two texts when it is not above a limit; texts of very different lengths cost nothing.
    static func distance(_ first: some StringProtocol, _ second: some StringProtocol, atMost limit: Int) -> Int? {
        guard abs(first.unicodeScalars.count - second.unicodeScalars.count) <= limit else { return nil }
        let steps = distance(first, second)
        return steps <= limit ? steps : nil
    }

    /// The number of insertions, deletions, changes and swaps of neighbours between two texts.
    static func distance(_ first: some StringProtocol, _ second: some StringProtocol) -> Int {
        EditDistance.between(Array(first.unicodeScalars), Array(second.unicodeScalars))
    }

    /// The candidates that are near enough to a word to be what was meant, the nearest first.
    ///
    /// Case, `-`, `_` and spaces do not count; one difference in three letters is near enough.
    package static func closest(to word: String, in candidates: [String], limit: Int = 3) -> [String] {
        let wanted = folded(word)
        // Nobody misspells a word that long; comparing it would take long too.
        guard wanted.utf8.count <= 200 else { return [] }
        let allowed = max(1, wanted.count / 3)
        let ranked = candidates.enumerated().compactMap { position, candidate in
            distance(wanted, folded(candidate), atMost: allowed).map { ($0, position, candidate) }
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map { $0.2 }
    }

    /// A word without what people write in different ways: case, `-`, `_`, spaces.
    static func folded(_ word: String) -> String {
        word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    /// `did you mean 'a', 'b' or 'c'?`, or nil without candidates.
    package static func didYouMean(_ candidates: [String]) -> String? {
        candidates.isEmpty ? nil : "did you mean \(listed(candidates, last: "or"))?"
    }

    /// A text for a message: at most 60 characters of it, on one line.
    package static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 60 ? line : "\(line.prefix(59))…"
    }

    /// `'a', 'b' or 'c'`.
    package static func listed(_ names: [String], last: String) -> String {
        let quoted = names.map { "'\($0)'" }
        guard quoted.count > 1, let final = quoted.last else { return quoted.first ?? "" }
        return "\(quoted.dropLast().joined(separator: ", ")) \(last) \(final)"
    }
}
