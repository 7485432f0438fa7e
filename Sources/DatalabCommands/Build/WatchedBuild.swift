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

    /// Builds and runs until Ctrl-C.
    ///
    /// - Throws: what keeps it from beginning; Ctrl-C is its ordinary end.
    func follow(_ request: BuildRequest, _ run: LocalRunRequest, at site: BuildSite) async throws {
        let watch = try DatalabWatch(site: site, request: request, run: run)
        do {
            // What a build does in a tenth of a second is not worth a line; what takes longer is.
            let display = progress.display(in: context)
            defer { display.end() }
            try await watch.follow(progress: { display.take($0) }, onLine: { _ in }) { event in
                display.end()
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
            context.note(
                "\(record.label) is ready after \(Wording.seconds(seconds)); save a file to build again, Ctrl-C ends"
            )
        case .unchanged(let record):
            context.note("\(record.label) is what runs already")
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

    private struct Started: Encodable {
        let address: String
        let build: String
        let digest: String
        let seconds: Double
    }
}
