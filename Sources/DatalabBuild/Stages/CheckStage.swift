internal import DatalabModel
internal import ExternalTools
internal import Foundation
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// Looks for what should not be published as it is; it hangs on nothing but what was read, so it can run beside other stages.
struct SourceLook: Sendable {
    fileprivate let reading: SourceReading
    fileprivate var checks: FileChecks
    /// What is said where nobody can look for secrets: that is no reason not to build.
    fileprivate var blindness: [Problem] = []

    /// What was found.
    struct Verdict: Sendable {
        /// Also what the metadata accepts, in the order of the files.
        let findings: [Finding]
        /// What is to be said of what the metadata does not accept.
        let open: [Problem]

        /// Whether nothing is to be made of the source as it is.
        var isRefusal: Bool { open.contains { $0.severity == .error } }
    }

    /// Looks.
    ///
    /// - Returns: what was found, and what is to be said of it.
    /// - Throws: `CancellationError`.
    func run() async throws -> Verdict {
        do {
            return verdict(on: try await checks.run())
        } catch let error as ToolFailure {
            return try await without(error).run()
        }
    }

    /// Looks while something else is done, and no longer.
    ///
    /// - Parameter work: what is done.
    /// - Returns: what comes of it.
    /// - Throws: what the work throws.
    func beside<Value>(_ work: (PendingLook) async throws -> Value) async throws -> Value {
        let pending = PendingLook(task: Task { try await run() })
        do {
            let value = try await work(pending)
            await pending.end()
            return value
        } catch {
            await pending.end()
            throw error
        }
    }

    /// The same without a look for secrets.
    fileprivate func without(_ failure: ToolFailure) -> SourceLook {
        let message = "secrets in the files are not looked for: \(failure.problems[0].message)"
        var look = self
        look.checks.scanner = nil
        look.blindness = [.warning(message, hint: failure.hint)]
        return look
    }

    private func verdict(on found: [Finding]) -> Verdict {
        let file = reading.metadataFile ?? "checks.accept"
        let accepted = AcceptedFindings(reading.metadata.acceptedFindings ?? [], file: file)
        let (findings, unused) = accepted.apply(to: found + [licence].compactMap { $0 })
        let open = findings.filter { !$0.isAccepted }.map(\.problem)
        return Verdict(findings: findings, open: open + accepted.problems + unused + blindness)
    }

    private var licence: Finding? {
        guard case .everyone = reading.metadata.visibility, let restriction = reading.metadata.licence?.restriction
        else { return nil }
        return Finding(
            .licence,
            .warning(
                at: reading.licencePlace,
                "the datalab is public, and its licence is not for everybody: \(restriction)",
                hint: "write 'visibility: private' with the users, or choose another licence"
            )
        )
    }
}

/// A look that goes on beside other work.
struct PendingLook: Sendable {
    fileprivate let task: Task<SourceLook.Verdict, any Error>

    /// What was found, as soon as it is.
    ///
    /// - Throws: `CancellationError`.
    func verdict() async throws -> SourceLook.Verdict {
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    fileprivate func end() async {
        task.cancel()
        _ = await task.result
    }
}

extension BuildRun {
    /// Refuses what should not be published as it is.
    ///
    /// - Parameters:
    ///   - reading: what was read.
    ///   - look: what was found in it; waited for, where the look is still going on.
    /// - Returns: the same, with the findings and their warnings.
    /// - Throws: `InputFailure` with all findings when one is an error that the metadata does not accept.
    func check(_ reading: SourceReading, _ look: () async throws -> SourceLook.Verdict) async throws -> SourceReading {
        let progress = clock.progress
        return try await clock.run("checking") {
            let verdict = try await look()
            guard !verdict.isRefusal else { throw InputFailure(verdict.open) }
            for problem in verdict.open { progress(.warning(problem)) }
            var checked = reading
            checked.findings = verdict.findings
            checked.warnings += verdict.open
            return StageResult(checked, Finding.summary(of: verdict.findings))
        }
    }

    /// What looks into the files that were read.
    func look(into reading: SourceReading) -> SourceLook {
        var checks = FileChecks(
            workspace: reading.workspace,
            home: site.home,
            source: memoryName(of: reading.workspace),
            isVerified: request.verifiesWorkspace,
        )
        do {
            checks.scanner = try SecretScanner(site: site, environment: ProcessInfo.processInfo.environment)
            return SourceLook(reading: reading, checks: checks)
        } catch {
            return SourceLook(reading: reading, checks: checks).without(error)
        }
    }

    /// What a source is called where it is remembered what its files hold: a folder can be named in many ways.
    func memoryName(of workspace: Workspace) -> String {
        let name = workspace.origin.kind == .folder ? workspace.root.string : request.source.shown
        return [name, workspace.origin.subdirectory ?? ""].joined(separator: "\n")
    }
}
