internal import ContentStore
internal import ExternalTools
internal import ImageExport
internal import Offloading
internal import Reporting
internal import SystemPackage

/// docker: its daemon gets the image as an archive.
struct DockerEngine: ContainerEngine {
    let tool: ExternalTool
    /// Where the archive can be for as long as the daemon reads it.
    let scratch: FilePath
    let name = "docker"

    func start(
        _ image: LocalImage,
        _ spec: ContainerSpec,
        progress: @escaping ProgressHandler,
        whenPrepared: @Sendable () async -> Void,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        let tag = "localhost/\(spec.name):run"
        let folder = try EngineFolder(of: spec)
        let remove: @Sendable () async -> Void = {
            _ = try? await tool.capture(["image", "rm", tag])
            folder.remove()
        }
        do {
            try await load(image, as: tag)
            await whenPrepared()
            let command = EngineCommand(tool: tool, options: [], folder: folder)
            let arguments = try command.arguments(spec) + [tag]
            switch try await command.start(arguments, spec, cleanUp: remove, onLine: onLine) {
            case .started(let container): return container
            case .refused(let why): throw LocalRunFailure(.engine(name), why)
            }
        } catch {
            await Task { await remove() }.value
            throw error
        }
    }

    private func load(_ image: LocalImage, as tag: String) async throws {
        let archive = scratch.appending("image.tar")
        let output = try ImageOutput("docker-archive:\(archive):\(tag)")
        try await BlockingWork.run {
            try ImageExporter(image.layout).write(image.stored.descriptor, named: tag, to: output)
        }
        do {
            try await tool.run(["load", "--quiet", "--input", archive.string])
        } catch let error as ToolFailure {
            throw LocalRunFailure(.engine(name), error.detail)
        }
    }
}
