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
        let ranked = candidates.map { (distance(letters, self.letters(of: $0)), $0) }
        return ranked.filter { $0.0 <= limit }.min { $0 < $1 }?.1
    }

    /// How many letters must be changed, left out, added or swapped with a neighbour.
    package static func distance(_ first: String, _ second: String) -> Int {
        distance(letters(of: first), letters(of: second))
    }

    /// Nobody misspells a word that is longer; comparing it would take long too.
    private static func letters(of word: String) -> [Character] { Array(word.prefix(128).lowercased()) }

    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var rows = [Array(0...second.count)]
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let changed = rows[row][column] + (letter == other ? 0 : 1)
                var best = min(changed, rows[row][column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[first.count][second.count]
    }
}
