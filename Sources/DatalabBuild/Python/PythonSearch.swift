package import DatalabModel
package import PythonPackages
internal import Reporting

/// Tries one Python after the other until one has all packages: the policy, whatever trying one means.
///
/// Only what a Python lacks leads to the next: a wheel, or a package that is for other Pythons; also that it is from an archive
/// which is out of reach. Any other failure of the network or of a program ends the search.
package enum PythonSearch<Value> {
    /// What came of a search.
    package enum Outcome {
        /// A Python that has everything.
        case found(Recipe.Variant, Value, PythonChoice)
        /// None has: the failures in the order of the candidates, the first of them with its reasons.
        case none([(variant: Recipe.Variant, failure: PackagesError)])
    }

    /// Tries the candidates.
    ///
    /// - Parameters:
    ///   - candidates: the Pythons.
    ///   - attempt: tries one; told whether it is the first within reach, whose failure is worth explaining.
    /// - Returns: the outcome.
    /// - Throws: what an attempt throws that has nothing to do with its Python.
    package static func run(
        _ candidates: PythonCandidates,
        _ attempt: (Recipe.Variant, _ isFirst: Bool) async throws -> Value,
    ) async throws -> Outcome {
        var failures: [(variant: Recipe.Variant, failure: PackagesError)] = []
        for candidate in candidates.all {
            do {
                let isFirst = failures.allSatisfy { $0.failure.code == .download }
                let value = try await attempt(candidate.variant, isFirst)
                return .found(candidate.variant, value, choice(candidate, candidates.requested, after: failures))
            } catch let failure as PackagesError
                where failure.isAboutPython || failure.code == .download && candidate.variant.archive != nil
            {
                failures.append((candidate.variant, failure))
            }
        }
        return .none(failures)
    }

    /// The best Python for which there is a value, where none has everything: the one whose sources are most likely to build.
    ///
    /// - Parameters:
    ///   - candidates: the Pythons.
    ///   - near: the one that the sources were written for; nil where that is not known or says nothing.
    ///   - values: what was found, by variant.
    ///   - lacking: how many releases of a value have no wheel; counts where the preferred one is out of the question.
    ///   - failures: what each lacks.
    /// - Returns: the value and the choice; nil when there is none.
    package static func best(
        of candidates: PythonCandidates,
        near: PythonVersion?,
        in values: [String: Value],
        lacking: (Value) -> Int,
        after failures: [(variant: Recipe.Variant, failure: PackagesError)],
    ) -> (value: Value, choice: PythonChoice)? {
        let having = candidates.all.filter { values[$0.variant.name] != nil }
        let nearest = near.flatMap { near in
            let sorted = PythonCandidates.nearest(to: near, having.map(\.variant))
            return having.first { $0.variant == sorted.first }
        }
        let isOpen = candidates.all.first.map { values[$0.variant.name] != nil } ?? false
        let easiest = having.min { first, second in
            guard let one = values[first.variant.name], let other = values[second.variant.name] else { return false }
            return lacking(one) < lacking(other)
        }
        guard let best = nearest ?? (isOpen ? having.first : easiest), let value = values[best.variant.name] else {
            return nil
        }
        return (value, choice(best, candidates.requested, after: failures.filter { $0.variant != best.variant }))
    }

    private static func choice(
        _ candidate: PythonCandidates.Candidate,
        _ request: String?,
        after failures: [(variant: Recipe.Variant, failure: PackagesError)],
    ) -> PythonChoice {
        PythonChoice(
            version: candidate.variant.python.series,
            variant: candidate.variant.name,
            reason: candidate.reason,
            request: request,
            rejected: failures.map { .init(python: $0.variant.python.series, lack: $0.failure.lack) },
        )
    }
}

extension PackagesError {
    /// Whether another Python might do better.
    var isAboutPython: Bool { [.noMatchingWheel, .unresolvable, .target, .lock].contains(code) }

    /// What is lacking, in a few words: the first problem without what follows its colon.
    fileprivate var lack: String {
        let text = problems[0].message
        let head = text.firstRange(of: ": ").map { String(text[..<$0.lowerBound]) } ?? text
        let others = problems.count { $0.severity == .error } - 1
        return others > 0 ? "\(head) (and \(others) more)" : head
    }
}
