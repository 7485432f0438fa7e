internal import ContentStore
internal import ExternalTools
internal import Foundation
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
        let undoing = [[tool.path.string, "rm", "--force", spec.name]]
        let folder = try EngineFolder(named: spec.name, writingDownIn: scratch, undoing: undoing)
        do {
            let own = EngineImage(image, tool: tool)
            if try await !own.isThere() {
                progress(.log("unpacking in docker's store"))
                try await load(image, as: own.name)
                try await own.removeOthers()
            }
            await whenPrepared()
            progress(.log("starting with \(name)"))
            let command = EngineCommand(tool: tool, options: [], folder: folder)
            let arguments = try (spec.gpus?.dockerOptions ?? []) + command.arguments(spec) + [own.name] + spec.command
            switch try await command.start(arguments, spec, onLine: onLine) {
            case .started(let container): return container
            case .refused(let why): throw LocalRunFailure(.engine(name), why)
            }
        } catch {
            folder.remove()
            throw error
        }
    }

    private func load(_ image: LocalImage, as tag: String) async throws {
        let archive = scratch.appending("image.tar")
        defer { try? FileManager.default.removeItem(atPath: archive.string) }
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
