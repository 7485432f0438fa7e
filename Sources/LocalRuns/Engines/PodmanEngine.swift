internal import ContentStore
internal import ExternalTools
internal import Foundation
internal import OCIModel
internal import Reporting
internal import SystemPackage

/// podman: reads the store's blobs itself; works for root and, where user ids are delegated, for users.
struct PodmanEngine: ContainerEngine {
    let tool: ExternalTool
    /// Whether this process is root.
    let isRoot: Bool
    /// Another program that podman may run containers with, when its own cannot.
    let otherRuntime: ExternalTool?
    /// The start's own folder.
    let scratch: FilePath
    let name = "podman"

    func start(
        _ image: LocalImage,
        _ spec: ContainerSpec,
        progress: @escaping ProgressHandler,
        whenPrepared: @Sendable () async -> Void,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        let undoing = [
            [tool.path.string, "rm", "--force", "--ignore", "--time", "0", spec.name],
            [tool.path.string, "image", "rm", Self.layoutName(spec.name)],
        ]
        let folder = try EngineFolder(named: spec.name, writingDownIn: scratch, undoing: undoing)
        do {
            let own = EngineImage(image, tool: tool)
            if try await !own.isThere() {
                progress(.log("unpacking in podman's store"))
                try await load(image, as: own.name, folder)
                try await own.removeOthers()
            }
            await whenPrepared()
            progress(.log("starting with \(name)"))
            return try await start(own.name, spec, folder, onLine)
        } catch {
            await Task { _ = try? await tool.capture(["image", "rm", Self.layoutName(spec.name)]) }.value
            folder.remove()
            throw error
        }
    }

    /// What podman calls an image by its layout's path.
    private static func layoutName(_ name: String) -> String { "localhost/tmp/\(name)/layout:latest" }

    /// Brings the image into podman's storage, by a layout that borrows the store's blobs.
    private func load(_ image: LocalImage, as name: String, _ folder: EngineFolder) async throws {
        let layout = folder.path.appending("layout")
        try FileManager.default.createDirectory(atPath: layout.string, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: layout.appending("blobs").string,
            withDestinationPath: image.layout.blobs.root.appending("blobs").absolute.string
        )
        var manifest = image.stored.descriptor
        manifest.annotations = [AnnotationKey.refName: folder.name]
        try folder.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "layout/oci-layout")
        let index = try CanonicalJSON.encode(Index(manifests: [manifest]))
        try folder.write(String(decoding: index, as: UTF8.self), to: "layout/index.json")
        do {
            let output = try await tool.run(["pull", "--quiet", "oci:\(layout):\(folder.name)"])
            let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
            guard let identifier = lines.last.map(String.init) else {
                throw LocalRunFailure(.engine(self.name), "it names no image")
            }
            try await tool.run(["tag", identifier, name])
            try await tool.run(["untag", identifier, Self.layoutName(folder.name)])
        } catch let error as ToolFailure {
            throw LocalRunFailure(.engine(self.name), error.detail)
        }
    }

    private func start(
        _ image: String,
        _ spec: ContainerSpec,
        _ folder: EngineFolder,
        _ onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        var reason = ""
        for runtime in [nil, otherRuntime] {
            let options = runtime.map { ["--runtime", $0.path.string] } ?? []
            let command = EngineCommand(tool: tool, options: options, folder: folder)
            let arguments = try own(spec) + (spec.gpus?.podmanOptions ?? []) + command.arguments(spec)
            let result = try await command.start(arguments + [image] + spec.command, spec, onLine: onLine)
            switch result {
            case .started(let container): return container
            case .refused(let why): reason = why
            }
            if otherRuntime == nil { break }
        }
        throw LocalRunFailure(.engine(name), reason)
    }

    private func own(_ spec: ContainerSpec) -> [String] {
        // With delegated ids, a user's own id is another one inside unless podman is told to keep it.
        if !isRoot, case .owner = spec.user { return ["--userns", "keep-id"] }
        return []
    }
}
