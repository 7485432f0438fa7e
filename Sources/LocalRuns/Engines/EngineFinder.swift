internal import ExternalTools
internal import Glibc
internal import SystemPackage

/// Finds out which engines work here: being installed is not enough.
struct EngineFinder {
    /// Folders that are looked in before `PATH`.
    let folders: [FilePath]
    /// Where an engine may put what it needs of the image.
    let scratch: FilePath
    /// Where unpacked layers are kept; nil for nowhere.
    let layers: FilePath?
    /// Keeps a port for the next start.
    let kept: KeptEnclosure?

    /// What became of looking for an engine.
    enum Finding {
        case works(any ContainerEngine)
        /// Why it does not.
        case fails(String)
    }

    private var isRoot: Bool { geteuid() == 0 }

    /// Looks for one engine, and asks it whether it works.
    ///
    /// - Throws: `CancellationError`.
    func find(_ name: EngineName) async throws -> Finding {
        guard let tool = locate(name.rawValue) else { return .fails("\(name.rawValue) is not installed") }
        switch name {
        case .podman:
            let runc = locate("runc")
            let engine = PodmanEngine(tool: tool, isRoot: isRoot, otherRuntime: runc, scratch: scratch)
            return try await asking(tool, ["info"], engine)
        case .docker:
            let question = ["version", "--format", "{{.Server.Version}}"]
            return try await asking(tool, question, DockerEngine(tool: tool, scratch: scratch))
        case .crun, .runc: return try await runtime(tool)
        }
    }

    /// The names of the engines that work, as far as they say themselves.
    ///
    /// - Parameter name: one that is left out.
    /// - Returns: the names, in the order in which engines are tried.
    /// - Throws: `CancellationError`.
    func working(besides name: EngineName) async throws -> [String] {
        var names: [String] = []
        for other in EngineName.allCases where other != name {
            if case .works(let engine) = try await find(other) { names.append(engine.name) }
        }
        return names
    }

    private func runtime(_ tool: ExternalTool) async throws -> Finding {
        guard let network = locate("slirp4netns") else {
            return .fails("\(tool.name) needs slirp4netns, which is not installed ('apt-get install slirp4netns')")
        }
        guard let unshare = locate("unshare"), let nsenter = locate("nsenter") else {
            return .fails(
                "\(tool.name) needs unshare and nsenter, which are not installed ('apt-get install util-linux')"
            )
        }
        guard let users = try await UserMapping.allowed(unshare) else {
            return .fails("\(tool.name) needs user namespaces, which this system does not allow its users")
        }
        return .works(
            RuntimeEngine(
                tool: tool,
                enclosureTools: EnclosureTools(unshare: unshare, nsenter: nsenter, network: network),
                users: users,
                scratch: scratch,
                layers: layers,
                kept: kept
            )
        )
    }

    private func asking(_ tool: ExternalTool, _ question: [String], _ engine: some ContainerEngine) async throws
        -> Finding
    {
        do {
            let answer = try await tool.capture(question)
            guard answer.status != 0 else { return .works(engine) }
            let line =
                answer.standardError.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no reason given"
            return .fails("\(tool.name) does not work: \(line)")
        } catch let failure as ToolFailure {
            return .fails("\(tool.name) does not work: \(failure.detail)")
        }
    }

    private func locate(_ name: String) -> ExternalTool? {
        // The path of users often lacks the folders of system programs, where runc is.
        let system = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map { FilePath($0) }
        return (try? ExternalTool.locate(name, in: folders, installHint: ""))
            ?? (try? ExternalTool.locate(name, in: system, installHint: ""))
    }
}
