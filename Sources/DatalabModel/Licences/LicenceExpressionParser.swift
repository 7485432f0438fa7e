/// Reads SPDX licence expressions: `OR` binds weaker than `AND`, `AND` weaker than `WITH`, `WITH` weaker than `+`.
struct LicenceExpressionParser {
    private struct Token {
        var text: String
        var offset: Int
        var isOpening: Bool { text == "(" }
        var isClosing: Bool { text == ")" }
        var isOperator: Bool { ["AND", "OR", "WITH"].contains(text.uppercased()) }
    }

    /// Parentheses nested deeper than this are refused.
    private static let maximumDepth = 32

    private static let example =
        "an SPDX expression looks like 'MIT', 'MIT OR Apache-2.0' or '(MIT OR ISC) AND CC-BY-4.0'"

    private let suggesting: Bool
    private let tokens: [Token]
    private let end: Int
    private var position = 0
    private var depth = 0

    /// A parser; suggesting what may have been meant costs milliseconds.
    init(_ text: String, suggesting: Bool = true) {
        self.suggesting = suggesting
        tokens = Self.split(text)
        end = text.unicodeScalars.count
    }

    mutating func parse() throws(ModelFailure) -> LicenceExpression.Term {
        let term = try parseOr()
        if let extra = peek() {
            if extra.isClosing { throw syntax(extra, "')' closes nothing") }
            throw syntax(extra, "expected 'AND', 'OR' or 'WITH' before '\(Spelling.shortened(extra.text))'")
        }
        return term
    }

    private mutating func parseOr() throws(ModelFailure) -> LicenceExpression.Term {
        var terms = [try parseAnd()]
        while accept("OR") { terms.append(try parseAnd()) }
        return terms.count == 1 ? terms[0] : .or(terms)
    }

    private mutating func parseAnd() throws(ModelFailure) -> LicenceExpression.Term {
        var terms = [try parseWith()]
        while accept("AND") { terms.append(try parseWith()) }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    private mutating func parseWith() throws(ModelFailure) -> LicenceExpression.Term {
        let term = try parseSimple()
        guard let word = peek(), accept("WITH") else { return term }
        switch term {
        case .licence, .reference: break
        default: throw syntax(word, "'WITH' must follow a single licence")
        }
        return .with(term, exception: try parseException())
    }

    private mutating func parseSimple() throws(ModelFailure) -> LicenceExpression.Term {
        let token = try take(expecting: "a licence")
        if token.isClosing || token.isOperator {
            throw syntax(token, "expected a licence, found '\(Spelling.shortened(token.text))'")
        }
        guard token.isOpening else { return try licence(token) }
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth {
            throw syntax(token, "parentheses are nested deeper than \(Self.maximumDepth) levels")
        }
        let term = try parseOr()
        guard let closing = peek(), closing.isClosing else {
            let found = peek().map { "'\($0.text)'" } ?? "the end"
            throw ModelFailure(
                .licenceSyntax,
                offset: peek()?.offset ?? end,
                "expected ')', found \(found)",
                hint: "the '(' before it is not closed",
            )
        }
        position += 1
        return term
    }

    private func licence(_ token: Token) throws(ModelFailure) -> LicenceExpression.Term {
        try checkCharacters(token)
        if let known = LicenceList.licence(token.text) { return .licence(known.identifier, orLater: false) }
        if token.text.hasSuffix("+"), let known = LicenceList.licence(String(token.text.dropLast())) {
            return .licence(known.identifier, orLater: true)
        }
        if let reference = reference(token.text) { return .reference(reference) }
        throw ModelFailure(
            .unknownLicence,
            offset: token.offset,
            "unknown licence '\(Spelling.shortened(token.text))'",
            hint: suggesting ? LicenceList.hint(for: token.text) : nil,
        )
    }

    /// A `LicenseRef-`, its prefix in the right case; nil when the text is not one.
    private func reference(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let prefixes = parts.count == 2 ? ["DocumentRef-", "LicenseRef-"] : ["LicenseRef-"]
        guard parts.count == prefixes.count else { return nil }
        var result: [String] = []
        for (part, prefix) in zip(parts, prefixes) {
            let name = part.dropFirst(prefix.count)
            guard part.lowercased().hasPrefix(prefix.lowercased()), !name.isEmpty, !name.contains("+") else {
                return nil
            }
            result.append(prefix + name)
        }
        return result.joined(separator: ":")
    }

    private mutating func parseException() throws(ModelFailure) -> String {
        let token = try take(expecting: "an exception")
        try checkCharacters(token)
        if let known = LicenceList.exception(token.text) { return known.identifier }
        if token.text.hasPrefix("AdditionRef-"), token.text.count > 12 { return token.text }
        let candidates = Spelling.closest(to: token.text, in: LicenceList.exceptions.map(\.identifier))
        throw ModelFailure(
            .unknownLicence,
            offset: token.offset,
            "unknown exception '\(Spelling.shortened(token.text))'",
            hint: Spelling.didYouMean(candidates) ?? "https://spdx.org/licenses/exceptions-index.html lists all",
        )
    }

    private func checkCharacters(_ token: Token) throws(ModelFailure) {
        let scalars = Array(token.text.unicodeScalars)
        guard let wrong = scalars.firstIndex(where: { !Self.isAllowed($0) }) else { return }
        throw ModelFailure(
            .licenceSyntax,
            offset: token.offset + wrong,
            "'\(scalars[wrong])' cannot be in a licence identifier",
            hint: Self.example,
        )
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", ":", "+": true
        default: false
        }
    }

    private func peek() -> Token? {
        position < tokens.count ? tokens[position] : nil
    }

    private mutating func accept(_ word: String) -> Bool {
        guard let token = peek(), token.text.uppercased() == word else { return false }
        position += 1
        return true
    }

    private mutating func take(expecting what: String) throws(ModelFailure) -> Token {
        guard let token = peek() else {
            throw ModelFailure(.licenceSyntax, offset: end, "expected \(what), found the end", hint: Self.example)
        }
        position += 1
        return token
    }

    private func syntax(_ token: Token, _ message: String) -> ModelFailure {
        ModelFailure(.licenceSyntax, offset: token.offset, message, hint: Self.example)
    }

    private static func split(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            let isParenthesis = scalar == "(" || scalar == ")"
            if !isParenthesis, !scalar.properties.isWhitespace {
                word.unicodeScalars.append(scalar)
                continue
            }
            finish(&word, before: offset, into: &tokens)
            if isParenthesis { tokens.append(Token(text: String(scalar), offset: offset)) }
        }
        finish(&word, before: text.unicodeScalars.count, into: &tokens)
        return tokens
    }

    private static func finish(_ word: inout String, before offset: Int, into tokens: inout [Token]) {
        guard !word.isEmpty else { return }
        tokens.append(Token(text: word, offset: offset - word.unicodeScalars.count))
        word = ""
    }
}
