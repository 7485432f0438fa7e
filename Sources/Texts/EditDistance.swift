/// How far two words are apart.
package enum EditDistance {
    /// How many letters must be changed, left out, added or swapped with a neighbour: the optimal string alignment distance.
    ///
    /// Takes time by the product of both lengths: who compares words of strangers bounds them.
    package static func between<Letter: Equatable>(_ first: [Letter], _ second: [Letter]) -> Int {
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [row]
            current.reserveCapacity(second.count + 1)
            for column in 1...second.count {
                let changed = last[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1)
                var best = min(current[column - 1] + 1, last[column] + 1, changed)
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
