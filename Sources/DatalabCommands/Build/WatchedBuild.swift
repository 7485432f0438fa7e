internal import CommandLines
internal import DatalabBuild
internal import Foundation
internal import LocalRuns
internal import Reporting

/// `datalab build --watch`: what a person sees while a source is followed.
struct WatchedBuild {
    let context: CommandContext
    let progress: ProgressOptions
    let format: OutputFormat
    /// Whether the source's folder itself is the workspace.
    var edits = false

    /// Builds and runs until Ctrl-C.
    ///
    /// - Throws: what keeps it from beginning; Ctrl-C is its ordinary end.
    func follow(_ request: BuildRequest, _ run: LocalRunRequest, at site: BuildSite) async throws {
        let watch = try DatalabWatch(site: site, request: request, run: run, edits: edits)
        do {
            // What a build does in a tenth of a second is not worth a line; what takes longer is.
            let display = progress.display(in: context)
            defer { display.end() }
            let steps = StepDisplay(display)
            try await watch.follow(progress: { display.take($0) }, steps: steps.take, onLine: { _ in }) { event in
                steps.end()
                tell(event)
            }
        } catch is CancellationError {
            return
        }
    }

    private func tell(_ event: DatalabWatch.Event) {
        switch event {
        case .ready(let run, let record, let seconds):
            context.print(line(for: run, record, seconds))
            let next =
                edits
                ? "what is saved in the page is saved in the folder; save requirements to have packages; Ctrl-C ends"
                : "save a file to build again, Ctrl-C ends"
            context.note("\(record.label) is ready after \(Wording.seconds(seconds)); \(next)")
        case .unchanged(let record):
            context.note(edits ? "\(record.label) has what was saved" : "\(record.label) is what runs already")
        case .exchanged(let record, let seconds):
            if format == .json, let line = try? JSONOutput.text(Exchanged(build: record.label, seconds: seconds)) {
                context.print(line)
            }
            context.note(
                "\(record.label) is ready after \(Wording.seconds(seconds)): restart a kernel to have its packages, "
                    + "the page goes on as it is"
            )
        case .stopping: context.note("stopping")
        case .failed(let error):
            let problems = error.reported?.problems ?? [.error("\(error)")]
            for problem in problems { context.note(problem.description) }
            context.note("save a file to build again, Ctrl-C ends")
        }
    }

    private func line(for run: LocalRun, _ record: BuildRecord, _ seconds: Double) -> String {
        guard format == .json, let digest = record.result?.digest else { return run.address }
        let started = Started(address: run.address, build: record.label, digest: "\(digest)", seconds: seconds)
        return (try? JSONOutput.text(started)) ?? run.address
    }

    private struct Exchanged: Encodable {
        let build: String
        let seconds: Double
    }

    private struct Started: Encodable {
        let address: String
        let build: String
        let digest: String
        let seconds: Double
    }
}
