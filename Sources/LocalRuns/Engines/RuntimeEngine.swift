internal import ExternalTools
internal import Offloading
internal import Reporting
internal import SystemPackage

/// crun or runc: run one container from a root file system, on a network of its own.
///
/// For root it is joined from layers that are unpacked once; else the image is unpacked for it.
///
/// Works for root, and for users where user namespaces are allowed: then with the one user id they have.
struct RuntimeEngine: ContainerEngine {
    let tool: ExternalTool
    /// Gives a network namespace a way out, and this machine a way in.
    let network: ExternalTool
    let isRoot: Bool
    /// Where the image is unpacked.
    let scratch: FilePath
    /// Where unpacked layers are kept; nil for nowhere.
    let layers: FilePath?
    var name: String { tool.name }

    func start(
        _ image: LocalImage,
        _ spec: ContainerSpec,
        progress: @escaping ProgressHandler,
        whenPrepared: @Sendable () async -> Void,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        let folder = try EngineFolder(of: spec)
        let unpacked = scratch.appending("rootfs")
        do {
            let joined = try await join(image, folder, progress)
            if joined == nil { try await Rootfs.unpack(image, into: unpacked, keepsOwners: isRoot) }
            let root = joined?.root ?? unpacked
            let bundle = RuntimeBundle(image: image, spec: spec, root: root, isRoot: isRoot, folder: folder)
            try bundle.write()
            await whenPrepared()
            return try await start(bundle, joined, spec, folder, onLine)
        } catch {
            folder.remove()
            await Rootfs.remove(unpacked)
            throw error
        }
    }

    /// The image's layers joined; nil where they cannot be, and the image is unpacked for this start alone.
    private func join(_ image: LocalImage, _ folder: EngineFolder, _ progress: @escaping ProgressHandler) async throws
        -> JoinedLayers?
    {
        guard isRoot, let layers else { return nil }
        do {
            let store = UnpackedLayers(folder: layers, scratch: scratch)
            if let unpacked = try await store.layers(of: image, progress: progress),
                let joined = try await JoinedLayers.prepare(unpacked, in: folder.path)
            {
                return joined
            }
        } catch let error where !(error is CancellationError) {
            progress(.log("layers cannot be kept unpacked in '\(layers)': \(error)"))
        }
        progress(.log("this machine does not join the layers of '\(image.name)': all of it is unpacked for this start"))
        return nil
    }

    private func start(
        _ bundle: RuntimeBundle,
        _ joined: JoinedLayers?,
        _ spec: ContainerSpec,
        _ folder: EngineFolder,
        _ onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        let log = LogTail()
        let options = ["--root", folder.path.appending("state").string]
        let run = options + ["run", "--bundle", folder.path.string, spec.name]
        let (program, arguments) = joined?.command(tool.path.string, run) ?? (tool, run)
        let end = ContainerEnd {
            try await program.follow(arguments) { line in
                log.add(line)
                onLine(line)
            }
        }
        let container = RuntimeContainer(
            tool: tool,
            options: options,
            name: spec.name,
            user: bundle.user,
            end: end,
            network: UserNetwork(tool: network, folder: folder.path),
            cleanUp: { [scratch] in
                folder.remove()
                await Rootfs.remove(scratch.appending("rootfs"))
            }
        )
        do {
            let process = try await process(bundle, end, log)
            try await container.network.open(process, spec, hasOwnUsers: !isRoot)
            try bundle.letGo()
            return container
        } catch {
            await container.abandon()
            throw error
        }
    }

    /// Waits until the container's namespaces are there, before its program runs.
    private func process(_ bundle: RuntimeBundle, _ end: ContainerEnd, _ log: LogTail) async throws -> Int32 {
        while true {
            if let process = bundle.process { return process }
            if let outcome = end.outcome {
                _ = try outcome.get()
                throw LocalRunFailure(.engine(name), log.last)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// A container of crun or runc.
struct RuntimeContainer: RunningContainer {
    let tool: ExternalTool
    let options: [String]
    let name: String
    let user: UInt32
    let end: ContainerEnd
    let network: UserNetwork
    let cleanUp: @Sendable () async -> Void

    func run(_ command: [String]) async throws -> ExternalTool.Output {
        try await tool.capture(options + ["exec", "--user", "\(user):0", name] + command)
    }

    func stop() async {
        _ = try? await tool.capture(options + ["kill", name, "TERM"])
        for _ in 0..<(StopTime.seconds * 20) where end.outcome == nil {
            try? await Task.sleep(for: .milliseconds(50))
        }
        _ = try? await tool.capture(options + ["delete", "--force", name])
        _ = await end.wait()
    }

    func remove() async {
        await network.close()
        await cleanUp()
    }
}
