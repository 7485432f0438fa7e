package import LocalRuns
package import Reporting

/// A datalab that runs on this machine and whose page answers, with the folder that it needs meanwhile.
package struct StartedDatalab: Sendable {
    /// The running datalab.
    package let run: LocalRun
    private let scratch: ScratchFolder

    /// Starts a datalab, and waits until its page answers; one that fails leaves nothing behind.
    ///
    /// - Parameters:
    ///   - image: the image; all its layers are in the store.
    ///   - request: how it is started, and how long its page has.
    ///   - home: where its folder is made.
    ///   - progress: told as `LocalRun.start` tells, and when the page is waited for.
    ///   - whenPrepared: called when all is there that the start needs, right before it.
    ///   - onLine: called with each line of the datalab's log.
    /// - Throws: `LocalRunFailure` for an image without a page; as `LocalRun.start` and `LocalRun.waitUntilReady`; `BuildFailure` with code `cannotWrite`.
    package init(
        _ image: LocalImage,
        _ request: LocalRunRequest,
        home: DatalabHome,
        progress: @escaping ProgressHandler = { _ in },
        whenPrepared: @Sendable () async -> Void = {},
        onLine: @escaping @Sendable (String) -> Void = { _ in },
    ) async throws {
        try image.requirePage()
        scratch = try ScratchFolder(home: home)
        var request = request
        request.layers = home.unpackedLayers
        do {
            run = try await LocalRun.start(
                image,
                request,
                scratch: scratch.path,
                progress: progress,
                whenPrepared: whenPrepared,
                onLine: onLine
            )
        } catch {
            scratch.remove()
            throw error
        }
        progress(.log("waiting for the page"))
        do {
            try await run.waitUntilReady(within: request.timeout)
        } catch {
            await end()
            throw error
        }
    }

    /// Stops it, and removes what was made for it; also in a cancelled task.
    package func end() async {
        await run.halt()
        await remove()
    }

    /// Removes what was made for it, once it has stopped.
    func remove() async {
        await run.remove()
        scratch.remove()
    }
}
