extension RequirementParser {
    /// The version conditions after a name, with or without parentheses; none when something else follows.
    mutating func specifiers(after name: String) throws(SyntaxFault) -> [VersionSpecifier] {
        let open = cursor.index
        let isParenthesized = cursor.skip("(")
        var specifiers: [VersionSpecifier] = []
        while true {
            cursor.skipSpaces()
            guard let next = cursor.next, "=<>!~".unicodeScalars.contains(next) else { break }
            specifiers.append(try specifier(after: name))
            cursor.skipSpaces()
            guard cursor.skip(",") else { break }
        }
        guard isParenthesized else { return specifiers }
        guard cursor.skip(")") else { throw SyntaxFault(open, "the parenthesis that begins here has no closing ')'") }
        return specifiers
    }

    private mutating func specifier(after name: String) throws(SyntaxFault) -> VersionSpecifier {
        let start = cursor.index
        let symbols = cursor.take { "=<>!~".unicodeScalars.contains($0) }
        cursor.skipSpaces()
        let versionStart = cursor.index
        let text = cursor.take { $0 != " " && $0 != "\t" && $0 != "," && $0 != ";" && $0 != ")" }
        guard let found = VersionSpecifier.Operator(rawValue: symbols) else {
            throw wrongOperator(symbols, at: start, name, text)
        }
        guard !text.isEmpty else { throw SyntaxFault(versionStart, "expected a version after '\(symbols)'") }
        do throws(VersionSpecifier.Fault) {
            return try VersionSpecifier(found, text)
        } catch {
            throw Self.explain(error, name, found, text, at: versionStart)
        }
    }

    private func wrongOperator(_ symbols: String, at start: Int, _ name: String, _ text: String) -> SyntaxFault {
        let meant = ["=": "==", "=>": ">=", "=<": "<=", "~": "~=", "!": "!=", "<>": "!=", "=~": "~=", "=!": "!="]
        let version = text.prefix { $0 != "=" }
        return SyntaxFault(
            start,
            "found '\(symbols)' after '\(name)', expected a version operator (==, >=, <=, >, <, ~=, !=)",
            hint: meant[symbols].flatMap { Self.writing("\(name)\($0)\(version)") },
        )
    }

    private static func explain(
        _ fault: VersionSpecifier.Fault,
        _ name: String,
        _ found: VersionSpecifier.Operator,
        _ text: String,
        at index: Int,
    ) -> SyntaxFault {
        switch fault {
        case .notAVersion:
            if let symbol = text.unicodeScalars.first(where: { "=<>!~".unicodeScalars.contains($0) }) {
                let offset = text.unicodeScalars.prefix { $0 != symbol }.count
                return SyntaxFault(
                    index + offset,
                    "found '\(symbol)' inside a version, expected ',' before the next condition"
                )
            }
            let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.reversed().drop { $0 == "." }
                .reversed()
            let isWildcard = text.dropFirst(digits.count) == ".x" || text.hasSuffix("*")
            let hint = isWildcard && !digits.isEmpty ? writing("\(name)==\(String(digits)).*") : nil
            return SyntaxFault(index, "'\(text)' is not a version", hint: hint)
        case .wildcardNotAllowed:
            return SyntaxFault(
                index,
                "'\(text)' after '\(found.rawValue)': a wildcard may only follow '==' or '!='",
                hint: writing("\(name)\(found.rawValue)\(text.dropLast(2))"),
            )
        case .wildcardAfterSuffix:
            return SyntaxFault(index, "'\(text)': a wildcard may only follow the numbers of a release")
        case .localNotAllowed:
            return SyntaxFault(
                index,
                "'\(text)' after '\(found.rawValue)': a local version may only follow '==' or '!='"
            )
        case .tooShortForCompatible:
            return SyntaxFault(
                index,
                "'~=\(text)' needs a version of at least two numbers",
                hint: writing("\(name)~=\(text).0").map { "\($0) or '\(name)>=\(text)'" },
            )
        }
    }
}
