internal import BaseImages
internal import Foundation
internal import Glibc
internal import OCIModel
package import SystemPackage

/// How a datalab is to be started here.
package struct LocalRunRequest: Sendable {
    /// The engine that is asked for; nil for the first that works.
    package var engine: EngineName?
    /// The port of the loopback address; nil for a free one.
    package var port: UInt16?
    /// The folder that is the user's workspace.
    package var workspace: FilePath?
    /// The folder that the datalab is built from, as its workspace; nil for none.
    package var edited: EditedFolder?
    /// Folders that can be read under `/data`.
    package var data: [DataFolder] = []
    /// Variables the datalab gets.
    package var environment: [String: String] = [:]
    /// The GPUs it gets; nil for none.
    package var gpus: GPUChoice?
    /// The user id it runs as; nil for the workspace's owner, else the image's own.
    package var user: UInt32?
    /// How many seconds its page has to answer.
    package var timeout = 120
    /// Folders that engines are looked for in before `PATH`.
    package var tools: [FilePath] = []
    /// Where layers are kept unpacked for the next start; nil for nowhere.
    package var layers: FilePath?
    /// Keeps the port from one start to the next, where the engine lets it; closing it is the caller's duty.
    package var kept: KeptEnclosure?
    /// Whether the port was found free already, and is the caller's to free again.
    private var hasFixedPort = false

    /// A request with the defaults.
    package init() {}

    /// The engines that may start it, in the order in which they are tried.
    ///
    /// - Returns: the names.
    /// - Throws: `LocalRunFailure` when the one that is asked for cannot do what is asked for.
    package func engines() throws(LocalRunFailure) -> [EngineName] {
        let able = gpus == nil ? EngineName.allCases : GPUChoice.engines
        guard let engine else { return able }
        guard able.contains(engine) else {
            throw LocalRunFailure(
                .option("--gpus"),
                "\(engine.rawValue) cannot give a datalab a GPU",
                hint: "leave '--engine' out, or say '--engine podman' or '--engine docker'"
            )
        }
        return [engine]
    }

    /// The same request with a port that is chosen now, where none is asked for: of several starts, one after the other.
    ///
    /// - Throws: `LocalRunFailure` when the port that is asked for is taken.
    package func withFixedPort() throws -> LocalRunRequest {
        var other = self
        other.port = try LoopbackPort.free(port)
        other.hasFixedPort = true
        return other
    }

    /// A folder under `/data`.
    package struct DataFolder: Sendable, Hashable {
        let folder: FilePath
        let name: String

        /// Reads `DIR:NAME`.
        ///
        /// - Parameter text: the notation.
        /// - Throws: `LocalRunFailure` with code `option`.
        package init(_ text: String) throws {
            guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
                text[text.index(after: colon)...].wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9._-]*/) != nil
            else {
                throw LocalRunFailure(
                    .option("--data"),
                    "'\(text)' is not of the form DIR:NAME, with a name of letters, digits, '.', '_' and '-'",
                    hint: "write '--data /archive/gaia:gaia'; it is then /data/gaia in the datalab"
                )
            }
            folder = FilePath(String(text[..<colon]))
            name = String(text[text.index(after: colon)...])
        }
    }
}

extension LocalRunRequest {
    /// The path the page is at, by the variables of the start contract.
    var basePath: String {
        let value = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let prefix = value("JUPYTERHUB_SERVICE_PREFIX") {
            return "/" + prefix.split(separator: "/").map { "\($0)/" }.joined()
        }
        let id = value("DATALAB_ID") ?? value("MAIN_ID") ?? value("IF_main_id")
        return id.map { "/datalabs/\($0)/" } ?? "/"
    }

    /// The container this asks for.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - scratch: the start's own folder.
    /// - Returns: how the container is set up.
    /// - Throws: `LocalRunFailure` with code `option`; Foundation's errors where the folder cannot be written.
    func spec(for image: LocalImage, in scratch: FilePath) throws -> ContainerSpec {
        let home = "/home/datalab"
        var mounts: [BindMount] = []
        var owner: UInt32?
        if let workspace {
            let folder = try Self.folder(workspace, option: "--workspace")
            mounts.append(BindMount(source: folder.path, destination: Self.workspacePlace, isReadOnly: false))
            owner = folder.owner
        }
        if let edited {
            let folder = try Self.folder(edited.folder, option: "--edit")
            let name = copyName(of: image)
            let place = scratch.appending("workspace")
            try edited.makeWorkspace(place, name: name, owner: folder.owner)
            mounts.append(BindMount(source: place, destination: Self.workspacePlace, isReadOnly: false))
            let inside = "\(Self.workspacePlace)/\(name)"
            mounts.append(BindMount(source: folder.path, destination: inside, isReadOnly: false))
            owner = folder.owner
        }
        for data in data {
            let folder = try Self.folder(data.folder, option: "--data")
            mounts.append(BindMount(source: folder.path, destination: "/data/\(data.name)", isReadOnly: true))
        }
        return ContainerSpec(
            name: EngineFolder.newName(),
            port: image.port,
            hostPort: try hostPort,
            environment: ["HOME": home].merging(environment) { $1 }
                .merging(["MAIN_PORT": "\(image.port)"]) { $1 },
            mounts: mounts,
            user: user.map { .arbitrary($0) } ?? owner.map { .owner($0) } ?? .image,
            scratchFolders: [home],
            exchanged: edited == nil ? nil : image.facts.map { "/" + $0.userPrefix.drop { $0 == "/" } },
            gpus: gpus,
            // What serves nothing is kept alive, so that something can be run inside.
            command: image.hasPage ? [] : ["sleep", "infinity"]
        )
    }

    /// The folder of the workspace that shipped files are in.
    func copyName(of image: LocalImage) -> String {
        EditedFolder.copyName((image.execution.environment ?? []) + environment.map { "\($0)=\($1)" })
    }

    private static let workspacePlace = "/media/home/my_workspace"

    private var hostPort: UInt16 {
        get throws {
            if hasFixedPort, let port { return port }
            return try LoopbackPort.free(port)
        }
    }

    private static func folder(_ path: FilePath, option: String) throws -> (path: FilePath, owner: UInt32) {
        var status = stat()
        guard let real = realpath(path.string, nil) else {
            let reason = String(cString: strerror(errno))
            throw LocalRunFailure(
                .option(option),
                "'\(path)' cannot be used: \(reason)",
                hint: "name a folder that is there"
            )
        }
        defer { free(real) }
        let absolute = String(cString: real)
        guard stat(absolute, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw LocalRunFailure(.option(option), "'\(path)' is no folder", hint: "name a folder")
        }
        guard !absolute.contains(":") else {
            throw LocalRunFailure(.option(option), "'\(path)' has a ':' in it, which engines take for a separator")
        }
        return (FilePath(absolute), status.st_uid)
    }
}
