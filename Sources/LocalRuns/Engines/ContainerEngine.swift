internal import ExternalTools
internal import Reporting

/// A program that runs containers.
protocol ContainerEngine: Sendable {
    /// What people call it.
    var name: String { get }

    /// Starts a container.
    ///
    /// - Parameters:
    ///   - image: the image; all its layers are in the store.
    ///   - spec: how the container is set up.
    ///   - progress: told how far the image is prepared.
    ///   - whenPrepared: called when the engine has the image, right before the container starts.
    ///   - onLine: called with each line that the datalab writes.
    /// - Returns: the container; stopping it is the caller's duty.
    /// - Throws: `LocalRunFailure` with code `engine`; `CancellationError`. Nothing is left behind then.
    func start(
        _ image: LocalImage,
        _ spec: ContainerSpec,
        progress: @escaping ProgressHandler,
        whenPrepared: @Sendable () async -> Void,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer
}

/// A container that was started.
protocol RunningContainer: Sendable {
    /// Ends when the container does, with its exit status where the engine tells it.
    var end: ContainerEnd { get }

    /// Runs a program inside, as the datalab's user.
    ///
    /// - Parameter command: the program's path and its arguments.
    /// - Returns: what it wrote, and its status.
    /// - Throws: `ToolFailure`, `CancellationError`.
    func run(_ command: [String]) async throws -> ExternalTool.Output

    /// Puts a newer image's folder in the place of the one that can be exchanged, for all that looks there from now on.
    ///
    /// - Parameters:
    ///   - image: the newer image; all its layers are in the store.
    ///   - changes: the layers that are not in both images.
    ///   - progress: told how far it is prepared.
    /// - Returns: false where that cannot be done, and nothing was.
    /// - Throws: as the engine's start.
    func exchange(_ image: LocalImage, changes: ChangedLayers, progress: @escaping ProgressHandler) async throws -> Bool

    /// Asks the datalab to stop, kills it after the time it has for that, and waits for its end.
    ///
    /// Not to be called in a cancelled task.
    func stop() async

    /// Removes all that was made for it, after it was stopped.
    ///
    /// Not to be called in a cancelled task.
    func remove() async
}

extension RunningContainer {
    func exchange(_: LocalImage, changes _: ChangedLayers, progress _: @escaping ProgressHandler) async throws -> Bool {
        false
    }

    /// Stops and removes it; also in a cancelled task.
    func abandon() async {
        await Task {
            await stop()
            await remove()
        }
        .value
    }
}

/// How long a datalab has for a clean stop.
enum StopTime {
    static let seconds = 5
}
