internal import DatalabModel
internal import ExternalTools
internal import Foundation
internal import Reporting
internal import SystemPackage
internal import Workspaces

extension BuildRun {
    /// Looks for what should not be published as it is.
    ///
    /// - Parameter reading: what was read.
    /// - Returns: the same, with the findings and their warnings.
    /// - Throws: `InputFailure` with all findings when one is an error that the metadata does not accept.
    func check(_ reading: SourceReading) async throws -> SourceReading {
        let progress = clock.progress
        return try await clock.run("checking") {
            let (findings, open) = try await find(reading)
            guard !open.contains(where: { $0.severity == .error }) else { throw InputFailure(open) }
            for problem in open { progress(.warning(problem)) }
            var checked = reading
            checked.findings = findings
            checked.warnings += open
            return StageResult(checked, Finding.summary(of: findings))
        }
    }

    /// Everything that is found, and what is to be said of what the metadata does not accept.
    ///
    /// - Parameter reading: what was read.
    /// - Returns: the findings, and the problems that are left.
    /// - Throws: `CancellationError`.
    func find(_ reading: SourceReading) async throws -> (findings: [Finding], open: [Problem]) {
        let file = reading.metadataFile ?? "checks.accept"
        let accepted = AcceptedFindings(reading.metadata.acceptedFindings ?? [], file: file)
        let (all, missing) = try await findings(reading)
        let (findings, unused) = accepted.apply(to: all)
        return (findings, findings.filter { !$0.isAccepted }.map(\.problem) + accepted.problems + unused + missing)
    }

    /// What is found, and a warning when nobody could look for secrets: that is no reason not to build.
    private func findings(_ reading: SourceReading) async throws -> ([Finding], [Problem]) {
        let licence = [licence(reading)].compactMap { $0 }
        do {
            let scanner = try SecretScanner(site: site, environment: ProcessInfo.processInfo.environment)
            return (try await checks(reading, scanner).run() + licence, [])
        } catch let error as ToolFailure {
            let message = "secrets in the files are not looked for: \(error.problems[0].message)"
            return (try await checks(reading, nil).run() + licence, [.warning(message, hint: error.hint)])
        }
    }

    private func checks(_ reading: SourceReading, _ scanner: SecretScanner?) -> FileChecks {
        let source = memoryName(of: reading.workspace)
        return FileChecks(
            workspace: reading.workspace,
            memory: CheckMemory(home: site.home, source: source, version: "2 \(scanner?.identity ?? "none") "),
            scanner: scanner,
            isVerified: request.verifiesWorkspace,
        )
    }

    /// What a source is called where it is remembered what its files hold: a folder can be named in many ways.
    func memoryName(of workspace: Workspace) -> String {
        let name = workspace.origin.kind == .folder ? workspace.root.string : request.source.shown
        return [name, workspace.origin.subdirectory ?? ""].joined(separator: "\n")
    }

    private func licence(_ reading: SourceReading) -> Finding? {
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
