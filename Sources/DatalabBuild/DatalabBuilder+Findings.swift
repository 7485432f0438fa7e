internal import Reporting

extension DatalabBuilder {
    /// Looks for what should not be published as it is, before anything is resolved or built.
    ///
    /// What is found is returned, not thrown: whoever asks can offer to mend it.
    /// - Parameters:
    ///   - request: what would be built.
    ///   - progress: told what is going on.
    /// - Returns: the findings in the order of the files, also those the metadata accepts.
    /// - Throws: a `ReportedFailure` when the source or its metadata cannot be read; `CancellationError`.
    public func findings(_ request: BuildRequest, progress: @escaping BuildProgressHandler) async throws -> [Finding] {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let run = run(request, [], scratch, StageClock(running: nil, handler: progress))
        let reading = try await run.read()
        return try await run.clock.run("checking") {
            let findings = try await run.look(into: reading).run().findings
            return StageResult(findings, "\(findings.count) found")
        }
    }
}
