/// One condition on a version, such as `>=1.2` or `==1.*` (packaging specification "Version specifiers").
public struct VersionSpecifier: Sendable, Hashable {
    /// How the candidate is compared.
    public enum Operator: String, Sendable, Hashable, CaseIterable {
        /// Compatible release.
        case compatible = "~="
        /// Equal in spelling.
        case arbitrary = "==="
        /// Equal in meaning.
        case equal = "=="
        /// Not equal.
        case notEqual = "!="
        /// At most.
        case atMost = "<="
        /// At least.
        case atLeast = ">="
        /// Less than.
        case less = "<"
        /// Greater than.
        case greater = ">"
    }

    /// How the candidate is compared.
    public let `operator`: Operator
    /// The version it is compared with, in its normal spelling, without `.*`; as written for `===`.
    public let versionText: String
    /// The version it is compared with; nil only for `===` with a text that is no version.
    public let version: PackageVersion?
    /// Whether `.*` follows the version.
    public let isPrefix: Bool

    /// What is wrong with a condition.
    enum Fault: Error {
        case notAVersion, wildcardNotAllowed, wildcardAfterSuffix, localNotAllowed, tooShortForCompatible
    }

    /// A condition from an operator and the text after it.
    init(_ operator: Operator, _ text: String) throws(Fault) {
        self.operator = `operator`
        if `operator` == .arbitrary {
            versionText = text
            version = PackageVersion(text)
            isPrefix = false
            return
        }
        isPrefix = text.hasSuffix(".*")
        guard let version = PackageVersion(isPrefix ? String(text.dropLast(2)) : text) else { throw .notAVersion }
        if isPrefix, `operator` != .equal, `operator` != .notEqual { throw .wildcardNotAllowed }
        if isPrefix, version.pre != nil || version.post != nil || version.dev != nil || !version.local.isEmpty {
            throw .wildcardAfterSuffix
        }
        if !version.local.isEmpty, `operator` != .equal, `operator` != .notEqual { throw .localNotAllowed }
        if `operator` == .compatible, version.release.count < 2 { throw .tooShortForCompatible }
        self.version = version
        versionText = version.description
    }

    /// Parses an operator and a version; nil when they are malformed.
    public init?(_ text: String) {
        let trimmed = text.drop { $0 == " " }
        guard let found = Operator.allCases.first(where: { trimmed.hasPrefix($0.rawValue) }) else { return nil }
        let rest = trimmed.dropFirst(found.rawValue.count).drop { $0 == " " }
        guard let specifier = try? VersionSpecifier(found, String(rest.reversed().drop { $0 == " " }.reversed())) else {
            return nil
        }
        self = specifier
    }

    /// Whether a version fulfils the condition; pre-releases are not treated apart.
    public func contains(_ candidate: PackageVersion) -> Bool {
        guard let version else { return candidate.description == versionText.lowercased() }
        switch `operator` {
        case .arbitrary: return candidate.description == versionText.lowercased()
        case .equal: return equals(candidate, version)
        case .notEqual: return !equals(candidate, version)
        case .atMost: return candidate.withoutLocal <= version
        case .atLeast: return candidate.withoutLocal >= version
        case .less: return isLess(candidate, version)
        case .greater: return isGreater(candidate, version)
        case .compatible:
            return candidate.withoutLocal >= version && Self.hasPrefix(candidate, version, version.release.dropLast())
        }
    }

    private func equals(_ candidate: PackageVersion, _ version: PackageVersion) -> Bool {
        if isPrefix { return Self.hasPrefix(candidate, version, version.release[...]) }
        return (version.local.isEmpty ? candidate.withoutLocal : candidate) == version
    }

    /// `<1.0` does not let in the pre-releases of 1.0 itself.
    private func isLess(_ candidate: PackageVersion, _ version: PackageVersion) -> Bool {
        guard candidate < version else { return false }
        return version.isPrerelease || !candidate.isPrerelease || candidate < version.earliestPrerelease
    }

    /// `>1.0` lets in neither the post-releases nor the local versions of 1.0 itself.
    private func isGreater(_ candidate: PackageVersion, _ version: PackageVersion) -> Bool {
        guard candidate > version else { return false }
        if version.post == nil, candidate.post != nil, candidate.withoutPost == version { return false }
        return candidate.local.isEmpty || candidate.withoutLocal != version
    }

    private static func hasPrefix(_ candidate: PackageVersion, _ version: PackageVersion, _ prefix: ArraySlice<Int>)
        -> Bool
    {
        let missing = max(0, prefix.count - candidate.release.count)
        let padded = candidate.release + Array(repeating: 0, count: missing)
        return candidate.epoch == version.epoch && padded.starts(with: prefix)
    }
}

extension VersionSpecifier: CustomStringConvertible {
    /// The operator and the version, without a space.
    public var description: String { "\(`operator`.rawValue)\(versionText)\(isPrefix ? ".*" : "")" }
}

extension VersionSpecifier {
    /// Parses conditions joined by commas, such as `>=3.11,<4`; nil when one is malformed.
    public static func list(_ text: String) -> [VersionSpecifier]? {
        let parts = text.split(separator: ",").filter { !$0.allSatisfy { $0 == " " } }
        let specifiers = parts.compactMap { VersionSpecifier(String($0)) }
        return specifiers.count == parts.count ? specifiers : nil
    }
}
