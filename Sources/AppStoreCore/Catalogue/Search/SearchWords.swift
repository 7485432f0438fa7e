/// Words that somebody typed, as a query of SQLite's full-text search (FTS5, "Full-text Query Syntax").
enum SearchWords {
    /// More words than this are not looked at.
    private static let mostWords = 12
    /// A longer word is cut.
    private static let longestWord = 64

    /// The query; nil when there is no word in the text.
    ///
    /// Every word becomes a string in quotes, in which FTS5 knows no operators, and may be the beginning of a longer one, or
    /// another form of it.
    ///
    /// - Parameters:
    ///   - text: what was typed.
    ///   - stems: what gives the words' stems.
    /// - Returns: the query.
    /// - Throws: database errors.
    static func query(_ text: String, _ stems: SearchStems) throws -> String? {
        let words = text.split { !isPart($0) }.filter { word in word.contains { $0.isLetter || $0.isNumber } }
        guard !words.isEmpty else { return nil }
        return try words.prefix(mostWords).map { word in
            let word = String(word.prefix(longestWord))
            guard let stem = try stems.stem(word) else { return "\"\(word)\"*" }
            return "(\"\(word)\"* OR \"\(stem)\")"
        }.joined(separator: " AND ")
    }

    /// Whether a character stays in a word: what joins `astropy-healpix` makes it a phrase.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_" || character == "."
    }
}
