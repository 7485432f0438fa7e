/// A condition on the version of Python as people write it: `>=3.10,<3.13`, `^3.10`, `~=3.11`, `3.10.*`, `=3.10`, `^3.8 || ^3.11`.
///
/// The operators are those of PEP 440, Poetry and conda. Bases have the patch they have, so `==3.11` and `==3.11.4` both mean
/// Python 3.11.
public struct PythonCondition: Sendable, Hashable {
    /// One comparison.
    fileprivate struct Clause: Sendable, Hashable {
        enum Comparison: String, CaseIterable {
            // Longer ones first: the first that fits is taken.
            case arbitrary = "==="
            case equal = "=="
            case notEqual = "!="
            case atLeast = ">="
            case atMost = "<="
            case compatible = "~="
            case single = "="
            case greater = ">"
            case less = "<"
            case caret = "^"
            case tilde = "~"
        }

        let comparison: Comparison
        let numbers: [Int]
        let isPrefix: Bool
    }

    /// The longest text that is read, in characters.
    private static let longest = 200

    private let alternatives: [[Clause]]
    /// The condition without spaces that do not matter.
    private let text: String

    /// Reads a condition; nil for any other text.
    public init?(_ text: String) {
        guard text.unicodeScalars.count <= Self.longest else { return nil }
        var alternatives: [[Clause]] = []
        var texts: [String] = []
        let pieces = text.split(separator: "|", omittingEmptySubsequences: false)
        for piece in pieces where !(piece.isEmpty && pieces.count > 1) {
            guard let (clauses, text) = Self.clauses(piece) else { return nil }
            alternatives.append(clauses)
            texts.append(text)
        }
        guard !alternatives.isEmpty else { return nil }
        self.alternatives = alternatives
        self.text = texts.joined(separator: " || ")
    }

    /// Whether a version fulfils the condition; one without a patch does when one of its patches can.
    public func holds(for version: PythonVersion) -> Bool {
        [0, 99].contains { (patch: Int) -> Bool in
            let numbers = version.numbers(patch: patch)
            return alternatives.contains { clauses in clauses.allSatisfy { $0.holds(for: numbers) } }
        }
    }

    /// The one version that the condition names: `=3.10`, `3.10.*`; nil for all other conditions.
    var exact: PythonVersion? {
        guard alternatives.count == 1, alternatives[0].count == 1, let clause = alternatives[0].first,
            [.arbitrary, .equal, .single].contains(clause.comparison), clause.numbers.count > 1
        else { return nil }
        let patch = clause.numbers.count > 2 ? clause.numbers[2] : nil
        return PythonVersion(major: clause.numbers[0], minor: clause.numbers[1], patch: patch)
    }

    private static func clauses(_ piece: Substring) -> ([Clause], String)? {
        var (rest, clauses, texts) = (piece.drop(while: isBetween), [Clause](), [String]())
        while !rest.isEmpty {
            let found = Clause.Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
            rest = rest.dropFirst(found?.rawValue.count ?? 0).drop { $0 == " " }
            let word = rest.prefix { !isBetween($0) && !"<>=!~^".contains($0) }
            rest = rest.dropFirst(word.count).drop(while: isBetween)
            let isPrefix = word.hasSuffix(".*") || word.lowercased().hasSuffix(".x")
            let parts = (isPrefix ? word.dropLast(2) : word).split(separator: ".", omittingEmptySubsequences: false)
            let numbers = parts.compactMap(PythonVersion.number)
            guard numbers.count == parts.count, (1...3).contains(numbers.count) else { return nil }
            clauses.append(Clause(comparison: found ?? .equal, numbers: numbers, isPrefix: isPrefix))
            texts.append((found?.rawValue ?? "") + word)
        }
        return clauses.isEmpty ? nil : (clauses, texts.joined(separator: ","))
    }

    private static func isBetween(_ character: Character) -> Bool { character == "," || character.isWhitespace }
}

extension PythonCondition.Clause {
    fileprivate func holds(for version: [Int]) -> Bool {
        let padded = numbers + Array(repeating: 0, count: 3 - numbers.count)
        let isAtLeast = !version.lexicographicallyPrecedes(padded)
        switch comparison {
        case .arbitrary, .equal, .single: return version.starts(with: numbers.prefix(2))
        case .notEqual: return !version.starts(with: numbers)
        case .atLeast: return isAtLeast
        case .atMost: return version == padded || !isAtLeast || isPrefix && version.starts(with: numbers)
        case .greater: return isAtLeast && version != padded
        case .less: return !isAtLeast
        case .compatible: return isAtLeast && version.starts(with: numbers.dropLast())
        case .caret: return isAtLeast && version[0] == numbers[0]
        case .tilde: return isAtLeast && version.starts(with: numbers.prefix(2))
        }
    }
}

extension PythonCondition: CustomStringConvertible {
    /// The condition: `>=3.10,<3.13`.
    public var description: String { text }
}
