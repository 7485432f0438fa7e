internal import Foundation
package import LocalRuns
internal import OCIModel
package import Reporting
internal import SystemPackage
internal import Workspaces

/// Builds a local source again whenever it changes, and keeps the newest datalab that could be built running.
package struct DatalabWatch: Sendable {
    /// What happens, in the order of happening.
    package enum Event: Sendable {
        /// The datalab runs, and its page answers.
        case ready(LocalRun, BuildRecord, seconds: Double)
        /// A build made what runs already, or differs from it in files that the datalab has from the edited folder.
        case unchanged(BuildRecord)
        /// The datalab that runs has the packages of a newer build, for kernels that start from now on.
        case exchanged(BuildRecord, seconds: Double)
        /// A build, or a start, failed; what ran before a failed build still runs.
        case failed(any Error)
        /// The datalab that runs is being stopped, as the watch ends.
        case stopping
    }

    private let builder: DatalabBuilder
    private let images: LocalImages
    private let site: BuildSite
    private let request: BuildRequest
    private let run: LocalRunRequest
    private let kept = KeptEnclosure()
    private let watch: SourceWatch

    /// Prepares to watch.
    ///
    /// - Parameters:
    ///   - site: where things are kept and found.
    ///   - request: what is built.
    ///   - run: how it is started; its port is kept from one start to the next.
    ///   - edits: whether the source's folder itself is the workspace.
    /// - Throws: `InputFailure` of class `usage` for a source that is not on this machine, or cannot be edited; `BuildFailure`,
    ///   `StoreError`, `LocalRunFailure` for a port that is taken.
    package init(site: BuildSite, request: BuildRequest, run: LocalRunRequest, edits: Bool = false) throws {
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
        var run = try run.withFixedPort()
        run.kept = kept
        if edits { run.edited = try Self.edited(request) }
        self.run = run
        builder = try DatalabBuilder(site: site)
        images = try LocalImages(site: site)
    }

    private static func edited(_ request: BuildRequest) throws -> EditedFolder {
        guard case .folder(let folder, let subdirectory) = request.source else {
            throw InputFailure(
                .error(
                    at: Place(file: "--edit"),
                    "only a folder can be edited in place",
                    hint: "unpack or clone the source, and give its folder"
                ),
                class: .usage
            )
        }
        let place = subdirectory.map { folder.appending($0) } ?? folder
        return EditedFolder(place, overlays: request.overlay.map { [$0] } ?? [])
    }

    /// Builds and runs until the task is cancelled.
    ///
    /// - Parameters:
    ///   - progress: told what a build does.
    ///   - steps: told what a start does.
    ///   - onLine: called with each line of the datalab's log.
    ///   - onEvent: told what happens.
    /// - Throws: `CancellationError`, once nothing runs any more.
    package func follow(
        progress: @escaping BuildProgressHandler,
        steps: @escaping ProgressHandler,
        onLine: @escaping @Sendable (String) -> Void,
        onEvent: @Sendable (Event) -> Void,
    ) async throws {
        var running: StartedDatalab?
        do {
            while true {
                let state = watch.state()
                do {
                    try await update(&running, progress: progress, steps: steps, onLine: onLine, onEvent: onEvent)
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    onEvent(.failed(error))
                }
                try await watch.waitForChange(from: state)
            }
        } catch {
            if running != nil { onEvent(.stopping) }
            await running?.end()
            await kept.close()
            throw error
        }
    }

    private func update(
        _ running: inout StartedDatalab?,
        progress: @escaping BuildProgressHandler,
        steps: @escaping ProgressHandler,
        onLine: @escaping @Sendable (String) -> Void,
        onEvent: @Sendable (Event) -> Void,
    ) async throws {
        let begin = ContinuousClock.now
        let record = try await builder.build(request, progress: progress)
        guard let result = record.result else { return }
        if let current = running, current.run.digest == result.digest { return onEvent(.unchanged(record)) }
        if run.edited != nil, let current = running, current.run.isRunning {
            let newer = try await images.obtain(result.reference)
            switch try await current.run.take(newer, progress: steps) {
            case .nothing: return onEvent(.unchanged(record))
            case .done: return onEvent(.exchanged(record, seconds: (ContinuousClock.now - begin) / .seconds(1)))
            case .restart: break
            }
        }
        // One port: the old one goes before the new one comes, but not before that is prepared. What an engine has of the old
        // one's layers is left for the new one until then.
        let old = running
        running = nil
        let next = await Result {
            try await StartedDatalab(
                images.obtain(result.reference),
                run,
                home: site.home,
                progress: steps,
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
