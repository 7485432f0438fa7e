internal import Texts

/// Finds what a mistyped word was meant to be.
package enum NearMiss {
    /// The candidate with the fewest changed letters; nil when none is near.
    ///
    /// - Parameters:
    ///   - word: what was typed.
    ///   - candidates: what there is.
    /// - Returns: one that differs in at most a third of the word's letters, or in one; case does not count.
    package static func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        let letters = letters(of: word)
        let ranked = candidates.map { (EditDistance.between(letters, self.letters(of: $0)), $0) }
        return ranked.filter { $0.0 <= limit }.min { $0 < $1 }?.1
    }

    /// How many letters must be changed, left out, added or swapped with a neighbour.
    package static func distance(_ first: String, _ second: String) -> Int {
        EditDistance.between(letters(of: first), letters(of: second))
    }

    /// Nobody misspells a word that is longer; comparing it would take long too.
    private static func letters(of word: String) -> [Character] { Array(word.prefix(128).lowercased()) }
}
