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
}
