internal import Files
internal import Foundation
internal import OCIModel
package import SystemPackage

/// What a start makes outside of its own folder, written down before it is made: whoever finds the folder abandoned removes it.
package struct RunTraces: Codable {
    /// The container's name.
    let name: String
    /// Its folder.
    let folder: String
    /// Commands that remove what an engine has of it.
    let undoing: [[String]]

    func write(to scratch: FilePath) throws {
        let place = scratch.appending("traces")
        try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
        let bytes = try CanonicalJSON.encode(self)
        try WholeFile.write(bytes, to: place.appending("\(name).json"), durability: .memory)
    }

    /// Removes what the starts of an abandoned folder have left elsewhere.
    ///
    /// - Parameter scratch: the folder, whose process is gone.
    package static func remove(of scratch: FilePath) {
        let place = scratch.appending("traces")
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place.string)) ?? [] {
            guard let data = FileManager.default.contents(atPath: place.appending(name).string),
                let traces = try? CanonicalJSON.decode(RunTraces.self, from: Array(data))
            else { continue }
            traces.remove()
        }
    }

    private func remove() {
        // No name of ours could lead elsewhere.
        guard name.wholeMatch(of: /datalab-[0-9a-f]{8,16}/) != nil, folder == "/tmp/\(name)" else { return }
        for command in undoing { Self.run(command) }
        removeGroups()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func run(_ command: [String]) {
        guard let program = command.first else { return }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = Array(command.dropFirst())
        (process.standardInput, process.standardOutput, process.standardError) =
            (FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return }
        process.waitUntilExit()
    }

    /// A runtime that was killed leaves its groups of processes (cgroups), which are empty once the kernel has ended all of them.
    private func removeGroups() {
        let script = """
            for attempt in $(seq 50); do
                find /sys/fs/cgroup -depth -type d -name "$1*" -exec rmdir {} + 2>/dev/null
                [ -n "$(find /sys/fs/cgroup -type d -name "$1*" -print -quit 2>/dev/null)" ] || exit 0
                sleep 0.02
            done
            """
        Self.run(["/bin/sh", "-c", script, "sh", name])
    }
}
