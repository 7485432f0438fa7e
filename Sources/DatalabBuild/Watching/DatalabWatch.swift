internal import Foundation
package import LocalRuns
internal import OCIModel
internal import Reporting
internal import Workspaces

/// Builds a local source again whenever it changes, and keeps the newest datalab that could be built running.
package struct DatalabWatch: Sendable {
    /// What happens, in the order of happening.
    package enum Event: Sendable {
        /// The datalab runs, and its page answers.
        case ready(LocalRun, BuildRecord, seconds: Double)
        /// A build made what runs already.
        case unchanged(BuildRecord)
        /// A build, or a start, failed; what ran before a failed build still runs.
        case failed(any Error)
    }

    private let builder: DatalabBuilder
    private let images: LocalImages
    private let site: BuildSite
    private let request: BuildRequest
    private let run: LocalRunRequest
    private let watch: SourceWatch

    /// Prepares to watch.
    ///
    /// - Parameters:
    ///   - site: where things are kept and found.
    ///   - request: what is built.
    ///   - run: how it is started; its port is kept from one start to the next.
    /// - Throws: `InputFailure` of class `usage` for a source that is not on this machine; `BuildFailure`, `StoreError`,
    ///   `LocalRunFailure` for a port that is taken.
    package init(site: BuildSite, request: BuildRequest, run: LocalRunRequest) throws {
        guard let watch = SourceWatch(request.source) else {
            throw InputFailure(
                .error(
                    at: Place(file: "--watch"),
                    "a git URL cannot be watched",
                    hint: "clone it, and give the folder: 'datalab build --watch FOLDER'"
                ),
                class: .usage
            )
        }
        self.watch = watch
        self.site = site
        self.request = request
        self.run = try run.withFixedPort()
        builder = try DatalabBuilder(site: site)
        images = try LocalImages(site: site)
    }

    /// Builds and runs until the task is cancelled.
    ///
    /// - Parameters:
    ///   - progress: told what a build does.
    ///   - onLine: called with each line of the datalab's log.
    ///   - onEvent: told what happens.
    /// - Throws: `CancellationError`, once nothing runs any more.
    package func follow(
        progress: @escaping BuildProgressHandler,
        onLine: @escaping @Sendable (String) -> Void,
        onEvent: @Sendable (Event) -> Void,
    ) async throws {
        var running: StartedDatalab?
        do {
            while true {
                let state = watch.state()
                do {
                    try await update(&running, progress: progress, onLine: onLine, onEvent: onEvent)
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    onEvent(.failed(error))
                }
                try await watch.waitForChange(from: state)
            }
        } catch {
            await running?.end()
            throw error
        }
    }

    private func update(
        _ running: inout StartedDatalab?,
        progress: @escaping BuildProgressHandler,
        onLine: @escaping @Sendable (String) -> Void,
        onEvent: @Sendable (Event) -> Void,
    ) async throws {
        let begin = ContinuousClock.now
        let record = try await builder.build(request, progress: progress)
        guard let result = record.result else { return }
        if let current = running, current.digest == result.digest { return onEvent(.unchanged(record)) }
        // One port: the old one goes before the new one comes, but not before that is prepared. What an engine has of the old
        // one's layers is left for the new one until then.
        let old = running
        running = nil
        let next = await Result {
            try await StartedDatalab(
                images.obtain(result.reference),
                run,
                home: site.home,
                whenPrepared: { _ = await old?.run.halt() },
                onLine: onLine
            )
        }
        if case .success(let started) = next {
            running = started
            onEvent(.ready(started.run, record, seconds: (ContinuousClock.now - begin) / .seconds(1)))
        }
        // Somebody waits for the page, nobody for this.
        await old?.end()
        _ = try next.get()
    }
}

extension Result where Failure == any Error {
    /// What an asynchronous body gives or throws.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
