internal import LocalRuns
internal import OCIModel
internal import Reporting
internal import SystemPackage

extension BuildRun {
    /// Tries the image out where that is asked for: a build whose image does not stand it has failed, and names none.
    ///
    /// - Throws: `InputFailure` with everything that went wrong; `LocalRunFailure` when it could not be tried.
    func test(_ image: Descriptor, named name: String, running: RunningBuild) async throws {
        guard let trial = request.trial else { return }
        let report = try await clock.run("testing") {
            let images = LocalImages(site: site, layout: layout)
            let folder = scratch.path.appending("trial")
            try site.home.make(folder)
            var start = trial.run
            start.layers = site.home.unpackedLayers
            let report = try await ImageTrial(
                images.obtain(image, named: name),
                notebooks: trial.notebooks,
                start
            )
            .run(scratch: folder, progress: clock.progress) { line in running.line("| \(line)") }
            return StageResult(report, report.summary)
        }
        try running.set(trial: report)
        guard report.isPassed else { throw InputFailure(report.problems) }
    }
}
