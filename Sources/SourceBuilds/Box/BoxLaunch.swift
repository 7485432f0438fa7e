internal import Foundation
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The command that makes a box and runs something in it.
///
/// `unshare` gives a mount table of its own (as root, or in a user namespace); there `BoxScripts.outer` puts together what the
/// box will see, on a small file system over a folder of the machine that nobody else sees; a user of its own takes over; and
/// `bwrap` makes the box, in which `BoxScripts.inner` runs the command.
struct BoxLaunch {
    let box: SealedBox
    let bubblewrap: FilePath
    let entrances: [FilePath]

    /// Folders that every system has; one that holds nothing of the box is covered while the box is made.
    private static let stages = ["/mnt", "/media", "/srv", "/opt", "/var/opt"]
    private static let counter = Atomic(0)

    func arguments(for command: [String]) -> [String] {
        let isRoot = geteuid() == 0 && box.user == nil
        let user = box.user.map { ["setpriv", "--reuid", "\($0)", "--regid", "\($0)", "--clear-groups"] } ?? []
        // The script that waits for the box to give its answer ends with this program, as the box itself does.
        let ending = box.changesRoot ? ["setpriv", "--pdeathsig", "KILL"] : []
        let unshare = ["unshare", "--mount"] + (isRoot ? [] : ["--user", "--map-root-user"])
        let inner = BoxScripts.inner(givesBack: !box.changesRoot)
        return ["/usr/bin/env"] + user + ending + unshare + ["--", "/bin/sh", "-c", BoxScripts.outer, "box"]
            + settings(isRoot) + lists + ["--"] + bubblewrapArguments + ["--"] + ["/bin/sh", "-c", inner, "box"]
            + command
    }

    /// Where the box is put together.
    private var stage: String {
        let used = [box.root, bubblewrap] + box.parts.values + box.inputs.values + box.copies.values
        let paths = used.flatMap { [$0.string, Self.resolved($0)] }
        return Self.stages.first { stage in
            FileManager.default.fileExists(atPath: stage) && !paths.contains { $0.hasPrefix(stage + "/") }
        } ?? "/mnt"
    }

    private static func resolved(_ path: FilePath) -> String {
        URL(filePath: path.string).resolvingSymlinksInPath().path
    }

    /// The first arguments of the outer script, in its order.
    private func settings(_ isRoot: Bool) -> [String] {
        let limits = box.limits
        // Users without an account and without files: Debian reserves these numbers (policy 9.2.2).
        let turn = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue &+ Int(getpid())
        let user = isRoot ? "\(65_000 + abs(turn % 530))" : ""
        // Older kernels count all processes of the user, not those of the box.
        let processes = isRoot || Self.countsByNamespace ? "\(limits.processes + 8)" : "unlimited"
        return [
            stage, box.root.string, user, "\(limits.disk)", "\(limits.files)", "\(limits.seconds)", processes,
            // A process may reserve more than it uses.
            "\(limits.memory &* 4)", SystemCallFilter.octal,
            // Whose marks an overlay may make of what is gone; none where the root stays as it is.
            box.changesRoot ? (isRoot ? "trusted" : "user") : "",
        ]
    }

    /// What is shown, copied and joined, each a list that ends with an empty word.
    private var lists: [String] {
        entrances.map(\.string) + [""] + Self.pairs(box.parts) + [""] + Self.pairs(box.inputs) + [""]
            + Self.pairs(box.copies) + [""]
    }

    private static func pairs(_ paths: [String: FilePath]) -> [String] {
        paths.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.string] }
    }

    private var bubblewrapArguments: [String] {
        let stage = stage
        let environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp/home", "TMPDIR": "/tmp", "LANG": "C.UTF-8",
            "TERM": "dumb",
        ].merging(box.environment) { $1 }
        // Folders that are not the root's own stay as they are.
        let parts =
            box.changesRoot ? box.parts.keys.sorted().flatMap { ["--ro-bind", "\(stage)/root/\($0)", "/\($0)"] } : []
        return [
            bubblewrap.string, "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts",
            "--unshare-cgroup-try", "--disable-userns", "--as-pid-1", "--die-with-parent", "--new-session",
            "--cap-drop", "ALL",
            "--seccomp", "9", "--uid", "65534", "--gid", "65534", "--hostname", "box",
            box.changesRoot ? "--bind" : "--ro-bind", "\(stage)/root", "/",
        ] + parts + [
            "--proc", "/proc", "--dev", "/dev", "--bind", "\(stage)/disk/work/shm", "/dev/shm", "--remount-ro", "/dev",
            "--size",
            "\(1 << 20)", "--tmpfs", "/run", "--ro-bind", "\(stage)/inputs", "/run/box", "--remount-ro", "/run",
            "--bind", "\(stage)/disk/work", "/tmp", "--chdir", "/tmp", "--clearenv",
        ] + environment.sorted { $0.key < $1.key }.flatMap { ["--setenv", $0.key, $0.value] }
    }

    /// Whether the kernel counts the processes of a user namespace by themselves, as Linux 5.14 and later do.
    private static var countsByNamespace: Bool {
        var name = utsname()
        guard uname(&name) == 0 else { return false }
        let release = withUnsafeBytes(of: &name.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && !numbers.lexicographicallyPrecedes([5, 14])
    }
}
