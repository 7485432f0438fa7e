/// Finds what a mistyped word was meant to be.
enum NearMiss {
    /// The candidate with the fewest changed letters, at most a third of the word; nil when none is near.
    static func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        let ranked = candidates.map { (distance(Array(word.utf8), Array($0.utf8)), $0) }
        return ranked.filter { $0.0 <= limit }.min { $0 < $1 }?.1
    }

    /// Insertions, deletions and replacements between two words.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (byte == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
