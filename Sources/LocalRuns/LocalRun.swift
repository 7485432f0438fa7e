internal import ExternalTools
internal import Foundation
internal import HTTPTransfer
package import OCIModel
package import Reporting
internal import Synchronization
package import SystemPackage

/// A datalab that runs on this machine.
package struct LocalRun: Sendable {
    /// The engine it runs with.
    package let engine: String
    /// The page's address.
    package let address: String
    private let container: any RunningContainer
    private let image: ImageInUse
    /// The folder of the workspace that shipped files are in.
    let copyName: String
    private let probe: String
    private let log: LogTail

    /// Starts a datalab with the first engine that can.
    ///
    /// - Parameters:
    ///   - image: the image; all its layers are in the store.
    ///   - request: how it is to be started.
    ///   - scratch: an existing folder for what an engine needs of the image, empty and the run's own.
    ///   - progress: told of each step as it begins, as a line, how far it is, and of engines that cannot start it, as warnings.
    ///   - whenPrepared: called when an engine has the image, right before the datalab starts; again with the next engine.
    ///   - onLine: called with each line of the datalab's log.
    /// - Returns: the datalab, which is not ready yet; stopping it is the caller's duty.
    /// - Throws: `LocalRunFailure`, `LayerArchiveError`, `StoreError`, `CancellationError`.
    package static func start(
        _ image: LocalImage,
        _ request: LocalRunRequest,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
        whenPrepared: @Sendable () async -> Void = {},
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> LocalRun {
        let finder = EngineFinder(
            folders: request.tools,
            scratch: scratch.absolute,
            layers: request.layers?.absolute,
            kept: request.kept
        )
        var reasons: [String] = []
        let log = LogTail()
        let spec = try request.spec(for: image, in: scratch.absolute)
        for name in try request.engines() {
            switch try await finder.find(name) {
            case .fails(let reason): reasons.append(reason)
            case .works(let engine):
                do {
                    let container = try await engine.start(
                        image,
                        spec,
                        progress: progress,
                        whenPrepared: whenPrepared
                    ) { line in
                        log.add(line)
                        onLine(line)
                    }
                    return LocalRun(
                        engine: engine.name,
                        address: "http://127.0.0.1:\(spec.hostPort)\(request.basePath)",
                        container: container,
                        image: ImageInUse(image),
                        copyName: request.copyName(of: image),
                        probe: image.probe,
                        log: log
                    )
                } catch let failure as LocalRunFailure {
                    guard case .engine = failure.code else { throw failure }
                    guard request.engine == nil else {
                        throw LocalRunFailure(failure, working: try await finder.working(besides: name))
                    }
                    progress(.warning(.warning(failure.problems[0].message, hint: "trying the next engine")))
                    reasons.append(failure.problems[0].message)
                }
            }
        }
        let working = if let engine = request.engine { try await finder.working(besides: engine) } else { [String]() }
        throw LocalRunFailure(LocalRunFailure(.noEngine(reasons)), working: working)
    }

    /// Waits until the page answers.
    ///
    /// - Parameter seconds: how long it may take.
    /// - Throws: `LocalRunFailure`: `ended`, `notReady`; `CancellationError`.
    package func waitUntilReady(within seconds: Int) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        let page = address.hasSuffix("/") ? String(address.dropLast()) : address
        while try await status(of: page + probe) != 200 {
            if let outcome = container.end.outcome {
                throw LocalRunFailure(.ended(status: try outcome.get()), log.text)
            }
            guard ContinuousClock.now < end else { throw LocalRunFailure(.notReady(seconds: seconds), log.text) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Waits until a program can be run inside, of an image that opens no page.
    ///
    /// - Parameter seconds: how long it may take.
    /// - Throws: `LocalRunFailure`: `ended`, `notReady`; `ToolFailure`, `CancellationError`.
    func waitUntilStarted(within seconds: Int) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try await run(["/bin/true"]).status != 0 {
            if let outcome = container.end.outcome {
                throw LocalRunFailure(.ended(status: try outcome.get()), log.text)
            }
            guard ContinuousClock.now < end else { throw LocalRunFailure(.notReady(seconds: seconds), log.text) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The status of the page itself, after redirects; nil without an answer.
    ///
    /// - Throws: `CancellationError`.
    func statusOfPage() async throws -> Int? { try await status(of: address) }

    private func status(of address: String) async throws -> Int? {
        var options = TransferOptions()
        options.retries.attempts = 1
        options.connectTimeout = .seconds(2)
        options.totalTimeout = .seconds(30)
        let session = TransferSession(options)
        do {
            var request = TransferRequest(.get, try TransferURL(address))
            request.usesNetrc = false
            return try await session.send(request).response.status
        } catch is TransferError {
            try Task.checkCancellation()
            return nil
        }
    }

    /// Runs a program inside, as the datalab's user.
    func run(_ command: [String]) async throws -> ExternalTool.Output { try await container.run(command) }

    /// Gives a running datalab what a newer image of it has, as far as that goes without another start.
    ///
    /// - Parameters:
    ///   - newer: the image; all its layers are in the store.
    ///   - progress: told how far it is prepared.
    /// - Returns: what came of it.
    /// - Throws: as ``start(_:_:scratch:progress:whenPrepared:onLine:)``.
    package func take(_ newer: LocalImage, progress: @escaping ProgressHandler) async throws -> PackageExchange {
        let changes = ChangedLayers(image.value, newer)
        if changes.isFilesAlone {
            image.value = newer
            return .nothing
        }
        guard changes.isPackagesToo,
            try await container.exchange(newer, changes: changes, progress: progress)
        else { return .restart }
        image.value = newer
        return .done
    }

    /// The digest of the image that it has its packages of.
    package var digest: Digest { image.value.digest }

    /// Whether it has not ended.
    package var isRunning: Bool { container.end.outcome == nil }

    /// Waits until the datalab ends by itself, or the task is cancelled.
    ///
    /// - Returns: its status, where the engine tells it; nil also when the task was cancelled first.
    package func waitForEnd() async -> Int32? {
        while container.end.outcome == nil, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(200))
        }
        return container.end.outcome.flatMap { try? $0.get() }
    }

    /// Asks the datalab to stop, and removes all that was made for it; also in a cancelled task.
    ///
    /// - Returns: the seconds from asking to the end.
    @discardableResult
    package func stop() async -> Double {
        let seconds = await halt()
        await remove()
        return seconds
    }

    /// Asks the datalab to stop; what was made for it stays until ``remove()``, so that the next start can use it.
    ///
    /// - Returns: the seconds from asking to the end.
    @discardableResult
    package func halt() async -> Double {
        await Task {
            let start = ProcessInfo.processInfo.systemUptime
            await container.stop()
            return ProcessInfo.processInfo.systemUptime - start
        }
        .value
    }

    /// Removes all that was made for a datalab that has stopped; also in a cancelled task.
    package func remove() async {
        await Task { await container.remove() }.value
    }
}

/// The image that a running datalab has its packages of.
private final class ImageInUse: Sendable {
    private let image: Mutex<LocalImage>

    init(_ image: LocalImage) {
        self.image = Mutex(image)
    }

    var value: LocalImage {
        get { image.withLock { $0 } }
        set { image.withLock { $0 = newValue } }
    }
}
