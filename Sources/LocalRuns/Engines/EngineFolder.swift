internal import Foundation
internal import SystemPackage

/// A folder with a short, plain path for one container: podman makes a name of the path of a layout, and refuses some; the
/// address of a socket has at most 107 bytes.
struct EngineFolder: Sendable {
    let path: FilePath
    /// What belongs to this container alone: its name, and the folder's.
    let name: String

    /// Makes the folder of a container, for this user only.
    init(of spec: ContainerSpec) throws {
        name = spec.name
        path = FilePath("/tmp").appending(name)
        do {
            try FileManager.default.createDirectory(
                atPath: path.string,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw LocalRunFailure(.engine("the system"), "'\(path)' cannot be made: \(error.localizedDescription)")
        }
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path.appending(name).string))
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path.string)
    }
}
