package import SystemPackage

/// How a container of a datalab is set up: what all engines are told.
package struct ContainerSpec: Sendable {
    /// The name no other container has.
    let name: String
    /// The port the datalab listens on, inside.
    let port: UInt16
    /// The port of this machine's loopback address that leads there.
    let hostPort: UInt16
    /// Variables beside the image's own.
    var environment: [String: String]
    /// Folders of this machine.
    var mounts: [BindMount]
    /// Who the datalab runs as.
    var user: ContainerUser
    /// Empty folders in memory, which take files of any user.
    let scratchFolders: [String]
    /// A folder of the image that can be exchanged for a newer image's while the datalab runs, where the engine can do that.
    let exchanged: String?
    /// The GPUs that it gets; nil for none.
    let gpus: GPUChoice?
    /// The command that it runs in place of its page; none for the page.
    var command: [String] = []
}

/// A folder of this machine in a container.
package struct BindMount: Sendable, Hashable {
    /// The folder here, absolute.
    package let source: FilePath
    /// Where it is inside.
    package let destination: String
    /// Whether it can only be read.
    package let isReadOnly: Bool
}

/// The user id a datalab runs as; its group is 0, as the platform's.
package enum ContainerUser: Sendable, Hashable {
    /// The one the image names.
    case image
    /// The one that owns what is mounted: files are this machine's user's on both sides.
    case owner(UInt32)
    /// Any id, as a platform gives one.
    case arbitrary(UInt32)

    /// `uid:gid`; nil for the image's own.
    var identifier: UInt32? {
        switch self {
        case .image: nil
        case .owner(let id), .arbitrary(let id): id
        }
    }
}
