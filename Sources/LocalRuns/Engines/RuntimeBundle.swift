internal import Foundation
internal import Glibc
internal import OCIModel
internal import SystemPackage

/// What crun and runc read: `config.json` of a bundle (runtime-spec 1.0, config.md), for the conditions of a platform.
struct RuntimeBundle: Sendable {
    let image: LocalImage
    let spec: ContainerSpec
    /// The unpacked image.
    let root: FilePath
    let isRoot: Bool
    let folder: EngineFolder

    /// The user id inside; a user has one id to give, and it has to be the namespace's root.
    var user: UInt32 {
        guard isRoot else { return 0 }
        let named = (image.execution.user ?? "").prefix { $0 != ":" }
        // A number that no user has is nobody, never root.
        let isNumber = !named.isEmpty && named.allSatisfy { $0.isNumber || $0 == "-" }
        return spec.user.identifier ?? UInt32(named) ?? (isNumber ? 65_534 : 0)
    }

    /// Writes the bundle's files.
    func write() throws {
        try folder.write("nameserver \(UserNetwork.nameServer)\n", to: "resolv.conf")
        try folder.write("127.0.0.1 localhost\n::1 localhost\n", to: "hosts")
        let json = try CanonicalJSON.encode(configuration)
        try folder.write(String(decoding: json, as: UTF8.self), to: "config.json")
    }

    /// The process that holds the container's namespaces; nil until they are made.
    var process: Int32? {
        struct State: Decodable { let pid: Int32 }
        let data = FileManager.default.contents(atPath: folder.path.appending("state.json").string)
        return data.flatMap { try? JSONDecoder().decode(State.self, from: $0) }?.pid
    }

    /// Lets the container's program start.
    func letGo() throws { try folder.write("", to: "go") }

    /// A hook the runtime waits for between making the namespaces and starting the program: it keeps the state that hooks are
    /// told (runtime-spec 1.0, runtime.md), and waits until the network is there.
    private var hook: Hook {
        let script = "cat >state.new && mv state.new state.json && until [ -e go ]; do sleep 0.02; done"
        return Hook(path: "/bin/sh", args: ["sh", "-c", "cd '\(folder.path)' && \(script)"], timeout: 120)
    }

    private var configuration: Configuration {
        let execution = image.execution
        let variables =
            (execution.environment ?? []) + spec.environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        return Configuration(
            process: .init(
                user: .init(uid: user, gid: 0),
                args: (execution.entrypoint ?? []) + (execution.command ?? []),
                env: variables,
                cwd: execution.workingDirectory.flatMap { $0.isEmpty ? nil : $0 } ?? "/",
            ),
            root: .init(path: root.string),
            mounts: system + spec.scratchFolders.map(Self.memory) + files + spec.mounts.map(Self.bind),
            hooks: ["createRuntime": [hook]],
            linux: linux,
        )
    }

    private var system: [Mount] {
        let terminals = ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"] + (isRoot ? ["gid=5"] : [])
        return [
            Mount(destination: "/proc", type: "proc", source: "proc", options: ["nosuid", "noexec", "nodev"]),
            Mount(destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "mode=755", "size=64k"]),
            Mount(destination: "/dev/pts", type: "devpts", source: "devpts", options: terminals),
            Mount(
                destination: "/dev/shm",
                type: "tmpfs",
                source: "shm",
                options: ["nosuid", "noexec", "nodev", "mode=1777"]
            ),
            Mount(destination: "/sys", type: "sysfs", source: "sysfs", options: ["nosuid", "noexec", "nodev", "ro"]),
            Self.memory("/tmp"), Self.memory("/var/tmp"), Self.memory("/run"),
        ]
    }

    private var files: [Mount] {
        ["resolv.conf", "hosts"].map { name in
            Mount(
                destination: "/etc/\(name)",
                type: "bind",
                source: folder.path.appending(name).string,
                options: ["bind", "ro"]
            )
        }
    }

    private var linux: Linux {
        let names = ["pid", "network", "ipc", "uts", "mount"] + (isRoot ? [] : ["user"])
        return Linux(
            namespaces: names.map(Linux.Namespace.init),
            uidMappings: isRoot ? nil : [.init(containerID: 0, hostID: geteuid(), size: 1)],
            gidMappings: isRoot ? nil : [.init(containerID: 0, hostID: getegid(), size: 1)],
        )
    }

    private static func memory(_ folder: String) -> Mount {
        Mount(destination: folder, type: "tmpfs", source: "tmpfs", options: ["nosuid", "nodev", "mode=1777"])
    }

    private static func bind(_ mount: BindMount) -> Mount {
        Mount(
            destination: mount.destination,
            type: "bind",
            source: mount.source.string,
            options: ["rbind", "nosuid", "nodev", mount.isReadOnly ? "ro" : "rw"]
        )
    }
}

extension RuntimeBundle {
    private struct Configuration: Encodable {
        let ociVersion = "1.0.0"
        let process: Process
        let root: Root
        let hostname = "datalab"
        let mounts: [Mount]
        let hooks: [String: [Hook]]
        let linux: Linux
    }

    private struct Hook: Encodable {
        let path: String
        let args: [String]
        let timeout: Int
    }

    private struct Process: Encodable {
        let terminal = false
        let user: User
        let args: [String]
        let env: [String]
        let cwd: String
        // None of root's powers, and no way to get any.
        let capabilities: [String: [String]] = [
            "bounding": [], "effective": [], "permitted": [], "inheritable": [], "ambient": [],
        ]
        let noNewPrivileges = true
    }

    private struct User: Encodable {
        let uid: UInt32
        let gid: UInt32
    }

    private struct Root: Encodable {
        let path: String
        let readonly = true
    }

    private struct Mount: Encodable {
        let destination: String
        let type: String
        let source: String
        let options: [String]
    }

    private struct Linux: Encodable {
        struct Namespace: Encodable {
            let type: String
        }

        struct Mapping: Encodable {
            let containerID: UInt32
            let hostID: UInt32
            let size: UInt32
        }

        let namespaces: [Namespace]
        let uidMappings: [Mapping]?
        let gidMappings: [Mapping]?
        let maskedPaths = [
            "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/sched_debug",
            "/proc/scsi", "/sys/firmware",
        ]
        let readonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
    }
}
