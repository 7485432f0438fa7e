internal import Foundation
internal import Glibc
internal import SystemPackage

/// Control groups of one run: the kernel's own limits of memory and processes, where this process may make such groups.
///
/// As root those of version 1 or 2; as a user those of version 2 that systemd leaves to them. Elsewhere there are none, and
/// `BoxWatch` alone looks after the limits.
struct ControlGroup: Sendable {
    /// The files that a process writes its number to, to be in the group with all that it starts.
    let entrances: [FilePath]

    private let folders: [FilePath]
    private let events: FilePath

    private static let prefix = "datalab-box-"

    /// Makes the groups; nil where they cannot be had.
    ///
    /// - Parameter limits: the limits; what is on the box's disk counts as memory here.
    init?(_ limits: BoxLimits) {
        let name = Self.prefix + UUID().uuidString
        let memory = limits.memory &+ limits.disk
        if let parent = Self.versionTwoParent() {
            let settings = [
                ("memory.max", "\(memory)"), ("memory.swap.max", "0"), ("pids.max", "\(limits.processes + 16)"),
            ]
            guard let folder = Self.make(name, in: parent, settings) else { return nil }
            (folders, entrances) = ([folder], [folder.appending("cgroup.procs")])
            events = folder.appending("memory.events")
            return
        }
        let root = FilePath("/sys/fs/cgroup")
        guard geteuid() == 0,
            let first = Self.make(name, in: root.appending("memory"), [("memory.limit_in_bytes", "\(memory)")])
        else { return nil }
        guard let second = Self.make(name, in: root.appending("pids"), [("pids.max", "\(limits.processes + 16)")])
        else {
            rmdir(first.string)
            return nil
        }
        folders = [first, second]
        entrances = folders.map { $0.appending("cgroup.procs") }
        events = first.appending("memory.oom_control")
    }

    /// Whether the kernel has ended a process for want of memory.
    var hasRunOutOfMemory: Bool {
        Self.text(events).split(separator: "\n").contains { line in
            let parts = line.split(separator: " ")
            return parts.count == 2 && parts[0] == "oom_kill" && parts[1] != "0"
        }
    }

    /// Ends what is left in the groups and removes them.
    func remove() {
        for attempt in 0..<100 {
            for process in folders.flatMap({ Self.text($0.appending("cgroup.procs")).split(separator: "\n") }) {
                if let number = Int32(process), number > 1 { kill(number, SIGKILL) }
            }
            let left = folders.filter { rmdir($0.string) != 0 && errno != ENOENT }
            if left.isEmpty { return }
            usleep(attempt < 10 ? 1000 : 10_000)
        }
    }

    private static func make(_ name: String, in parent: FilePath, _ settings: [(String, String)]) -> FilePath? {
        removeOld(in: parent)
        let folder = parent.appending(name)
        guard mkdir(folder.string, 0o755) == 0 else { return nil }
        for (file, value) in settings where !write(value, to: folder.appending(file)) && file != "memory.swap.max" {
            rmdir(folder.string)
            return nil
        }
        return folder
    }

    /// Removes the empty groups of processes that were killed.
    private static func removeOld(in parent: FilePath) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.string)) ?? []
        where name.hasPrefix(prefix) {
            let folder = parent.appending(name)
            var status = stat()
            // A group that was made just now may be empty for a moment.
            guard stat(folder.string, &status) == 0, status.st_mtim.tv_sec < time(nil) - 60 else { continue }
            rmdir(folder.string)
        }
    }

    /// The folder above this process' own group where groups with both limits can be made.
    private static func versionTwoParent() -> FilePath? {
        let root = FilePath("/sys/fs/cgroup")
        guard access(root.appending("cgroup.controllers").string, R_OK) == 0 else { return nil }
        let own = text("/proc/self/cgroup").split(separator: "\n").first { $0.hasPrefix("0::/") }?.dropFirst(4) ?? ""
        guard !own.contains("..") else { return nil }
        var folder = root.appending(String(own))
        while true {
            let enabled = text(folder.appending("cgroup.subtree_control")).split { $0 == " " || $0 == "\n" }
            let isWritable = access(folder.appending("cgroup.procs").string, W_OK) == 0
            if enabled.contains("memory"), enabled.contains("pids"), isWritable { return folder }
            guard folder != root, folder.string.count > root.string.count else { return nil }
            folder = folder.removingLastComponent()
        }
    }

    private static func write(_ value: String, to file: FilePath) -> Bool {
        guard let descriptor = try? FileDescriptor.open(file, .writeOnly) else { return false }
        return (try? descriptor.closeAfter { try descriptor.writeAll(value.utf8) }) != nil
    }

    private static func text(_ file: FilePath) -> String {
        (try? String(contentsOfFile: file.string, encoding: .utf8)) ?? ""
    }
}
