/// The programs that datalabs are started with.
///
/// In the order in which they are tried: the first two start what is unpacked already.
package enum EngineName: String, Sendable, Hashable, Codable, CaseIterable {
    /// runc with slirp4netns.
    case runc
    /// crun with slirp4netns.
    case crun
    /// podman, with root or without.
    case podman
    /// docker with its daemon.
    case docker
}
