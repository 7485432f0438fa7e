package import LocalRuns
internal import OCIModel
package import Reporting

/// Tries images out, and notes what came of it in the record of the build that made them.
package struct DatalabTester: Sendable {
    private let site: BuildSite
    private let images: LocalImages

    /// A tester of a site's images.
    ///
    /// - Parameter site: the site.
    /// - Throws: `BuildFailure`, `StoreError` when the home cannot be used.
    package init(site: BuildSite) throws {
        self.site = site
        images = try LocalImages(site: site)
    }

    /// Tries an image out.
    ///
    /// - Parameters:
    ///   - name: a name or digest of the store, or an image in a registry.
    ///   - notebooks: patterns of paths below the datalab's files; empty for no notebook.
    ///   - request: the engine, its folders, variables and the time the page has.
    ///   - progress: told what is going on.
    ///   - onLine: called with each line of the datalab's log.
    /// - Returns: what came of it; `isPassed` says whether all went well.
    /// - Throws: a `ReportedFailure` when it could not be tried; `CancellationError`.
    package func test(
        _ name: String,
        notebooks: [String],
        _ request: LocalRunRequest,
        progress: @escaping ProgressHandler,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> TrialReport {
        let image = try await images.obtain(name)
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        var request = request
        request.layers = site.home.unpackedLayers
        let report = try await ImageTrial(image, notebooks: notebooks, request).run(
            scratch: scratch.path,
            progress: progress,
            onLine: onLine
        )
        let records = try BuildRecords(home: site.home)
        if let build = try records.newest(of: image.digest) { try records.set(trial: report, of: build.id) }
        return report
    }
}
