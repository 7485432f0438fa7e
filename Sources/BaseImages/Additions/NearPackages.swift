internal import DatalabModel

/// Names of Debian packages that somebody may have meant.
package enum NearPackages {
    /// The most likely ones: a Python library under Debian's name for it, a spelling nearby, a name that holds the word.
    ///
    /// - Parameters:
    ///   - word: what was written.
    ///   - names: the names there are.
    /// - Returns: at most three, the best first.
    package static func of(_ word: String, in names: [String]) -> [String] {
        let python = names.filter { $0 == "python3-\(word)" }
        let near = Spelling.closest(to: word, in: names)
        let holding = names.filter { $0.hasSuffix(word) || $0.hasPrefix(word) }
            .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        // Short words have many neighbours that mean nothing; a name that holds the word is more than that.
        let isShort = word.utf8.count < 5
        var chosen: [String] = []
        for name in python + (isShort ? holding + near : near + holding) where !chosen.contains(name) {
            chosen.append(name)
        }
        return Array(chosen.prefix(3))
    }
}
