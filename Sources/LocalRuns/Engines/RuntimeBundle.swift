internal import Foundation
internal import Glibc
internal import OCIModel
internal import SystemPackage

/// What crun and runc read: `config.json` of a bundle (runtime-spec 1.0, config.md), for the conditions of a platform.
struct RuntimeBundle: Sendable {
    /// The bundle's folder, and the container's name.
    let folder: EngineFolder
    /// The user id inside.
    let user: UInt32
    private let root: FilePath
    private let enclosure: Enclosure
    private var command: [String]
    private var variables: [String] = []
    private var workingFolder = "/"
    private var mounts: [Mount] = []

    /// The bundle of a datalab.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - spec: how the container is set up.
    ///   - root: where the processes of the enclosure that start it see its root.
    ///   - enclosure: where it runs.
    ///   - folder: the bundle's folder.
    init(_ image: LocalImage, _ spec: ContainerSpec, root: FilePath, in enclosure: Enclosure, _ folder: EngineFolder) {
        let execution = image.execution
        (self.root, self.enclosure, self.folder) = (root, enclosure, folder)
        user = Self.user(execution, spec, enclosure.users)
        command = (execution.entrypoint ?? []) + (spec.command.isEmpty ? execution.command ?? [] : spec.command)
        variables = (execution.environment ?? []) + spec.environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        workingFolder = execution.workingDirectory.flatMap { $0.isEmpty ? nil : $0 } ?? "/"
        mounts = spec.scratchFolders.map(Self.memory) + files + spec.mounts.map(Self.bind)
        guard let exchanged = spec.exchanged else { return }
        let place = LayerJoining(folder: folder.path, enclosure: enclosure).place.string
        mounts.append(Mount(destination: exchanged, type: "bind", source: place, options: ["rbind", "rslave", "ro"]))
    }

    /// A bundle that ends at once, with this machine's own files.
    init(tryingOut root: FilePath, in enclosure: Enclosure, _ folder: EngineFolder) {
        (self.root, self.enclosure, self.folder) = (root, enclosure, folder)
        user = 0
        command = ["/bin/true"]
    }

    /// A user's own id is the namespace's root, and so is that of what is mounted.
    private static func user(_ execution: ImageConfig.Execution, _ spec: ContainerSpec, _ users: UserMapping) -> UInt32
    {
        let named = (execution.user ?? "").prefix { $0 != ":" }
        // A number that no user has is nobody, never root.
        let isNumber = !named.isEmpty && named.allSatisfy { $0.isNumber || $0 == "-" }
        let image = UInt32(named) ?? (isNumber ? 65_534 : 0)
        switch (users, spec.user) {
        case (.none, _): return spec.user.identifier ?? image
        case (.range, .arbitrary(let id)): return id < 65_536 ? id : 0
        case (.range, .image) where spec.mounts.isEmpty: return image < 65_536 ? image : 0
        case (.range, _), (.single, _): return 0
        }
    }

    /// Writes the bundle's files.
    func write() throws {
        try folder.write("nameserver \(Enclosure.nameServer)\n", to: "resolv.conf")
        try folder.write("127.0.0.1 localhost\n::1 localhost\n", to: "hosts")
        let json = try CanonicalJSON.encode(configuration)
        try folder.write(String(decoding: json, as: UTF8.self), to: "config.json")
    }

    /// Whether the runtime has made the container, and only its program may fail now.
    var isStarted: Bool { FileManager.default.fileExists(atPath: folder.path.appending("started").string) }

    /// A hook that the runtime runs when the container is made, before its program (runtime-spec 1.0, runtime.md).
    private var hook: Hook {
        Hook(path: "/bin/sh", args: ["sh", "-c", "cat >'\(folder.path)/started'"], timeout: 120)
    }

    private var configuration: Configuration {
        Configuration(
            process: .init(user: .init(uid: user, gid: 0), args: command, env: variables, cwd: workingFolder),
            root: .init(path: root.string),
            mounts: system + mounts,
            hooks: ["createRuntime": [hook]],
            linux: linux,
        )
    }

    private var system: [Mount] {
        let terminals =
            ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"]
            + (enclosure.users.isSingle ? [] : ["gid=5"])
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
        let own = ["pid", "ipc", "uts", "mount"].map { Linux.Namespace(type: $0) }
        return Linux(namespaces: own + [Linux.Namespace(type: "network", path: enclosure.network.string)])
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
            var path: String?
        }

        let namespaces: [Namespace]
        let maskedPaths = [
            "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/sched_debug",
            "/proc/scsi", "/sys/firmware",
        ]
        let readonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
    }
}
