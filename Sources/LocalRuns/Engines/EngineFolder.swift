internal import Foundation
internal import SystemPackage

/// A folder with a short, plain path for one container: podman makes a name of the path of a layout, and refuses some; the
/// address of a socket has at most 107 bytes.
struct EngineFolder: Sendable {
    let path: FilePath
    /// What belongs to this container alone: its name, and the folder's.
    let name: String

    /// A folder that is there.
    init(path: FilePath, name: String) {
        (self.path, self.name) = (path, name)
    }

    /// Makes the folder of a container, for this user only.
    ///
    /// - Parameters:
    ///   - name: the container's name.
    ///   - scratch: the start's own folder, where it is written down for whoever finds that abandoned.
    ///   - undoing: commands that remove what an engine has of the container.
    /// - Throws: `LocalRunFailure` with code `engine`.
    init(named name: String, writingDownIn scratch: FilePath, undoing: [[String]] = []) throws {
        self.name = name
        path = FilePath("/tmp").appending(name)
        do {
            try writeDown(in: scratch, undoing: undoing)
            try FileManager.default.createDirectory(
                atPath: path.string,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw LocalRunFailure(.engine("the system"), "'\(path)' cannot be made: \(error.localizedDescription)")
        }
    }

    /// Writes it down in a start's own folder.
    ///
    /// - Parameters:
    ///   - scratch: the start's own folder.
    ///   - undoing: commands that remove what an engine has of the container.
    /// - Throws: Foundation's errors.
    func writeDown(in scratch: FilePath, undoing: [[String]] = []) throws {
        try RunTraces(name: name, folder: path.string, undoing: undoing).write(to: scratch)
    }

    /// A name no other container has.
    static func newName() -> String { "datalab-" + String(UInt64.random(in: 1 << 60 ... .max), radix: 16) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path.appending(name).string))
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path.string)
    }
}
