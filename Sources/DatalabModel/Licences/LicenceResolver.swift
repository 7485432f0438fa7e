public import Reporting

/// Finds the licence that a free text means.
public enum LicenceResolver {
    /// What a text was found to mean.
    public struct Resolution: Sendable, Hashable {
        /// The licence; nil when the text names none or cannot be understood.
        public var expression: LicenceExpression?
        /// A warning when the text is not an SPDX expression itself, an error when it cannot be understood.
        public var problems: [Problem]
    }

    /// Reads an SPDX expression, a full name or a usual way of naming a licence.
    ///
    /// - Parameters:
    ///   - text: such as `MIT`, `MIT OR Apache-2.0`, `Apache 2.0`, `GPLv3`, `None`.
    ///   - place: gives the place of the text's scalar at an offset, for problems.
    /// - Returns: the licence and what is to be said about it.
    public static func resolve(_ text: String, place: (_ offset: Int) -> Place?) -> Resolution {
        let words = LicenceWords.normalised(text)
        if LicenceWords.absent.contains(words) { return absent(text, at: place(0)) }
        var parser = LicenceExpressionParser(text, suggesting: false)
        if let term = try? parser.parse() {
            let expression = LicenceExpression(term)
            return Resolution(expression: expression, problems: deprecations(in: expression, at: place(0)))
        }
        if let identifier = meaning(of: text, words: words) { return read(text, as: identifier, at: place(0)) }
        if let esa = esaProblem(text, words: words, at: place(0)) { return Resolution(problems: [esa]) }
        if LicenceWords.unnamed.contains(words) {
            let hint = "write 'LicenseRef-' and a name of your own, such as 'LicenseRef-Proprietary'"
            return Resolution(problems: [
                .error(at: place(0), "'\(Spelling.shortened(text))' is not an SPDX licence", hint: hint)
            ])
        }
        return Resolution(problems: [fault(in: text, words: words, place: place)])
    }

    /// What is wrong with a text that means no licence.
    private static func fault(in text: String, words: String, place: (_ offset: Int) -> Place?) -> Problem {
        guard looksLikeExpression(text) else { return unknown(text, words: words, at: place(0)) }
        do {
            _ = try LicenceExpression.parse(text)
            return unknown(text, words: words, at: place(0))
        } catch {
            return error.problem(at: place(error.offset))
        }
    }

    /// Reads a text that has no place.
    public static func resolve(_ text: String) -> Resolution {
        resolve(text) { _ in nil }
    }

    private static func absent(_ text: String, at place: Place?) -> Resolution {
        let found = text.isEmpty ? "the licence is empty" : "the licence says '\(Spelling.shortened(text))'"
        return Resolution(
            problems: [
                .warning(
                    at: place,
                    "\(found), without a licence nobody else may use the datalab",
                    hint: "write an SPDX identifier such as 'MIT'; 'datalab licences' lists all",
                )
            ],
        )
    }

    private static func read(_ text: String, as identifier: String, at place: Place?) -> Resolution {
        let problem = Problem.warning(
            at: place,
            "the licence '\(Spelling.shortened(text))' is read as '\(identifier)'",
            hint: "write '\(identifier)'\(identifier.hasPrefix("LicenseRef-") ? "" : ", its SPDX identifier")",
        )
        return Resolution(expression: LicenceExpression(.licence(identifier, orLater: false)), problems: [problem])
    }

    private static func unknown(_ text: String, words: String, at place: Place?) -> Problem {
        let several = LicenceWords.ambiguous[words] != nil
        let short = Spelling.shortened(text)
        if let parts = severalLicences(in: text) {
            let hint = Spelling.didYouMean([" OR ", " AND "].map(parts.joined))
            return .error(at: place, "'\(short)' does not say how the licences are joined", hint: hint)
        }
        let message = several ? "'\(short)' does not say which licence is meant" : "unknown licence '\(short)'"
        return .error(at: place, message, hint: LicenceList.hint(for: text))
    }

    /// The identifiers in a text that lists some: `MIT, Apache 2.0`, `MIT/Apache-2.0`, `MIT and BSD-3-Clause`.
    private static func severalLicences(in text: String) -> [String]? {
        let words = text.split(whereSeparator: \.isWhitespace).map {
            ["and", "or"].contains($0.lowercased()) ? "," : $0
        }
        let parts = words.joined(separator: " ").split { ",/;&+".contains($0) }.map { String($0).trimmed }
        guard (2...8).contains(parts.count) else { return nil }
        let identifiers = parts.compactMap { part in
            LicenceList.licence(part)?.identifier ?? meaning(of: part, words: LicenceWords.normalised(part))
        }
        return identifiers.count == parts.count ? identifiers : nil
    }

    private static func deprecations(in expression: LicenceExpression, at place: Place?) -> [Problem] {
        expression.identifiers.compactMap { identifier in
            guard LicenceList.licence(identifier)?.isDeprecated == true else { return nil }
            let stem = identifier.hasSuffix("+") ? String(identifier.dropLast()) : identifier
            let newer = (identifier.hasSuffix("+") ? ["\(stem)-or-later"] : ["\(stem)-only", "\(stem)-or-later"])
                .filter { LicenceList.licence($0) != nil }
            return .warning(
                at: place,
                "the licence identifier '\(identifier)' is deprecated by SPDX",
                hint: newer.isEmpty ? nil : "write \(Spelling.listed(newer, last: "or"))",
            )
        }
    }

    private static func looksLikeExpression(_ text: String) -> Bool {
        text.hasPrefix("(")
            || text.split(whereSeparator: \.isWhitespace).contains { ["AND", "OR", "WITH"].contains($0) }
    }
}
