internal import Glibc

/// The programs that datalabs are started with.
package enum EngineName: String, Sendable, Hashable, Codable, CaseIterable {
    /// podman, with root or without.
    case podman
    /// docker with its daemon.
    case docker
    /// crun with slirp4netns.
    case crun
    /// runc with slirp4netns.
    case runc

    /// The engines in the order in which they are tried: for root, those first that join layers which are unpacked once.
    static var inOrder: [EngineName] { geteuid() == 0 ? [.crun, .runc, .podman, .docker] : allCases }
}
