internal import Foundation
internal import Glibc

/// Looks after the limits that the kernel keeps for single processes only: memory and processes of a whole box.
struct BoxWatch {
    let limits: BoxLimits

    /// The limit that the box of a process has gone beyond, if any.
    ///
    /// - Parameter root: the process that everything in the box comes from.
    /// - Returns: the limit.
    func reached(below root: pid_t) -> BoxLimits.Name? {
        let processes = Self.descendants(of: root, most: limits.processes + 64)
        // Three of them are what holds the box together.
        if processes.count > limits.processes + 8 { return .processes }
        let quick = processes.reduce(UInt64(0)) { $0 &+ Self.ownMemory($1) }
        guard quick > limits.memory else { return nil }
        // After a fork memory is shared until it is written: only the kernel's slow count knows.
        let exact = processes.reduce(UInt64(0)) { $0 &+ (Self.sharedMemory($1) ?? Self.ownMemory($1)) }
        return exact > limits.memory ? .memory : nil
    }

    private static func descendants(of root: pid_t, most: Int) -> [pid_t] {
        var found: [pid_t] = []
        var open = [root]
        while let process = open.popLast(), found.count < most {
            found.append(process)
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
            for thread in threads {
                open += text("/proc/\(process)/task/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
            }
        }
        return found
    }

    /// Resident memory that is no file's on a disk, in bytes.
    private static func ownMemory(_ process: pid_t) -> UInt64 {
        sum(["RssAnon:", "RssShmem:"], in: "/proc/\(process)/status") ?? 0
    }

    /// A process' share of such memory in bytes, where it may be read.
    private static func sharedMemory(_ process: pid_t) -> UInt64? {
        sum(["Pss_Anon:", "Pss_Shmem:"], in: "/proc/\(process)/smaps_rollup")
    }

    /// The sum of fields that are in kilobytes; nil when there are none.
    private static func sum(_ fields: [String], in file: String) -> UInt64? {
        let lines = text(file).split(separator: "\n").filter { line in fields.contains { line.hasPrefix($0) } }
        let numbers = lines.compactMap { line in line.split { $0 == " " || $0 == "\t" }.dropFirst().first }
        return numbers.isEmpty ? nil : numbers.reduce(0) { $0 &+ ((UInt64($1) ?? 0) << 10) }
    }

    private static func text(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
