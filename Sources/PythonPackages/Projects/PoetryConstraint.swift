/// Poetry's way to write versions (its documentation, "Dependency specification"), as conditions of the packaging
/// specifications.
///
///     constraint  = alternative *( "||" alternative )        also "|"
///     alternative = condition *( ( "," / " " ) condition )
///     condition   = "^" version / "~" version / operator version / version [ ".*" ] / "*"
enum PoetryConstraint {
    /// What is wrong with a constraint.
    struct Fault: Error {
        let message: String
    }

    /// The alternatives, each a list of conditions that must all hold; an empty list is any version.
    static func alternatives(_ text: String) throws(Fault) -> [[VersionSpecifier]] {
        var result: [[VersionSpecifier]] = []
        // "||" leaves an empty part between its bars.
        for part in text.split(separator: "|") {
            let words = part.split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
            guard !words.isEmpty else { continue }
            var conditions: [VersionSpecifier] = []
            for word in joined(words) { conditions += try condition(word) }
            result.append(conditions)
        }
        guard !result.isEmpty else { throw Fault(message: "there is no version") }
        return result
    }

    /// An operator may be separated from its version by a space.
    private static func joined(_ words: [String]) -> [String] {
        var result: [String] = []
        for word in words {
            if let last = result.last, last.allSatisfy({ "^~=<>!".contains($0) }) {
                result[result.count - 1] = last + word
            } else {
                result.append(word)
            }
        }
        return result
    }

    private static func condition(_ text: String) throws(Fault) -> [VersionSpecifier] {
        if text == "*" || text == "x" { return [] }
        if text.hasPrefix("~=") { return [try specifier(.compatible, String(text.dropFirst(2)))] }
        if text.hasPrefix("^") { return try range(text.dropFirst(), caret: true) }
        if text.hasPrefix("~") { return try range(text.dropFirst(), caret: false) }
        let symbols = text.prefix { "=<>!".contains($0) }
        let version = withStar(text.dropFirst(symbols.count))
        if version == "*" { return [] }
        switch symbols {
        case "", "=", "==": return [try specifier(.equal, version)]
        case "===": return [try specifier(.arbitrary, version)]
        default:
            guard let found = VersionSpecifier.Operator(rawValue: String(symbols)) else {
                throw Fault(message: "'\(symbols)' is no way to compare versions")
            }
            let isOrder = found != .notEqual && version.hasSuffix(".*")
            return [try specifier(found, isOrder ? String(version.dropLast(2)) : version)]
        }
    }

    /// `1.x` and `1.X` are `1.*`; a `v` before the number does not count.
    private static func withStar(_ text: Substring) -> String {
        let version = text.hasPrefix("v") ? text.dropFirst() : text
        return version.hasSuffix(".x") || version.hasSuffix(".X") ? version.dropLast() + "*" : String(version)
    }

    private static func specifier(_ found: VersionSpecifier.Operator, _ text: String) throws(Fault) -> VersionSpecifier
    {
        // An exact version of more than one star (`1.*.*`) says no more than with the first.
        var text = text
        while text.hasSuffix(".*.*") { text.removeLast(2) }
        guard let specifier = try? VersionSpecifier(found, text) else {
            throw Fault(message: "'\(text)' is not a version")
        }
        return specifier
    }

    /// From a version up to the next that may break (caret: the first number that is not 0) or the next minor one (tilde).
    private static func range(_ text: Substring, caret: Bool) throws(Fault) -> [VersionSpecifier] {
        var written = withStar(text)
        while written.hasSuffix(".*") { written.removeLast(2) }
        guard !written.isEmpty, written != "*" else { return [] }
        guard let version = PackageVersion(written), let first = version.release.first else {
            throw Fault(message: "'\(text)' is not a version")
        }
        var bound = version.release
        var index = 0
        if caret {
            index = bound.firstIndex { $0 != 0 } ?? bound.count - 1
        } else {
            index = min(1, bound.count - 1)
        }
        bound.removeSubrange((index + 1)...)
        let (next, isTooLarge) = bound[index].addingReportingOverflow(1)
        guard !isTooLarge, first >= 0 else { throw Fault(message: "'\(text)' is not a version") }
        bound[index] = next
        while bound.count < 2 { bound.append(0) }
        let epoch = version.epoch == 0 ? "" : "\(version.epoch)!"
        let upper = epoch + bound.map { "\($0)" }.joined(separator: ".")
        return [try specifier(.atLeast, written), try specifier(.less, upper)]
    }
}

extension PoetryConstraint {
    /// The alternative with the newest version, for what can take no more than one; nil for no alternative.
    static func newest(_ alternatives: [[VersionSpecifier]]) -> [VersionSpecifier]? {
        let greatest = { (conditions: [VersionSpecifier]) in conditions.compactMap(\.version).max() }
        return alternatives.max { left, right in
            guard let second = greatest(right) else { return greatest(left) != nil }
            return greatest(left).map { $0 < second } ?? false
        }
    }

    /// The alternatives as a marker about Python; nil for any Python.
    static func marker(python text: String) throws(Fault) -> String? {
        let parts = try alternatives(text).map { $0.map(comparison).joined(separator: " and ") }
        guard !parts.contains("") else { return nil }
        return parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " or ")
    }

    private static func comparison(_ specifier: VersionSpecifier) -> String {
        let isPatch = !specifier.isPrefix && (specifier.version?.release.count ?? 0) > 2
        let variable = isPatch ? "python_full_version" : "python_version"
        let star = specifier.isPrefix && specifier.version?.release.count == 1 ? ".*" : ""
        return "\(variable) \(specifier.operator.rawValue) \"\(specifier.versionText)\(star)\""
    }
}
