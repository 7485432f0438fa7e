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
        let subject = MissingReason.subject(of: report, requirement)
        let listing = await resolver.listing(of: subject.name, on: question.request.indexes)
        let reason = MissingReason(report, requirement, subject: subject, listing: listing, target: question.target)
        let misnamed = MisnamedRequirements([requirement]).problem(requirement, isMissing: reason.isOfItself)
        let hint = misnamed == nil ? try await remedy(requirement, reason) : nil
        let problem = misnamed ?? .error(at: requirement.place, reason.message, hint: hint)
        return Failure(index: index, problem: problem, isMissingWheel: reason.isMissingWheel)
    }

    /// The version that could be had when the conditions on it were dropped.
    private func remedy(_ requirement: Requirement, _ reason: MissingReason) async throws -> String? {
        switch reason.kind {
        case .unknownPackage:
            let near = reason.isOfItself ? ModuleNames.nearestPackage(to: requirement.name) : nil
            return near.map { "did you mean '\($0)'?" } ?? "check the name on the index's page"
        case .other: return nil
        default: break
        }
        guard !requirement.specifiers.isEmpty || !question.constraints.isEmpty else {
            guard !question.allowsSource else { return "choose another package" }
            return "its source is built with '--sources index', where the builder allows it; or choose another package"
        }
        var open = question
        open.requirements = [Requirement(name: requirement.name)]
        open.constraints = []
        guard case .lock(let lock) = try await resolver.ask(open, in: folder),
            let version = lock.packages.first(where: { $0.name == requirement.name })?.version
        else { return "no version of it has a wheel that fits" }
        return "\(requirement.name) \(version) fits: relax the condition"
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
