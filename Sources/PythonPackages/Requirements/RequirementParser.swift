/// Reads requirements from lines, strictly enough to point at the character that is wrong.
struct RequirementParser {
    var cursor: TextCursor
    /// How many comparisons and parentheses the marker has so far: a tree of them is walked by recursion.
    var markerSize = 0

    /// The requirement that makes up a line, or a part of it.
    static func requirement(in line: LogicalLine, _ range: Range<Int>? = nil) throws(SyntaxFault) -> Requirement {
        var parser = RequirementParser(cursor: TextCursor(line, range))
        return try parser.requirement()
    }

    /// The hint to write a requirement, put through the parser that will judge it.
    ///
    /// - Parameter text: the requirement.
    /// - Returns: the hint; of a requirement that would be refused, what would be said of it.
    static func writing(_ text: String) -> String? {
        guard proposals < mostProposals else { return nil }
        return $proposals.withValue(proposals + 1) {
            let line = LogicalLine(file: "", scalars: Array(text.unicodeScalars), line: 1, column: 1)
            do throws(SyntaxFault) {
                _ = try requirement(in: line)
                return "write '\(text)'"
            } catch {
                return error.hint
            }
        }
    }

    /// How many hints led to this one: what is proposed may be refused with a proposal of its own, or with the same again.
    @TaskLocal private static var proposals = 0
    private static let mostProposals = 4

    private mutating func requirement() throws(SyntaxFault) -> Requirement {
        cursor.skipSpaces()
        let start = cursor.index
        let name = try name()
        var requirement = Requirement(name: name, at: cursor.line.place(start))
        cursor.skipSpaces()
        if cursor.next == "[" { requirement.extras = try extras() }
        cursor.skipSpaces()
        if cursor.skip("@") {
            try url(&requirement)
        } else {
            requirement.specifiers = try specifiers(after: name)
        }
        cursor.skipSpaces()
        if cursor.skip(";") {
            requirement.marker = try orMarker()
            cursor.skipSpaces()
        }
        try expectEnd(after: name, requirement)
        try refuseInterpreter(name, start)
        return requirement
    }

    private mutating func name() throws(SyntaxFault) -> String {
        let start = cursor.index
        let text = cursor.take { $0.isASCII && PackageName.isNameByte(UInt8(ascii: $0)) }
        guard !text.isEmpty else { throw unexpected(expected: "the name of a package") }
        guard PackageName.isValid(text) else {
            throw SyntaxFault(start, "'\(text)' is no package name: it must begin and end with a letter or a digit")
        }
        if let next = cursor.next, !next.isASCII { throw unexpected(expected: "a version operator (==, >=, ~= …)") }
        return text
    }

    private mutating func extras() throws(SyntaxFault) -> [String] {
        let open = cursor.index
        _ = cursor.skip("[")
        cursor.skipSpaces()
        if cursor.skip("]") { return [] }
        var extras: Set<String> = []
        while true {
            cursor.skipSpaces()
            let start = cursor.index
            let text = cursor.take { $0.isASCII && PackageName.isNameByte(UInt8(ascii: $0)) }
            guard !cursor.isAtEnd else { throw SyntaxFault(open, "the extras that begin here have no closing ']'") }
            guard PackageName.isValid(text) else { throw SyntaxFault(start, "expected the name of an extra") }
            extras.insert(PackageName.normalized(text))
            cursor.skipSpaces()
            if cursor.skip("]") { return extras.sorted() }
            guard cursor.skip(",") else {
                throw cursor.isAtEnd
                    ? SyntaxFault(open, "the extras that begin here have no closing ']'")
                    : unexpected(expected: "',' or ']' after the extra '\(text)'")
            }
        }
    }

    private mutating func url(_ requirement: inout Requirement) throws(SyntaxFault) {
        cursor.skipSpaces()
        let start = cursor.index
        let text = cursor.word
        guard !text.isEmpty else { throw SyntaxFault(start, "expected a URL after '@'") }
        cursor.index += text.unicodeScalars.count
        switch try DirectAddress(text, at: start) {
        case .source(let reference, let named, let hashes):
            if let named, named != requirement.name {
                throw SyntaxFault(start, "the address says '\(named)', the requirement says '\(requirement.name)'")
            }
            requirement.source = reference
            requirement.hashes = hashes
        case .wheel(let wheel):
            if let named = wheel.filename?.name, named != requirement.name {
                throw SyntaxFault(
                    start,
                    "the wheel's file name says '\(named)', the requirement says '\(requirement.name)'"
                )
            }
            requirement.url = wheel.address
            requirement.hashes = wheel.hashes
        }
    }

    private func expectEnd(after name: String, _ requirement: Requirement) throws(SyntaxFault) {
        guard !cursor.isAtEnd else { return }
        let isDirect = requirement.url != nil || requirement.source != nil
        let isBare = requirement.specifiers.isEmpty && !isDirect && requirement.marker == nil
        if isBare, name == "pip" || name == "conda" || name == "import", cursor.next != "=" {
            throw SyntaxFault(
                cursor.index,
                "found '\(cursor.rest)' after '\(name)': this is a command, expected a requirement",
                hint: "write one package a line, such as 'numpy>=2'",
            )
        }
        if isBare, PackageVersion(cursor.word) != nil {
            throw SyntaxFault(
                cursor.index,
                "found '\(cursor.word)' after '\(name)', expected a version operator (==, >=, ~= …)",
                hint: Self.writing("\(name)==\(cursor.word)"),
            )
        }
        if isBare { throw another(expected: "a version operator, ';' or the end of the line after '\(name)'") }
        if requirement.marker != nil { throw unexpected(expected: "'and', 'or' or the end of the line") }
        throw another(expected: "',', ';' or the end of the line")
    }

    /// What is said when another requirement seems to follow on the line.
    private func another(expected: String) -> SyntaxFault {
        let fault = unexpected(expected: expected)
        let word = cursor.word.drop { $0 == "," }
        let isName = word.isEmpty || word.first.map { $0.isASCII && $0.isLetter } ?? false
        return isName ? SyntaxFault(fault.index, fault.message, hint: "write one requirement a line") : fault
    }

    private func refuseInterpreter(_ name: String, _ start: Int) throws(SyntaxFault) {
        guard PackageName.normalized(name) == "python" else { return }
        throw SyntaxFault(
            start,
            "'python' is not a package: the base decides the version of Python",
            hint: "remove the line; choose the version with 'runtime.txt' or '.python-version'",
        )
    }

    /// What is said of a character that cannot stand here.
    func unexpected(expected: String) -> SyntaxFault {
        guard let next = cursor.next else {
            return SyntaxFault(cursor.index, "expected \(expected), found the end of the line")
        }
        let lookalikes: [Unicode.Scalar: String] = [
            "“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "\u{A0}": " ", "\u{200B}": "",
            "≥": ">=", "≤": "<=", "＝": "=",
        ]
        let hint = lookalikes[next].map { replacement in
            replacement.isEmpty || replacement == " "
                ? "remove the invisible character U+\(hexadecimal(next))" : "write \(replacement) instead of \(next)"
        }
        let found = next.isASCII ? cursor.word : String(next)
        return SyntaxFault(cursor.index, "expected \(expected), found '\(found)'", hint: hint)
    }

    private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
