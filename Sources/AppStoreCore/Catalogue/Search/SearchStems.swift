internal import GRDB

/// The stems of English words (Porter's algorithm, as SQLite has it): 'bodies' and 'body' have one.
///
/// Stems are indexed beside the words, and looked for as whole words beside the beginnings that somebody typed: so 'body' finds
/// 'bodies', and 'ray' does not find what begins with its stem 'rai'.
struct SearchStems {
    private let words: any FTS5Tokenizer
    private let stems: any FTS5Tokenizer

    init(_ database: Database) throws {
        let plain = FTS5TokenizerDescriptor.unicode61(diacritics: .remove)
        words = try database.makeTokenizer(plain)
        stems = try database.makeTokenizer(.porter(wrapping: plain))
    }

    /// The stem of a word; nil for one that is its own, or for what is several words.
    func stem(_ word: String) throws -> String? {
        let found = try stems.tokenize(query: word).map(\.token)
        guard found.count == 1, try words.tokenize(query: word).map(\.token) != found else { return nil }
        return found[0]
    }

    /// A text followed by the stems of its words that are not in it as words.
    func beside(_ text: String) throws -> String {
        let known = Set(try words.tokenize(document: text).map(\.token))
        let fresh = Set(try stems.tokenize(document: text).map(\.token)).subtracting(known)
        return fresh.isEmpty ? text : "\(text)\n\(fresh.sorted().joined(separator: " "))"
    }
}
