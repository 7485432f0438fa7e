internal import ArgumentParser
internal import CIReports
internal import CommandLines
internal import DatalabBuild
internal import Files
internal import Foundation
internal import LocalRuns
internal import Reporting
internal import Synchronization
internal import SystemPackage
internal import Workspaces

/// Follows a build or check, and tells a system that runs it unattended what came of it: in its log and in files.
final class CIJob: Sendable {
    /// What has been seen so far.
    private struct State {
        var stages: [CIReport.Stage] = []
        var open: (name: String, start: Double)?
        var problems: [Problem] = []
    }

    private let options: CIOptions
    private let context: CommandContext
    private let system: CISystem
    private let paths: RepositoryPaths
    private let state = Mutex(State())

    /// A job.
    ///
    /// - Parameters:
    ///   - options: what is asked for.
    ///   - source: what is built.
    ///   - context: the streams and the environment.
    init(_ options: CIOptions, source: SourceLocation, in context: CommandContext) {
        self.options = options
        self.context = context
        system = CISystem(context.environment)
        paths = RepositoryPaths(source, in: system.repository(context.environment))
    }

    /// Takes an event of a build.
    func take(_ event: BuildProgress) {
        state.withLock { state in
            let now = ProcessInfo.processInfo.systemUptime
            switch event {
            case .buildStarted: break
            case .stageStarted(let name):
                state.open = (name, now)
                log([system.start(of: name)])
            case .stageEnded(let name, let seconds, let summary):
                state.open = nil
                state.stages.append(CIReport.Stage(name: name, seconds: seconds, summary: summary))
                let lines = LogText.lines(of: "\(name)  \(summary)  \(Wording.seconds(seconds))")
                log([system.end(of: name)].compactMap { $0 } + lines)
            case .work(.warning(let problem)): tell(problem, &state)
            case .work(.log(let line)): if system != .other { log(LogText.lines(of: line)) }
            case .work(.amount): break
            }
        }
    }

    /// Writes the reports of what went well.
    ///
    /// - Parameters:
    ///   - report: what came out; its stages and problems are this job's to add.
    ///   - result: the JSON of the result.
    /// - Throws: `InputFailure` of class `cannotCreate`.
    func succeed(_ report: CIReport, result: String) throws {
        try write(report, result)
    }

    /// Tells a failure and writes its reports.
    ///
    /// - Parameters:
    ///   - error: the failure.
    ///   - report: what is known; its stages and problems are this job's to add.
    ///   - format: the form of the result on standard output.
    /// - Returns: what the command is to end with.
    func fail(_ error: any Error, _ report: CIReport, format: OutputFormat) -> any Error {
        state.withLock { state in
            guard let open = state.open else { return }
            state.open = nil
            let seconds = ProcessInfo.processInfo.systemUptime - open.start
            state.stages.append(CIReport.Stage(name: open.name, seconds: seconds, summary: nil))
            log([system.end(of: open.name)].compactMap { $0 })
        }
        guard let failure = error.reported else { return error }
        state.withLock { state in for problem in failure.problems { tell(problem, &state) } }
        let json = CommandRunner.json(of: failure) ?? ""
        do {
            try write(report, json)
        } catch {
            // The failure itself is what counts.
            for problem in error.reported?.problems ?? [] { log(LogText.lines(of: problem.description)) }
        }
        guard options.isUnattended else { return error }
        if format == .json { show(json) }
        return ExitCode(failure.failureClass.exitStatus)
    }

    /// Writes the JSON of a result to standard output.
    func show(_ json: String) {
        context.print(options.isUnattended ? LogText.json(json) : json)
    }

    /// Tells a problem once.
    private func tell(_ problem: Problem, _ state: inout State) {
        guard !state.problems.contains(problem) else { return }
        state.problems.append(problem)
        log(system.lines(of: problem, path: paths.path(of: problem)))
    }

    private func log(_ lines: [String]) {
        guard options.isUnattended else { return }
        for line in lines { context.note(line) }
    }

    // MARK: files

    private func write(_ report: CIReport, _ result: String) throws {
        var report = report
        state.withLock { state in
            report.stages = state.stages
            report.problems = state.problems
        }
        if options.isUnattended, let file = system.jobSummary(context.environment) {
            try append(JobSummary.markdown(report), to: file)
        }
        if let file = options.summary { try write(JobSummary.markdown(report), to: file) }
        if let file = options.junit { try write(JUnit.xml(report), to: file) }
        if let file = options.result { try write(result + "\n", to: file) }
        if let file = options.codeQuality { try write(CodeQuality.json(report.problems, path: paths.path), to: file) }
    }

    private func write(_ text: String, to file: String) throws {
        try attempt(file) {
            try UserFile.replace(
                FilePath(file),
                with: Array(text.utf8),
                mode: [.ownerReadWrite, .groupRead, .otherRead]
            )
        }
    }

    private func append(_ text: String, to file: String) throws {
        try attempt(file) {
            if !FileManager.default.fileExists(atPath: file) { try Data().write(to: URL(filePath: file)) }
            let handle = try FileHandle(forWritingTo: URL(filePath: file))
            defer { try? handle.close() }
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("\(text)\n".utf8))
        }
    }

    private func attempt(_ file: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            let detail = (error as? UserFile.Fault)?.description ?? "cannot be written: \(error.localizedDescription)"
            throw InputFailure(
                .error(at: Place(file: file), detail, hint: "name another file"),
                class: .cannotCreate
            )
        }
    }
}
