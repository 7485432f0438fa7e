internal import BaseImages
package import DatalabModel
package import PythonPackages

/// The bases' Pythons that come into question for a datalab, the best first: the rules, without asking what packages there are.
///
/// - Asked for in the metadata or on the command line: that Python, and no other.
/// - Asked for in a file that other tools read: that Python; where no base has it, the nearest, newer ones first.
/// - Else the recipe's default, then the newest, Debian's own before those from archives.
///
/// A condition that the project itself makes (`requires-python`) holds for all of them.
package struct PythonCandidates: Sendable {
    /// A variant, and why it is taken if it has all packages and those before it have not.
    package struct Candidate: Sendable {
        package let variant: Recipe.Variant
        package let reason: PythonChoice.Reason
    }

    /// The candidates, the best first; empty when none may be taken.
    package let all: [Candidate]
    /// What was asked for, with its place, for people.
    package let requested: String?

    /// Finds the candidates.
    ///
    /// - Parameters:
    ///   - recipe: the recipe.
    ///   - request: what is asked for; nil for nothing.
    ///   - conditions: what the project itself demands of a Python.
    package init(_ recipe: Recipe, request: PythonVersionRequest?, conditions: [VersionSpecifier] = []) {
        let order = Self.inOrder(recipe.variants)
        let allowed = order.filter { variant in conditions.allSatisfy { $0.mayHold(for: variant.knownPython) } }
        let condition = conditions.map(\.description).joined(separator: ",")
        let asked = request.map { request in "\(request)\(request.place.map { " (\($0))" } ?? "")" }
        requested = asked ?? (conditions.isEmpty ? nil : condition)
        if let request, !request.takesAny {
            all = Self.asked(request, allowed)
        } else {
            let isFree = allowed.first == order.first
            all = allowed.enumerated().map { index, variant in
                Candidate(variant: variant, reason: !isFree ? .condition : index == 0 ? .standard : .packages)
            }
        }
    }

    private static func asked(_ request: PythonVersionRequest, _ allowed: [Recipe.Variant]) -> [Candidate] {
        let version = request.version
        let exact = allowed.filter { request.accepts($0.knownPython) }
        let fitting = exact.map { Candidate(variant: $0, reason: version == nil ? .condition : .asked) }
        // An archive may be out of reach; Debian's Pythons are not.
        guard !request.isBinding, exact.allSatisfy({ $0.archive != nil }) else { return fitting }
        let others = allowed.filter { !exact.contains($0) }
        let sorted = if let version { nearest(to: version, others) } else { others }
        return fitting + sorted.map { Candidate(variant: $0, reason: .nearest) }
    }

    /// The nearest to a version: the same series, then newer ones, the next first, then older ones.
    ///
    /// Programs of an older Python mostly run on the next; Python 2 is another language.
    static func nearest(to version: PythonVersion, _ variants: [Recipe.Variant]) -> [Recipe.Variant] {
        guard version.major == 3 else { return [] }
        let distance = { (variant: Recipe.Variant) -> (Int, Int) in
            let steps = variant.python.minor - version.minor
            return steps < 0 ? (1, -steps) : (0, steps)
        }
        return variants.sorted { distance($0) < distance($1) }
    }

    /// The default one, then the newest first, those from archives last.
    private static func inOrder(_ variants: [Recipe.Variant]) -> [Recipe.Variant] {
        let rank = { (variant: Recipe.Variant) -> (Int, Int) in
            (variant.isDefault ? 0 : variant.archive == nil ? 1 : 2, -variant.python.minor)
        }
        return variants.sorted { rank($0) < rank($1) }
    }
}

extension Recipe.Variant {
    /// The variant's Python, with its patch where that is known before there is a base.
    var knownPython: PythonVersion {
        guard python.patch == nil, archive == nil, let release = suite.flatMap(DebianRelease.init),
            release.python.series == python.series
        else { return python }
        return release.python
    }
}

extension VersionSpecifier {
    /// Whether a Python fulfils the condition; one without a patch does when one of its patches can.
    func mayHold(for python: PythonVersion) -> Bool {
        let texts = python.patch == nil ? ["\(python).0", "\(python).99"] : ["\(python)"]
        return texts.compactMap(PackageVersion.init).contains(where: contains)
    }
}
