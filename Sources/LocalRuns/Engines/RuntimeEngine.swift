internal import ExternalTools
internal import Foundation
internal import Reporting
internal import SystemPackage

/// crun or runc: run one container from a root that is joined from layers which are unpacked once, in an enclosure.
///
/// Works for root, and for users where user namespaces are allowed.
struct RuntimeEngine: ContainerEngine {
    let tool: ExternalTool
    let enclosureTools: EnclosureTools
    let users: UserMapping
    /// The start's own folder, on the file system that layers are kept on.
    let scratch: FilePath
    /// Where unpacked layers are kept; nil for nowhere.
    let layers: FilePath?
    /// Keeps the enclosure for the next start; nil for one of its own.
    let kept: KeptEnclosure?
    var name: String { tool.name }

    func start(
        _ image: LocalImage,
        _ spec: ContainerSpec,
        progress: @escaping ProgressHandler,
        whenPrepared: @Sendable () async -> Void,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        let folder = try EngineFolder(named: spec.name, writingDownIn: scratch)
        do {
            let enclosure = try await enclosure(spec)
            do {
                let root = try await root(image, spec, folder, enclosure, progress)
                let bundle = RuntimeBundle(image, spec, root: root.root, in: enclosure, folder)
                try bundle.write()
                await whenPrepared()
                progress(.log("starting with \(name)"))
                return try await start(bundle, root, spec, enclosure, onLine)
            } catch {
                if kept == nil { await Task { await enclosure.close() }.value }
                throw error
            }
        } catch {
            folder.remove()
            throw error
        }
    }

    private func enclosure(_ spec: ContainerSpec) async throws -> Enclosure {
        let make = { () async throws -> Enclosure in
            let folder = try EngineFolder(named: EngineFolder.newName(), writingDownIn: scratch)
            return try await Enclosure.open(in: folder, enclosureTools, users, hostPort: spec.hostPort, port: spec.port)
        }
        guard let kept else { return try await make() }
        let enclosure = try await kept.enclosure(port: spec.port, make: make)
        // What an earlier start has written down is gone with that.
        try enclosure.folder.writeDown(in: scratch)
        return enclosure
    }

    /// The image's layers joined, from where they are kept or from the start's own folder.
    private func root(
        _ image: LocalImage,
        _ spec: ContainerSpec,
        _ folder: EngineFolder,
        _ enclosure: Enclosure,
        _ progress: @escaping ProgressHandler,
    ) async throws -> JoinedLayers {
        if !store.hasMost(of: image) { try await tryOut(folder, enclosure) }
        do {
            let folders = try await store.folders(of: image, progress: progress)
            let joining = LayerJoining(folder: folder.path, enclosure: enclosure)
            return try joining.join(folders, exchanged: spec.exchanged)
        } catch let error as CocoaError {
            let reason = error.localizedDescription
            throw LocalRunFailure(.engine(name), "the image cannot be unpacked in '\(store.folder)': \(reason)")
        }
    }

    private var store: UnpackedLayers {
        UnpackedLayers(folder: layers ?? scratch.appending("layers"), scratch: scratch, keepsOwners: users.isRoot)
    }

    /// Starts a container with this machine's own files: an engine that cannot is found out before an image is unpacked for it.
    private func tryOut(_ folder: EngineFolder, _ enclosure: Enclosure) async throws {
        let trial = EngineFolder(path: folder.path.appending("trial"), name: folder.name + "-trial")
        try FileManager.default.createDirectory(atPath: trial.path.string, withIntermediateDirectories: false)
        let root = try LayerJoining(folder: trial.path, enclosure: enclosure).joinMachine()
        try RuntimeBundle(tryingOut: root.root, in: enclosure, trial).write()
        let (program, arguments) = root.command(tool.path.string, RuntimeContainer.run(trial))
        let output = try await program.capture(arguments)
        guard output.status == 0 else {
            let lines = output.standardError.split(whereSeparator: \.isNewline)
            throw LocalRunFailure(.engine(name), lines.last.map(String.init) ?? "no reason given")
        }
    }

    private func start(
        _ bundle: RuntimeBundle,
        _ root: JoinedLayers,
        _ spec: ContainerSpec,
        _ enclosure: Enclosure,
        _ onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> any RunningContainer {
        let log = LogTail()
        let (program, arguments) = root.command(tool.path.string, RuntimeContainer.run(bundle.folder))
        let end = ContainerEnd {
            try await program.follow(arguments) { line in
                log.add(line)
                onLine(line)
            }
        }
        let container = RuntimeContainer(
            tool: tool,
            enclosure: enclosure,
            isEnclosureKept: kept != nil,
            folder: bundle.folder,
            user: bundle.user,
            exchanged: spec.exchanged,
            store: store,
            end: end
        )
        do {
            while !bundle.isStarted {
                if let outcome = end.outcome {
                    _ = try outcome.get()
                    throw LocalRunFailure(.engine(name), log.last)
                }
                try await Task.sleep(for: .milliseconds(10))
            }
            return container
        } catch {
            // The enclosure is the caller's to close.
            await Task { await container.stop() }.value
            throw error
        }
    }
}

/// A container of crun or runc.
struct RuntimeContainer: RunningContainer {
    let tool: ExternalTool
    let enclosure: Enclosure
    let isEnclosureKept: Bool
    let folder: EngineFolder
    let user: UInt32
    let exchanged: String?
    let store: UnpackedLayers
    let end: ContainerEnd

    /// The arguments that run the container of a bundle.
    static func run(_ folder: EngineFolder) -> [String] {
        options(folder) + ["run", "--bundle", folder.path.string, folder.name]
    }

    private static func options(_ folder: EngineFolder) -> [String] {
        ["--root", folder.path.appending("state").string]
    }

    func run(_ command: [String]) async throws -> ExternalTool.Output {
        try await ask(["exec", "--user", "\(user):0", folder.name] + command)
    }

    func exchange(
        _ image: LocalImage,
        changes: ChangedLayers,
        progress: @escaping ProgressHandler
    ) async throws -> Bool {
        guard let exchanged else { return false }
        let folders = try await store.folders(of: image, progress: progress)
        // What packages have for the page's server is read when that starts.
        guard !store.hasAny(changes.packages, of: "opt/datalab/server-extras") else { return false }
        let own = folder.path.appending("exchange-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(atPath: own.string, withIntermediateDirectories: false)
        try await LayerJoining(folder: own, enclosure: enclosure)
            .exchange(folders, exchanged, of: LayerJoining(folder: folder.path, enclosure: enclosure))
        // Files of images all have one time: what was compiled of an old one could be taken for a new one's.
        let stale = "for place in /tmp /var/tmp /dev/shm; do rm -rf $place/datalab-*/pycache'\(exchanged)'; done"
        _ = try await run(["/bin/sh", "-c", stale])
        return true
    }

    private func ask(_ arguments: [String]) async throws -> ExternalTool.Output {
        let (program, arguments) = enclosure.command(tool.path.string, Self.options(folder) + arguments)
        return try await program.capture(arguments)
    }

    func stop() async {
        _ = try? await ask(["kill", folder.name, "TERM"])
        for _ in 0..<(StopTime.seconds * 50) where end.outcome == nil {
            try? await Task.sleep(for: .milliseconds(20))
        }
        // The runtime clears up after what has ended; somebody may be waiting for the next one.
        if end.outcome == nil { _ = try? await ask(["delete", "--force", folder.name]) }
        _ = await end.wait()
    }

    func remove() async {
        if !isEnclosureKept { await enclosure.close() }
        folder.remove()
    }
}
