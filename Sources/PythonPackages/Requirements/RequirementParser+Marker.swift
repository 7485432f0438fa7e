internal import Reporting

extension RequirementParser {
    /// The marker that makes up a line.
    static func marker(in line: LogicalLine) throws(SyntaxFault) -> Marker {
        var parser = RequirementParser(cursor: TextCursor(line))
        let marker = try parser.orMarker()
        parser.cursor.skipSpaces()
        guard parser.cursor.isAtEnd else { throw parser.unexpected(expected: "'and', 'or' or the end of the marker") }
        return marker
    }

    /// A marker: conjunctions joined by `or`.
    mutating func orMarker() throws(SyntaxFault) -> Marker {
        var marker = try andMarker()
        while skipKeyword("or") { marker = .or(marker, try andMarker()) }
        return marker
    }

    private mutating func andMarker() throws(SyntaxFault) -> Marker {
        var marker = try atom()
        while skipKeyword("and") { marker = .and(marker, try atom()) }
        return marker
    }

    private mutating func atom() throws(SyntaxFault) -> Marker {
        cursor.skipSpaces()
        let start = cursor.index
        markerSize += 1
        guard markerSize <= 200 else { throw SyntaxFault(start, "the marker has more than 200 parts") }
        if cursor.skip("(") {
            let marker = try orMarker()
            cursor.skipSpaces()
            guard cursor.skip(")") else {
                throw cursor.isAtEnd
                    ? SyntaxFault(start, "the parenthesis that begins here has no closing ')'")
                    : unexpected(expected: "'and', 'or' or ')'")
            }
            return marker
        }
        let left = try operand()
        let comparison = try comparison()
        let right = try operand()
        let marker = Marker.comparison(left, comparison, right)
        if case (.text, .text) = (left, right) {
            throw SyntaxFault(
                start,
                "the comparison '\(marker)' has no variable, expected one such as 'python_version'"
            )
        }
        if case (.variable, .variable) = (left, right) {
            throw SyntaxFault(start, "the comparison '\(marker)' has two variables, expected a quoted text on one side")
        }
        return marker
    }

    private mutating func operand() throws(SyntaxFault) -> Marker.Operand {
        cursor.skipSpaces()
        let start = cursor.index
        if let quote = cursor.next, quote == "\"" || quote == "'" {
            cursor.index += 1
            let text = cursor.take { $0 != quote }
            guard cursor.skip(String(quote)) else {
                throw SyntaxFault(start, "the text that begins here has no closing \(quote)")
            }
            return .text(text)
        }
        let word = cursor.take { $0.isASCII && (PackageName.isNameByte(UInt8(ascii: $0)) && $0 != "-") }
        guard !word.isEmpty else { throw unexpected(expected: "a marker variable or a quoted text") }
        let name = Marker.aliases[word] ?? word
        guard Marker.variables.contains(name) else { throw unknownVariable(word, at: start) }
        return .variable(name)
    }

    private func unknownVariable(_ word: String, at start: Int) -> SyntaxFault {
        if word.first?.isNumber == true || ["linux", "linux2", "win32", "darwin", "Linux", "Windows"].contains(word) {
            return SyntaxFault(start, "'\(word)' is not a marker variable", hint: "put it in quotes: \"\(word)\"")
        }
        let near = NearMiss.nearest(word, among: Marker.variables)
        return SyntaxFault(
            start,
            "unknown marker variable '\(word)'",
            hint: near.map { "did you mean '\($0)'?" }
                ?? "the variables are python_version, sys_platform, platform_machine …",
        )
    }

    private mutating func comparison() throws(SyntaxFault) -> Marker.Comparison {
        cursor.skipSpaces()
        let start = cursor.index
        if skipKeyword("in") { return .in }
        if skipKeyword("not") {
            guard skipKeyword("in") else { throw unexpected(expected: "'in' after 'not'") }
            return .notIn
        }
        let symbols = cursor.take { "=<>!~".unicodeScalars.contains($0) }
        guard let comparison = Marker.Comparison(rawValue: symbols) else {
            cursor.index = start
            throw symbols == "="
                ? SyntaxFault(start, "found '=', expected a comparison", hint: "write '=='")
                : unexpected(expected: "a comparison (==, !=, <, >=, in …)")
        }
        return comparison
    }

    private mutating func skipKeyword(_ word: String) -> Bool {
        cursor.skipSpaces()
        let start = cursor.index
        if cursor.skip(word) {
            let isWhole = cursor.next.map { !($0.isASCII && PackageName.isNameByte(UInt8(ascii: $0))) } ?? true
            if isWhole { return true }
        }
        cursor.index = start
        return false
    }
}
