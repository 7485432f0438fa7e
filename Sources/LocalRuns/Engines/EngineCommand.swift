internal import ExternalTools
internal import Glibc
internal import SystemPackage

/// The command line that podman and docker have in common.
struct EngineCommand: Sendable {
    let tool: ExternalTool
    /// What stands before the subcommand.
    let options: [String]
    /// Where the container's variables are put for the engine to read: command lines can be seen by every user.
    let folder: EngineFolder

    /// What became of an attempt to start.
    enum Attempt {
        case started(any RunningContainer)
        /// The engine did not get as far as running the image's program.
        case refused(String)
    }

    /// The options of `run`: a platform's conditions, and a port that only this machine reaches.
    ///
    /// - Parameter spec: how the container is set up.
    /// - Returns: the options.
    /// - Throws: `LocalRunFailure` for a variable that an engine cannot be told; what the file system says.
    func arguments(_ spec: ContainerSpec) throws -> [String] {
        var arguments = [
            "--name", spec.name, "--pull", "never", "--read-only", "--cap-drop", "all", "--security-opt",
            "no-new-privileges",
            // What is mounted keeps its labels where SELinux is in force.
            "--security-opt", "label=disable", "--publish", "127.0.0.1:\(spec.hostPort):\(spec.port)",
        ]
        for folder in spec.scratchFolders { arguments += ["--tmpfs", "\(folder):rw,exec,mode=1777"] }
        for mount in spec.mounts {
            arguments += ["--volume", "\(mount.source):\(mount.destination):\(mount.isReadOnly ? "ro" : "rw")"]
        }
        arguments += ["--env-file", try writeVariables(spec).string]
        if let user = spec.user.identifier { arguments += ["--user", "\(user):0"] }
        return arguments + limits
    }

    private func writeVariables(_ spec: ContainerSpec) throws -> FilePath {
        if let (name, _) = spec.environment.first(where: { $1.contains(where: \.isNewline) }) {
            throw LocalRunFailure(.option("--env"), "the value of '\(name)' has more than one line")
        }
        let lines = spec.environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)\n" }
        try folder.write(lines.joined(), to: "variables")
        return folder.path.appending("variables")
    }

    /// podman asks for more files and processes than a machine inside a machine may give: there, less will do.
    private var limits: [String] {
        var files = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &files) == 0, files.rlim_max < 1 << 20 else { return [] }
        return ["--ulimit", "nofile=\(files.rlim_max):\(files.rlim_max)", "--ulimit", "nproc=32768:32768"]
    }

    /// Runs a container, and waits until the engine has it.
    ///
    /// - Parameters:
    ///   - arguments: the options and the image.
    ///   - spec: how the container is set up.
    ///   - onLine: called with each line of the container.
    /// - Returns: the container, or why the engine refused; what it was given is then still there.
    /// - Throws: `ToolFailure`, `CancellationError`; all is removed then.
    func start(
        _ arguments: [String],
        _ spec: ContainerSpec,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> Attempt {
        let log = LogTail()
        let follow = ["run", "--rm"] + arguments
        let end = ContainerEnd { [self] in
            try await tool.follow(options + follow) { line in
                log.add(line)
                onLine(line)
            }
        }
        let container = CommandContainer(tool: tool, options: options, name: spec.name, end: end, folder: folder)
        do {
            while true {
                if let outcome = end.outcome {
                    let status = try outcome.get() ?? 0
                    return Self.refusals.contains(status) ? .refused(log.last) : .started(container)
                }
                if try await container.isRunning() { return .started(container) }
                try await Task.sleep(for: .milliseconds(50))
            }
        } catch {
            await container.abandon()
            throw error
        }
    }

    /// What podman and docker end with when it was not the container's program that failed.
    private static let refusals: Set<Int32> = [125, 126, 127]
}

/// A container of podman or docker; the engine's own process stays in front of it.
struct CommandContainer: RunningContainer {
    let tool: ExternalTool
    let options: [String]
    let name: String
    let end: ContainerEnd
    let folder: EngineFolder

    func run(_ command: [String]) async throws -> ExternalTool.Output {
        try await tool.capture(options + ["exec", name] + command)
    }

    /// Whether the container's program runs; false also when the engine does not know it yet.
    func isRunning() async throws -> Bool {
        let output = try await tool.capture(options + ["container", "inspect", "--format", "{{.State.Running}}", name])
        return String(decoding: output.standardOutput, as: UTF8.self).hasPrefix("true")
    }

    func stop() async {
        // Once it has ended, the engine has forgotten it.
        guard end.outcome == nil else { return }
        _ = try? await tool.capture(options + ["stop", "--time", "\(StopTime.seconds)", name])
        // Only what is stuck is still there.
        if end.outcome == nil { _ = try? await tool.capture(options + ["rm", "--force", name]) }
        _ = await end.wait()
    }

    func remove() async { folder.remove() }
}
