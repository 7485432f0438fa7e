internal import Reporting
internal import SystemPackage

/// Finds out which requirements are to blame when there is no answer to all of them: asks for each alone.
struct Diagnosis {
    let resolver: PackageResolver
    let question: ResolverQuestion
    let folder: FilePath

    /// Questions that run at a time: each is mostly waiting for the network.
    private static let concurrency = 4

    /// An error with every requirement that cannot be had, and the contradiction between those that can.
    func explain(_ report: ResolverReport) async throws -> PackagesError {
        let failures = try await failuresAlone()
        var problems = failures.map(\.problem)
        let failed = Set(failures.map(\.index))
        let rest = question.requirements.indices.filter { !failed.contains($0) }.map { question.requirements[$0] }
        if failed.isEmpty {
            problems.append(conflict(report))
        } else if rest.count > 1 {
            var remaining = question
            remaining.requirements = rest
            if case .unsolvable(let report) = try await resolver.ask(remaining, in: folder) {
                problems.append(conflict(report))
            }
        }
        let isMissingWheel = failures.contains { $0.isMissingWheel }
        return PackagesError(isMissingWheel ? .noMatchingWheel : .unresolvable, problems, file: question.request.file)
    }

    private struct Failure: Sendable {
        let index: Int
        let problem: Problem
        let isMissingWheel: Bool
    }

    private func failuresAlone() async throws -> [Failure] {
        try await withThrowingTaskGroup(of: Failure?.self) { group in
            var failures: [Failure] = []
            for index in question.requirements.indices {
                if index >= Self.concurrency, let found = try await group.next() {
                    failures += [found].compactMap { $0 }
                }
                group.addTask { try await failureAlone(index) }
            }
            for try await found in group { failures += [found].compactMap { $0 } }
            return failures.sorted { $0.index < $1.index }
        }
    }

    private func failureAlone(_ index: Int) async throws -> Failure? {
        let requirement = question.requirements[index]
        var alone = question
        alone.requirements = [requirement]
        guard case .unsolvable(let report) = try await resolver.ask(alone, in: folder) else { return nil }
        let reason = MissingReason(report, requirement, question.target)
        let problem = Problem.error(
            at: requirement.place,
            reason.message,
            hint: try await remedy(requirement, reason),
        )
        return Failure(index: index, problem: problem, isMissingWheel: reason.isMissingWheel)
    }

    /// The version that could be had when the conditions on it were dropped.
    private func remedy(_ requirement: Requirement, _ reason: MissingReason) async throws -> String? {
        guard reason.kind != .unknownPackage else {
            return "check the spelling of '\(requirement.name)' on the index's page"
        }
        guard !requirement.specifiers.isEmpty else { return reason.hint }
        var open = question
        open.requirements = [Requirement(name: requirement.name)]
        guard case .lock(let lock) = try await resolver.ask(open, in: folder),
            let version = lock.packages.first(where: { $0.name == requirement.name })?.version
        else { return reason.hint }
        return
            "\(requirement.name) \(version) has a wheel: write '\(requirement.name)==\(version)' or relax the condition"
    }

    /// The contradiction, at the first requirement that the explanation names.
    private func conflict(_ report: ResolverReport) -> Problem {
        let words = report.explanation.split { $0 == " " || $0 == "," }
        let named = words.map { PackageName.normalized($0.prefix { !"=<>!~[".contains($0) }) }
        let place = question.requirements.first { named.contains($0.name) && $0.place != nil }?.place
        return .error(
            at: place ?? Place(file: question.request.file),
            "the requirements contradict each other: \(report.summary)",
            hint: "relax one of the conditions that are named",
        )
    }
}
