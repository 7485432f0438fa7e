package import BaseImages
internal import PythonPackages
internal import Reporting
internal import Workspaces

/// The lock of a source's packages, as it is committed beside what requires them.
package struct SourceLock: Sendable, Hashable {
    /// The path of `pylock.toml` in the source.
    package var file: String
    /// Its text.
    package var text: String
    /// What requires the packages: `requirements.txt`, or nothing.
    package var requirements: String?
    /// The versions, by the packages' normalised names.
    package var versions: [String: String]
    /// The versions of the lock before; empty where there was none.
    package var before: [String: String]
    /// Whether the versions of the lock before could not all be kept.
    package var isLoosened: Bool

    /// The failure where nothing but a lock says what is needed: made anew of nothing, it would lose all.
    static func onlyLock(_ file: String) -> InputFailure {
        let hint = "'datalab convert' writes what it has as a requirements.txt, which can be changed and locked again"
        return InputFailure(
            .error(at: Place(file: file), "nothing but this lock says which packages are needed", hint: hint)
        )
    }

    /// What differs from the lock before.
    package var changes: [PackageChange] { PackageChange.between(before, versions) }
}

extension DatalabBuilder {
    /// Resolves what a source requires into a lock for its folder; nothing is written.
    ///
    /// - Parameters:
    ///   - request: the source.
    ///   - upgrades: whether everything is resolved anew; else the versions of the lock that is there are kept where they fit.
    ///   - progress: told what is going on.
    /// - Returns: the lock.
    /// - Throws: a `ReportedFailure` with every problem; `CancellationError`.
    package func lockPackages(
        of request: BuildRequest,
        upgrades: Bool,
        progress: @escaping BuildProgressHandler,
    ) async throws -> SourceLock {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        var request = request
        request.requirements.passesOverLock = true
        request.upgradesLock = upgrades
        let run = run(request, [], scratch, StageClock(running: nil, handler: progress))
        var reading = try await run.read()
        let prefix = try reading.workspace.configFolder().path
        let file = (prefix.isEmpty ? "" : "\(prefix)/") + "pylock.toml"
        let old = try? ConfigurationFile.bytes(of: file, in: reading.workspace)
        let before = try old.map { try PackageLock(parsing: $0, file: file) }
        if before != nil, reading.packages == nil { throw SourceLock.onlyLock(file) }
        let bases = BaseStage(site: site, layout: layout)
        let pins = upgrades ? [] : before?.pins(for: reading.packages) ?? []
        var decision: PythonStage.Decision?
        if !pins.isEmpty {
            var pinned = reading
            pinned.packages = pinned.packages ?? PackageRequest(.requirements, file: "requirements.txt")
            pinned.packages?.constraints += pins
            // Versions that contradict what is required now are let go, all of them.
            do { decision = try await run.decide(&pinned, bases) } catch is PackagesError {}
        }
        let isLoosened = decision == nil && !pins.isEmpty
        let decided: PythonStage.Decision
        if let decision { decided = decision } else { decided = try await run.decide(&reading, bases) }
        let lock = try PackageLock(parsing: Array(decided.packages.lockText.utf8), file: file)
            .committed(for: reading.packages, python: decided.place.target.pythonVersion)
        return SourceLock(
            file: file,
            text: lock.canonicalText,
            requirements: reading.packages?.file,
            versions: lock.versions,
            before: before?.versions ?? [:],
            isLoosened: isLoosened
        )
    }
}

extension PackageLock {
    /// The versions by name; a source whose version only its build tells has none.
    fileprivate var versions: [String: String] {
        Dictionary(packages.map { ($0.name, $0.version?.description ?? "of its source") }) { first, _ in first }
    }
}
